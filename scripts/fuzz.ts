import { spawnSync } from "node:child_process";
import path from "node:path";
import { Command, InvalidArgumentError } from "commander";

/*
 * Runs the properties of test/fuzz with more cases than the suite does, each with a seed of its own:
 * `npm run fuzz -- --cases 50000 --seed 1`. A case that fails is printed with its seed; `--cases 1` with that seed
 * runs it alone.
 */

const wholeNumber = (text: string): number => {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 1) throw new InvalidArgumentError("Enter a whole number.");
  return number;
};

const { cases, seed } = new Command("npm run fuzz --")
  .option("--cases <number>", "how many cases each property has", wholeNumber, 50_000)
  .option("--seed <number>", "the seed of the first case; each further one has the next", wholeNumber, 1)
  .parse()
  .opts<{ cases: number; seed: number }>();

const root = path.join(__dirname, "..");
const { status } = spawnSync(
  process.execPath,
  [path.join(root, "node_modules/jest/bin/jest.js"), "--runInBand", "test/fuzz"],
  {
    cwd: root,
    stdio: "inherit",
    env: { ...process.env, FUZZ_CASES: String(cases), FUZZ_SEED: String(seed) },
  },
);
process.exitCode = status ?? 1;
