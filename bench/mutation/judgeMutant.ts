import type { Mutant } from "./mutant";
import { nearestTests } from "./nearestTests";
import { runTests } from "./runTests";
import type { TestFile } from "./testFile";

/** What became of a mutant: noticed by a test, by tests that no longer end, by none, or passed by no test at all. */
export interface Verdict {
  mutant: Mutant;
  fate: "killed" | "endless" | "survived" | "uncovered";
  /** The test that noticed it, where it could say so. */
  by?: string;
  /** How many test files that pass the mutant were not asked. */
  unasked: number;
}

/** With a mutant, a file may take several times what the slowest took without, and what starting takes besides. */
const silenceOf = (files: readonly TestFile[]): number =>
  30_000 + 3 * Math.max(...files.map(({ durationMs }) => durationMs));

/**
 * Switches one mutant on and asks test files that pass it, the nearest first, until one fails.
 * @param from - how many of the nearest are left out, because they were asked before
 * @param to - up to which one they are asked
 */
export const judgeMutant = async (
  copy: string,
  mutant: Mutant,
  files: readonly TestFile[],
  [from, to]: readonly [from: number, to: number],
): Promise<Verdict> => {
  const passing = nearestTests(mutant, files);
  const asked = passing.slice(from, to);
  const unasked = Math.max(0, passing.length - to);
  if (passing.length === 0) return { mutant, fate: "uncovered", unasked };
  const names = asked.map(({ name }) => name);
  const run = await runTests({
    copy,
    args: ["--runInBand", "--bail=1", "--runTestsByPath", ...names],
    environment: { __STRYKER_ACTIVE_MUTANT__: mutant.id, MUTATION_ORDER: names.join("\n") },
    silenceMs: silenceOf(asked),
  });
  if (run.ended === "endless") return { mutant, fate: "endless", unasked };
  if (run.ended === "passed") return { mutant, fate: "survived", unasked };
  const failed = run.files.find(({ status }) => status === "failed");
  const test = failed?.assertionResults.find(({ status }) => status === "failed")?.fullName;
  const by = failed && `${failed.name.slice(copy.length + 1)}: ${test ?? "could not be loaded"}`;
  return { mutant, fate: "killed", unasked, ...(by && { by }) };
};
