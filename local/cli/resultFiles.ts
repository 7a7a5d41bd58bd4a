import { accessSync, constants, existsSync, mkdirSync, mkdtempSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, extname, join, resolve } from "node:path";
import { extensionOf } from "../platform/fileValue";
import { UsageError } from "../platform/usageError";

/** Where to write the files of a result. */
export interface FileTarget {
  /** A file or a directory; the current directory when absent. */
  out?: string | undefined;
  /** Replace a file that exists already. */
  isForced: boolean;
  warn: (text: string) => void;
}

/** Replaces a file's bytes in a result. */
export interface WrittenFile {
  file: string;
  contentType: string;
  bytes: number;
}

interface FoundFile {
  data: Buffer;
  contentType: string;
  fileName: string;
}

type JsonObject = Record<string, unknown>;

const isDirectory = (path: string): boolean =>
  /[/\\]$/.test(path) || (statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false);

/**
 * Refuses a place that can't be written to, before a call is paid for.
 * @throws UsageError that says what to change.
 */
export const checkTarget = ({ out, isForced }: Pick<FileTarget, "out" | "isForced">): void => {
  if (out === undefined) return;
  const path = resolve(out);
  try {
    statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new UsageError(`--out: ${out.slice(0, 80)} can't be written to (${code}). Choose another path.`);
  }
  if (!isDirectory(out) && existsSync(path) && !isForced) {
    throw new UsageError(`--out: ${out} exists already. Add --force to replace it, or choose another path.`);
  }
  let folder = isDirectory(out) ? path : dirname(path);
  while (!existsSync(folder)) folder = dirname(folder);
  try {
    if (!statSync(folder).isDirectory()) throw new Error("not a directory");
    accessSync(folder, constants.W_OK);
  } catch {
    throw new UsageError(`--out: nothing can be written to ${folder}. Choose another path.`);
  }
};

/** Longest name in bytes that every file system accepts with a number after it. */
const longestName = 200;

const withoutExcess = (name: string): string => {
  if (Buffer.byteLength(name) <= longestName) return name;
  const extension = extname(name).slice(0, 16);
  let stem = name.slice(0, longestName);
  while (Buffer.byteLength(stem + extension) > longestName) stem = stem.slice(0, -1);
  return (stem + extension).toWellFormed();
};

/** A service's file name, reduced to a valid name, so that it can't choose the folder. */
const safeName = (name: unknown): string | undefined => {
  if (typeof name !== "string") return undefined;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: file names have none
  const base = basename(name.replaceAll("\\", "/")).replace(/[\u0000-\u001f]/g, "");
  return base === "" || base.startsWith(".") ? undefined : withoutExcess(base);
};

const writeFree = (path: string, data: Buffer, isForced: boolean): string => {
  mkdirSync(dirname(path), { recursive: true });
  const extension = extname(path);
  const stem = path.slice(0, path.length - extension.length);
  for (let number = 1; ; number++) {
    const free = number === 1 ? path : `${stem}-${number}${extension}`;
    try {
      writeFileSync(free, data, { flag: isForced ? "w" : "wx" });
      return free;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
  }
};

/**
 * Writes a file. A result was paid for, so where the name is taken, the next free one is used, and where the folder
 * can't be written to, a temporary one.
 */
const write = (path: string, data: Buffer, { isForced, warn }: FileTarget): string => {
  try {
    return writeFree(path, data, isForced);
  } catch (error) {
    const file = writeFree(
      join(mkdtempSync(join(tmpdir(), "azure-openai-")), basename(path)),
      data,
      isForced,
    );
    warn(`${path} can't be written (${(error as NodeJS.ErrnoException).code}); the file is ${file}`);
    return file;
  }
};

const pathOf = (out: string | undefined, fileName: string, place: number, count: number): string => {
  if (out === undefined || isDirectory(out)) return join(out ?? ".", fileName);
  const extension = extname(out);
  return count === 1 ? out : `${out.slice(0, out.length - extension.length)}-${place}${extension}`;
};

/** Writes each buffer of a result to a file. Returns the result without buffers, and the files. */
export const writeFiles = (
  value: unknown,
  root: { name: string; contentType?: string | undefined },
  target: FileTarget,
): { value: unknown; files: WrittenFile[] } => {
  const found: FoundFile[] = [];
  const find = (node: unknown, siblings: JsonObject): void => {
    if (Buffer.isBuffer(node)) {
      const contentType =
        typeof siblings["contentType"] === "string" ? siblings["contentType"] : "application/octet-stream";
      const fileName = safeName(siblings["fileName"]) ?? `${root.name}${extensionOf(contentType)}`;
      found.push({ data: node, contentType, fileName });
    } else if (typeof node === "object" && node !== null) {
      for (const child of Object.values(node))
        find(child, Array.isArray(node) ? siblings : (node as JsonObject));
    }
  };
  find(value, { contentType: root.contentType });
  const written = new Map(
    found.map(({ data, contentType, fileName }, index) => {
      const path = pathOf(target.out, fileName, index + 1, found.length);
      const file = write(path, data, target);
      return [data, { file, contentType, bytes: data.length }] as const;
    }),
  );
  const files = [...written.values()];
  const replace = (node: unknown, key = ""): unknown => {
    if (Buffer.isBuffer(node)) return written.get(node);
    if (Array.isArray(node)) return node.map((child) => replace(child));
    if (typeof node === "object" && node !== null) {
      return Object.fromEntries(Object.entries(node).map(([name, child]) => [name, replace(child, name)]));
    }
    if (key !== "b64_json" || typeof node !== "string") return node;
    const bytes = Buffer.byteLength(node, "base64");
    const file = files.find((candidate) => candidate.bytes === bytes);
    return file ? `(${bytes} bytes as base64, left out: see ${file.file})` : node;
  };
  return { value: replace(value), files };
};
