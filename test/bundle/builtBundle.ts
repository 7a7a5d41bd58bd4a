import { execFile } from "node:child_process";
import { copyFileSync, cpSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { promisify } from "node:util";
import { localCertificate } from "../../local/endpoint/server/certificate";
import { shareStarted } from "../support/hooks";

/** The root of the repository. */
export const root = path.join(__dirname, "..", "..");

/** Where the build puts what is published. */
export const dist = path.join(root, "dist");

if (!existsSync(path.join(dist, "index.js"))) {
  throw new Error("dist/index.js is missing: run npm run build, or npm test, which builds first.");
}

/** A copy of dist by itself, far from any node_modules. */
export interface BundleCopy {
  folder: string;
  /** Removes it. */
  close(): void;
}

/** Copies what is published to a temporary folder. */
export const copyBundle = (): BundleCopy => {
  const folder = mkdtempSync(path.join(tmpdir(), "bundle-"));
  cpSync(dist, folder, { recursive: true });
  return { folder, close: () => rmSync(folder, { recursive: true, force: true }) };
};

/** A copy for all tests, beside which the local certificate lies, for processes that are to trust it. */
export const shareBundleCopy = (): BundleCopy =>
  shareStarted(async () => {
    const copy = copyBundle();
    writeFileSync(path.join(copy.folder, "certificate.pem"), (await localCertificate()).certificate);
    return copy;
  });

/** What a child process is given. */
export interface ChildOptions {
  args?: readonly string[];
  /** Standard input, as JSON. */
  input?: unknown;
  environment?: NodeJS.ProcessEnv;
}

/** The environment of this process without what could lend modules or settings to a child. */
export const bareEnvironment = (): NodeJS.ProcessEnv => {
  const { NODE_PATH: _path, NODE_OPTIONS: _options, ...rest } = process.env;
  const own = Object.entries(rest).filter(([name]) => !/^(AZURE|OPENAI|PRISM)/.test(name));
  return { ...Object.fromEntries(own), NODE_PATH: "" };
};

/** Runs one of the scripts of `child` beside a copy of the bundle, and reads the JSON that it prints. */
export const runBeside = async <Output>(
  { folder }: BundleCopy,
  script: string,
  { args = [], input, environment = {} }: ChildOptions = {},
): Promise<Output> => {
  const file = path.join(folder, script);
  copyFileSync(path.join(__dirname, "child", script), file);
  const running = promisify(execFile)(process.execPath, ["--no-warnings", file, ...args], {
    cwd: folder,
    env: { ...bareEnvironment(), ...environment },
    maxBuffer: 64 * 1024 * 1024,
  });
  running.child.stdin?.end(JSON.stringify(input ?? null));
  return JSON.parse((await running).stdout);
};
