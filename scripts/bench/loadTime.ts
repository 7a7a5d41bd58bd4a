import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";
import { deflateRawSync } from "node:zlib";
import { buildEmptyBundles } from "./buildEmpty";
import { type Claim, median, printTable } from "./statistics";

const dist = path.join(__dirname, "../../dist");
const rounds = 25;

const loadMs = (file: string): number => {
  const script = `const start=performance.now();require(${JSON.stringify(file)});process.stdout.write(String(performance.now()-start))`;
  return Number(execFileSync(process.execPath, ["-e", script], { encoding: "utf8" }));
};

/** Bytes of the zip that the platform stores: each file deflated at level 9, with zip's headers around it. */
const zipBytes = (): number => {
  const endOfDirectory = 22;
  return readdirSync(dist).reduce((sum, name) => {
    const headers = 30 + 46 + 2 * Buffer.byteLength(name);
    return sum + headers + deflateRawSync(readFileSync(path.join(dist, name)), { level: 9 }).length;
  }, endOfDirectory);
};

/** Measures how long a fresh process takes to load the bundle, beside bundles of an empty component. */
export const benchLoad = async (): Promise<Claim[]> => {
  const bundles = [
    ...(await buildEmptyBundles()),
    { name: "this connector", file: path.join(dist, "index.js") },
  ];
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
    { name: "zip of dist, kB", value: zipBytes() / 1000, limit: 380, bound: "most" },
  ];
};
