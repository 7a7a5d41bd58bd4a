import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { Command, InvalidArgumentError } from "commander";
import { chosenMutants } from "./chosenMutants";
import { judgeMutant, type Verdict } from "./judgeMutant";
import { makeCopy } from "./makeCopy";
import { measureCoverage } from "./measureCoverage";
import type { Mutant } from "./mutant";
import { describeVerdict, summarize } from "./report";
import { sourceNames } from "./sourceNames";
import type { TestFile } from "./testFile";

/*
 * Changes src in small ways, one at a time, and sees whether a test notices: `npm run mutation -- --sample 400 --seed 1`.
 */

const wholeNumber = (text: string): number => {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 1) throw new InvalidArgumentError("Enter a whole number.");
  return number;
};

const options = new Command("npm run mutation --")
  .description("Changes src in small ways, one at a time, and counts how many of the changes a test notices.")
  .option("--sample <number>", "judge so many changes, chosen at random", wholeNumber)
  .option("--seed <number>", "what the choice and the order come from", wholeNumber, 1)
  .option("--at <places...>", "of those only the ones at these places, such as src/text/isObject.ts:7:3")
  .option("--changed <base>", "only files that differ from where this branch left that commit")
  .option("--in <folder>", "only files of that folder of src, such as src/text")
  .option("--tests <folder>", "ask only tests of that folder, such as test/text")
  .option("--minutes <number>", "begin no further change after so many minutes", wholeNumber)
  .option(
    "--files <number>",
    "ask so many test files at first, and all others about what is left",
    wholeNumber,
    25,
  )
  .option("--workers <number>", "judge so many changes at a time", wholeNumber, 2)
  .option("--least <percent>", "fail below this share", wholeNumber, 85)
  .parse()
  .opts<{
    sample: number | undefined;
    seed: number;
    at: readonly string[] | undefined;
    changed?: string;
    in?: string;
    tests?: string;
    minutes?: number;
    files: number;
    workers: number;
    least: number;
  }>();

const root = path.resolve(__dirname, "../..");
const startedMs = Date.now();

/** The files whose changes are listed. */
const namesToChange = (): string[] => {
  const folder = `${options.in?.replace(/\/+$/, "") ?? "src"}/`;
  return sourceNames(root, options.changed).filter((name) => name.startsWith(folder));
};

const isTimeLeft = (): boolean =>
  options.minutes === undefined || Date.now() - startedMs < options.minutes * 60_000;

/** Judges mutants in their order, several at a time, as long as there is time. */
const judgeInOrder = async (
  mutants: readonly Mutant[],
  judge: (mutant: Mutant) => Promise<Verdict>,
): Promise<Verdict[]> => {
  const waiting = [...mutants];
  const verdicts: Verdict[] = [];
  const work = async (): Promise<void> => {
    for (let mutant = waiting.shift(); mutant && isTimeLeft(); mutant = waiting.shift()) {
      const verdict = await judge(mutant);
      verdicts.push(verdict);
      console.log(`${verdicts.length}/${mutants.length} ${describeVerdict(verdict)}`);
    }
  };
  await Promise.all(Array.from({ length: options.workers }, work));
  return verdicts;
};

/** Judges all mutants by the nearest test files, and what those did not notice by all the others. */
const judgeAll = async (
  copy: string,
  mutants: readonly Mutant[],
  files: readonly TestFile[],
): Promise<Verdict[]> => {
  const near = await judgeInOrder(mutants, (mutant) => judgeMutant(copy, mutant, files, [0, options.files]));
  const left = near
    .filter(({ fate, unasked }) => fate === "survived" && unasked > 0)
    .sort((one, other) => one.unasked - other.unasked)
    .map(({ mutant }) => mutant);
  if (left.length > 0 && isTimeLeft())
    console.log(`All other test files that pass them are asked about the ${left.length} that survived.`);
  const far = await judgeInOrder(left, (mutant) =>
    judgeMutant(copy, mutant, files, [options.files, files.length]),
  );
  return near.map((verdict) => far.find(({ mutant }) => mutant === verdict.mutant) ?? verdict);
};

/** Lends a folder of its own, so that runs don't disturb each other, and removes it afterwards. */
const withFolder = async (use: (folder: string) => Promise<void>): Promise<void> => {
  const cache = path.join(root, ".cache");
  mkdirSync(cache, { recursive: true });
  const folder = mkdtempSync(path.join(cache, "mutation-"));
  try {
    await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const run = async (copy: string): Promise<void> => {
  const names = namesToChange();
  const { mutants, textOf, all } = await chosenMutants(root, names, options);
  console.log(`${mutants.length} of ${all} changes in ${names.length} files, seed ${options.seed}.`);
  if (mutants.length === 0) return;
  makeCopy(root, copy, textOf);
  const { files, failing } = await measureCoverage(copy, [...textOf.keys()], options.tests);
  console.log(
    `${files.length} test files pass unchanged, ${Math.round((Date.now() - startedMs) / 1000)} s so far.`,
  );
  for (const name of failing) console.log(`left out, since it fails unchanged: ${name}`);
  const judgedMs = Date.now();
  const verdicts = await judgeAll(copy, mutants, files);
  const seconds = ((Date.now() - judgedMs) / 1000 / Math.max(1, verdicts.length)).toFixed(1);
  console.log(`${seconds} s for each change, ${options.workers} at a time.\n`);
  const { text, share } = summarize(verdicts, all);
  console.log(text);
  process.exitCode = share * 100 >= options.least ? 0 : 1;
};

withFolder(run).catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
