import { spawn } from "node:child_process";
import path from "node:path";

/** What jest says of one test file, as far as it is read here. */
interface FileReport {
  name: string;
  status: string;
  startTime: number;
  endTime: number;
  assertionResults: ReadonlyArray<{ fullName: string; status: string }>;
}

/** How a run of tests ended. */
interface TestRun {
  /** passed; failed, by a test or because a file could not be loaded; endless: ended since it told nothing more. */
  ended: "passed" | "failed" | "endless";
  files: readonly FileReport[];
}

/** What a run of tests is given. */
interface TestRunOptions {
  /** Folder whose tests are run. */
  copy: string;
  /** Further arguments of jest. */
  args: readonly string[];
  environment: Readonly<Record<string, string>>;
  /** How long it may tell nothing; jest tells each file that has ended. */
  silenceMs: number;
}

const readReport = (text: string): readonly FileReport[] | undefined => {
  try {
    return (JSON.parse(text) as { testResults: FileReport[] }).testResults;
  } catch {
    return undefined;
  }
};

/** Runs tests of a copy in a process of their own, and says how they ended. */
export const runTests = async ({ copy, args, environment, silenceMs }: TestRunOptions): Promise<TestRun> => {
  const jest = path.join(copy, "node_modules/jest/bin/jest.js");
  const config = path.join(__dirname, "jest.config.cjs");
  const child = spawn(
    process.execPath,
    [
      ...["--experimental-async-context-frame", jest, "--config", config, "--rootDir", copy],
      ...["--json", "--forceExit", "--silent", ...args],
    ],
    { cwd: copy, env: { ...process.env, ...environment }, stdio: ["ignore", "pipe", "pipe"] },
  );
  let isEndless = false;
  const limit = setTimeout(() => {
    isEndless = true;
    child.kill("SIGKILL");
  }, silenceMs);
  const [output, errors] = [[] as Buffer[], [] as Buffer[]];
  child.stdout.on("data", (chunk: Buffer) => output.push(chunk));
  child.stderr.on("data", (chunk: Buffer) => {
    errors.push(chunk);
    limit.refresh();
  });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  clearTimeout(limit);
  if (isEndless) return { ended: "endless", files: [] };
  const files = readReport(Buffer.concat(output).toString());
  if (!files && environment["MUTATION_ORDER"] === undefined)
    throw new Error(`jest ended with ${code}:\n${Buffer.concat(errors).toString().slice(-2000)}`);
  return { ended: code === 0 ? "passed" : "failed", files: files ?? [] };
};
