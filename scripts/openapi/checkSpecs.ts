import { createHash } from "node:crypto";
import { isObject } from "./schemaExcerpt";
import { parseSpec, specExcerpts } from "./specExcerpts";
import type { SpecFile } from "./specFiles";

/** More bytes than any of the files will ever have. */
const mostSpecBytes = 50 * 1024 * 1024;
const limitMs = 120_000;

/** One thing that was looked at, whether it is as it should be, and what to do where it is not. */
interface SpecFinding {
  holds: boolean;
  what: string;
}

const sorted = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  const names = Object.keys(value).sort();
  return Object.fromEntries(names.map((name) => [name, sorted(value[name])]));
};

/** The SHA-256 of what a file says, however it is written. */
export const contentDigest = (name: string, bytes: Buffer): string =>
  createHash("sha256")
    .update(JSON.stringify(sorted(parseSpec(name, bytes))))
    .digest("hex");

/**
 * Fetches a file.
 * @param mostBytes more are refused.
 * @throws Error where it can't be had, or does not end.
 */
export const fetchSpec = async (
  { name, url }: Pick<SpecFile, "name" | "url">,
  mostBytes = mostSpecBytes,
): Promise<Buffer> => {
  const response = await fetch(url, { signal: AbortSignal.timeout(limitMs) }).catch((error: Error) => {
    const { cause } = error as { cause?: { code?: string } };
    throw new Error(`${name} can't be fetched from ${url}: ${cause?.code ?? error.message}.`);
  });
  if (!response.ok) throw new Error(`${name}: ${url} answered ${response.status}.`);
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of response.body ?? []) {
    length += part.length;
    if (length > mostBytes) throw new Error(`${name}: ${url} gives more than ${mostBytes} bytes.`);
    parts.push(Buffer.from(part));
  }
  return Buffer.concat(parts);
};

const fileFinding = ({ name, sha256 }: SpecFile, bytes: Buffer): SpecFinding => {
  const digest = contentDigest(name, bytes);
  return digest === sha256
    ? { holds: true, what: `${name} is the file that the tests are held to.` }
    : {
        holds: false,
        what: `${name} is another file than the one that the tests are held to: its digest is ${digest}. Look at what changed, run scripts/excerptSpecs.ts, and name the digest in scripts/openapi/specFiles.ts.`,
      };
};

const described = (excerpts: ReadonlyArray<{ operations: unknown; $defs: unknown }>): string =>
  JSON.stringify(sorted(excerpts.map(({ operations, $defs }) => ({ operations, $defs }))));

/**
 * Whether the files of a service are those that are pinned, and whether the excerpts that the tests read have what
 * these files say, so that requests which are held against the excerpts are held against the files.
 * @param kept the excerpts as they are kept.
 */
export const checkSpecs = (
  service: string,
  files: ReadonlyArray<readonly [file: SpecFile, bytes: Buffer]>,
  kept: ReadonlyArray<{ operations: unknown; $defs: unknown }>,
): SpecFinding[] => {
  const made = specExcerpts(
    service,
    files.map(([{ name }, bytes]) => [name, bytes] as const),
  );
  return [
    ...files.map(([file, bytes]) => fileFinding(file, bytes)),
    described(made) === described(kept)
      ? { holds: true, what: `The excerpt of ${service} has what the files say.` }
      : {
          holds: false,
          what: `The excerpt of ${service} is not what the files say: run scripts/excerptSpecs.ts.`,
        },
  ];
};
