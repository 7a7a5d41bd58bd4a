import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const root = join(__dirname, "../..");
const tsx = pathToFileURL(join(root, "node_modules/tsx/dist/loader.mjs")).href;

/** Where scripts keep what they leave for a next run, apart from the person's own. */
const stateHome = join(tmpdir(), "azure-openai-tests");

/** How a script ended, and what it printed. */
export interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

/** What a script starts with. */
export interface ScriptSettings {
  env?: Record<string, string>;
  stdin?: string;
  /** The directory that relative paths start from. */
  cwd?: string;
  /** A file that takes what is printed, in place of the test. */
  stdout?: string;
}

/** Fails with a clear message while there is no bundle to run. */
export const requireBundle = (): void => {
  if (!existsSync(join(root, "dist/index.js"))) {
    throw new Error("These tests run dist/index.js, which is missing: run `npm run build` first.");
  }
};

/** Starts one of the project's scripts, with an environment that holds nothing of the machine's Azure settings. */
export const startScript = (
  script: string,
  args: readonly string[],
  { env = {}, cwd = root, stdout }: ScriptSettings = {},
): ChildProcessWithoutNullStreams =>
  spawn(
    "sh",
    [
      "-c",
      `exec "$0" "$@"${stdout ? ` > ${stdout}` : ""}`,
      process.execPath,
      "--import",
      tsx,
      join(root, script),
      ...args,
    ],
    {
      cwd,
      env: { PATH: process.env["PATH"], TMPDIR: process.env["TMPDIR"], XDG_STATE_HOME: stateHome, ...env },
    },
  );

/** Collects what a script prints until it ends. */
export const endOf = async (child: ChildProcessWithoutNullStreams): Promise<Ended> => {
  const ended: Ended = { code: null, stdout: "", stderr: "" };
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    ended.stdout += text;
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    ended.stderr += text;
  });
  [ended.code] = (await once(child, "close")) as [number | null];
  return ended;
};

/** Runs one of the project's scripts to its end. */
export const runScript = (
  script: string,
  args: readonly string[],
  settings: ScriptSettings = {},
): Promise<Ended> => {
  const child = startScript(script, args, settings);
  child.stdin.end(settings.stdin ?? "");
  return endOf(child);
};
