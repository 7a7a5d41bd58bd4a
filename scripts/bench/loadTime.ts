import { execFileSync } from "node:child_process";
import { statSync } from "node:fs";
import { buildEmptyBundles } from "./buildEmpty";
import { bundleOf, zipBytes } from "./sizes";
import { type Claim, median, printTable } from "./statistics";

const rounds = 25;

const loadMs = (file: string): number => {
  const script = `const start=performance.now();require(${JSON.stringify(file)});process.stdout.write(String(performance.now()-start))`;
  return Number(execFileSync(process.execPath, ["-e", script], { encoding: "utf8" }));
};

/** Measures how long a fresh process takes to load the bundle, beside bundles of an empty component. */
export const benchLoad = async (dist: string): Promise<Claim[]> => {
  const bundles = [...(await buildEmptyBundles()), { name: "this connector", file: bundleOf(dist) }];
  const times = bundles.map(() => [] as number[]);
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, { file }] of bundles.entries()) times[index]?.push(loadMs(file));
  }
  const medians = times.map(median);
  const [plain = Number.NaN, best = Number.NaN, ours = Number.NaN] = medians;
  console.log(`Loading in a fresh process, median of ${rounds}`);
  printTable(
    ["bundle", "ms", "kB", "ratio"],
    bundles.map(({ name, file }, index) => [
      name,
      (medians[index] ?? 0).toFixed(1),
      (statSync(file).size / 1000).toFixed(0),
      ((medians[index] ?? 0) / best).toFixed(2),
    ]),
  );
  return [
    {
      name: "load, times an empty component with the best bundler",
      value: ours / Math.min(plain, best),
      limit: 1.25,
      bound: "most",
    },
    // 380 for the code, 780 for the token table.
    { name: "zip of dist, kB", value: zipBytes(dist) / 1000, limit: 1160, bound: "most" },
  ];
};
