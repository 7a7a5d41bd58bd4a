import { randomUUID } from "node:crypto";
import { mkdirSync, readdirSync, renameSync, writeFileSync } from "node:fs";
import { homedir } from "node:os";
import { isAbsolute, join } from "node:path";
import { isRecord } from "../../platform/isRecord";
import { readNamedFile, textIn } from "../../platform/readNamedFile";
import type { InputValues } from "../../platform/stepParams";
import { UsageError } from "../../platform/usageError";

/** What a run left, with the inputs that do the rest; it holds no credential. */
interface KeptRun {
  action: string;
  inputs: InputValues;
  /** True where the embedded endpoint answered. */
  isEmbedded: boolean;
}

const version = 1;
const ending = ".remaining.json";

type Environment = Readonly<Record<string, string | undefined>>;

/** The folder of what runs left, as the XDG Base Directory Specification has it, which lets relative paths not count. */
const stateFolder = ({ XDG_STATE_HOME: given = "" }: Environment): string =>
  join(isAbsolute(given) ? given : join(homedir(), ".local", "state"), "azure-openai-connector");

/** Names begin with the time, so that the newest is the last by name. */
const newPath = (action: string, environment: Environment): string => {
  const time = new Date().toISOString().replace(/[:.]/g, "-");
  return join(stateFolder(environment), `${time}-${action}-${randomUUID().slice(0, 8)}${ending}`);
};

/**
 * Keeps what a run left, for its owner's eyes alone.
 * @param path - of the file that it takes the place of; a new one when absent
 * @returns the path
 * @throws an error of the file system
 */
export const keepRun = (run: KeptRun, path?: string, environment: Environment = process.env): string => {
  const kept = path ?? newPath(run.action, environment);
  if (path === undefined) mkdirSync(stateFolder(environment), { recursive: true, mode: 0o700 });
  // A run that is killed while it writes leaves the former file whole.
  const draft = `${kept}.${randomUUID()}.draft`;
  writeFileSync(draft, `${JSON.stringify({ version, ...run })}\n`, { mode: 0o600, flag: "wx" });
  renameSync(draft, kept);
  return kept;
};

/** The file of the run that was kept last; undefined where there is none. */
export const newestKeptRun = (environment: Environment = process.env): string | undefined => {
  const folder = stateFolder(environment);
  try {
    const name = readdirSync(folder)
      .filter((one) => one.endsWith(ending))
      .sort()
      .at(-1);
    return name === undefined ? undefined : join(folder, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw new UsageError(`resume: ${folder} can't be read (${(error as NodeJS.ErrnoException).code}).`);
  }
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/**
 * Reads what a run left.
 * @throws UsageError for a file that can't be read, or is none that was kept.
 */
export const readKeptRun = (path: string): KeptRun => {
  const run = parsed(textIn(readNamedFile("resume", path)));
  if (!isRecord(run) || run["version"] !== version)
    throw new UsageError(`resume: "${path}" is no file that a run has kept for resume.`);
  const { action, inputs, isEmbedded } = run;
  if (typeof action !== "string" || !isRecord(inputs) || typeof isEmbedded !== "boolean")
    throw new UsageError(`resume: "${path}" is not whole: it has to have action, inputs and isEmbedded.`);
  return { action, inputs, isEmbedded };
};
