import { mkdirSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { runTests } from "./runTests";
import type { TestFile } from "./testFile";

/** The test files that can be asked, and those that fail by themselves in the copy. */
interface Coverage {
  files: readonly TestFile[];
  failing: readonly string[];
}

/** What a test file has passed, as recordCoverage.cjs writes it. */
interface Passed {
  testPath: string;
  loading: string[];
  tests: string[];
}

const silenceMs = 600_000;

/**
 * Runs all tests that use the sources, or those of a folder, no mutant switched on, and notes which mutants each test file
 * passes.
 */
export const measureCoverage = async (
  copy: string,
  sources: readonly string[],
  tests?: string,
): Promise<Coverage> => {
  const folder = path.join(copy, ".coverage");
  mkdirSync(folder);
  const { ended, files } = await runTests({
    copy,
    args: ["--maxWorkers", "2", ...(tests === undefined ? ["--findRelatedTests", ...sources] : [tests])],
    environment: { MUTATION_COVERAGE: folder },
    silenceMs,
  });
  if (ended === "endless") throw new Error("The tests told nothing for ten minutes.");
  const nameOf = (file: string): string => path.relative(copy, file).split(path.sep).join("/");
  const passed = readdirSync(folder).map(
    (name) => JSON.parse(readFileSync(path.join(folder, name), "utf8")) as Passed,
  );
  const passedIn = new Map(passed.map((one) => [nameOf(one.testPath), one]));
  const known = files.map(({ name, status, startTime, endTime }) => ({
    name: nameOf(name),
    isSound: status === "passed",
    durationMs: endTime - startTime,
  }));
  return {
    failing: known.filter(({ isSound }) => !isSound).map(({ name }) => name),
    files: known
      .filter(({ isSound }) => isSound)
      .map(({ name, durationMs }) => ({
        ...{ name, durationMs },
        loading: new Set(passedIn.get(name)?.loading),
        tests: new Set(passedIn.get(name)?.tests),
      })),
  };
};
