import { execFileSync } from "node:child_process";
import { statSync } from "node:fs";
import path from "node:path";
import { buildBundle, buildEmptyBundles, projectConfiguration } from "./buildEmpty";
import { bundleOf, zipBytes } from "./sizes";
import { type Claim, leastMean, printTable } from "./statistics";

const rounds = 41;

/** The action that is reached. */
const action = "createChatCompletion";

/** How many actions the bundles have that show what a further one costs. */
const actionCounts = [1, 18, 60] as const;

/** A bundle that is loaded, and the action of it that is reached. */
interface Loaded {
  name: string;
  file: string;
  action?: string;
}

/** Builds the connector with so many actions, those that there are and copies of them. */
const buildWithActions = async (count: number): Promise<Loaded> => {
  const { module, ...configuration } = projectConfiguration();
  const repeat = {
    test: /src\/actions\/index\.ts$/,
    loader: path.join(__dirname, "repeatActions.cjs"),
    options: { count },
  };
  const rules = [repeat, ...(module?.rules ?? [])];
  const file = await buildBundle({ ...configuration, module: { ...module, rules } });
  return { name: `this connector with ${count} action${count === 1 ? "" : "s"}`, file, action };
};

/** Milliseconds of processor time that a fresh process takes to load a bundle and to reach an action. */
const loadMs = (loaded: Loaded): number => {
  const script = path.join(__dirname, "child/loadAction.cjs");
  const parts = [script, loaded.file, ...(loaded.action ? [loaded.action] : [])];
  return Number(execFileSync(process.execPath, parts, { encoding: "utf8" }));
};

/** The times of each, one of each in turn, so that what slows the machine slows all; the first round warms up. */
const sample = (all: readonly Loaded[]): number[][] => {
  const times = all.map(() => [] as number[]);
  for (let round = 0; round <= rounds; round += 1) {
    for (const [index, loaded] of all.entries()) {
      const time = loadMs(loaded);
      if (round > 0) times[index]?.push(time);
    }
  }
  return times;
};

/**
 * Measures the processor time of loading the bundle and reaching one action in a fresh process, beside bundles of an
 * empty component, and what every further action adds to that.
 */
export const benchLoad = async (dist: string): Promise<Claim[]> => {
  const bundles: Loaded[] = [
    ...(await buildEmptyBundles()),
    { name: "this connector, one action reached", file: bundleOf(dist), action },
  ];
  for (const count of actionCounts) bundles.push(await buildWithActions(count));
  const times = sample(bundles);
  const means = times.map(leastMean);
  const [, whole = Number.NaN, empty = Number.NaN, ours = Number.NaN] = means;
  const [one = Number.NaN, , most = Number.NaN] = means.slice(-actionCounts.length);
  console.log(`Loading in a fresh process, processor time, mean of the least quarter of ${rounds}`);
  printTable(
    ["bundle", "ms", "least ms", "kB", "ratio"],
    bundles.map(({ name, file }, index) => [
      name,
      (means[index] ?? Number.NaN).toFixed(1),
      Math.min(...(times[index] ?? [])).toFixed(1),
      (statSync(file).size / 1000).toFixed(0),
      ((means[index] ?? Number.NaN) / empty).toFixed(2),
    ]),
  );
  const further = Math.max(...actionCounts) - Math.min(...actionCounts);
  return [
    {
      name: "load and one action, times an empty component with whole libraries",
      value: ours / whole,
      limit: 1.25,
      bound: "most",
    },
    {
      name: "load and one action, times an empty component with the same left out",
      value: ours / empty,
      limit: 1.12,
      bound: "most",
    },
    { name: "load, ms for each further action", value: (most - one) / further, limit: 0.15, bound: "most" },
    // 380 for the code, 780 for the token table.
    { name: "zip of dist, kB", value: zipBytes(dist) / 1000, limit: 1160, bound: "most" },
  ];
};
