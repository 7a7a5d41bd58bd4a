import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import webpack, { type Configuration } from "webpack";

const root = path.join(__dirname, "..");

/** A bundle of an empty component, to compare ours with. */
interface EmptyBundle {
  name: string;
  file: string;
}

/** Builds one bundle into a folder of its own. */
export const buildBundle = (configuration: Configuration): Promise<string> => {
  const folder = mkdtempSync(path.join(tmpdir(), "bundle-bench-"));
  const output = { path: folder, filename: "index.js", library: { type: "commonjs2" } };
  return new Promise((resolve, reject) => {
    webpack({ ...configuration, context: root, output }, (error, stats) => {
      if (error || !stats || stats.hasErrors()) reject(error ?? new Error(stats?.toString("errors-only")));
      else resolve(path.join(folder, "index.js"));
    });
  });
};

/** This project's settings, without the copying of icons. */
export const projectConfiguration = (): Configuration => {
  const ours: Configuration = require(path.join(root, "webpack.config.js"));
  const plugins = (ours.plugins ?? []).filter((plugin) => plugin?.constructor.name !== "CopyPlugin");
  return { ...ours, plugins };
};

const entry = path.join(__dirname, "emptyComponent.mjs");

/** Builds the empty component with all of this project's settings and plugins, the best that were found. */
export const buildBestEmptyBundle = async (): Promise<EmptyBundle> => ({
  name: "empty, this project's settings",
  file: await buildBundle({ ...projectConfiguration(), entry }),
});

type Rule = NonNullable<NonNullable<Configuration["module"]>["rules"]>[number];

const inlinesRequires = (rule: Rule): boolean =>
  typeof rule === "object" &&
  typeof rule?.loader === "string" &&
  path.basename(rule.loader) === "inlineRequires.cjs";

/**
 * This project's settings, its libraries awake, none of their modules left out: without its plugins and without what
 * defers requires. Its aliases stay, and the tables that it packs.
 * @throws Error when nothing defers requires.
 */
export const wholeConfiguration = (ours = projectConfiguration()): Configuration => {
  const { module: rules, ...rest } = ours;
  const all = rules?.rules ?? [];
  const kept = all.filter((rule) => !inlinesRequires(rule));
  if (kept.length === all.length)
    throw new Error("webpack.config.js has no rule for inlineRequires.cjs any more.");
  return { ...rest, plugins: [], module: { ...rules, rules: kept } };
};

/** Builds the empty component with this project's settings, its libraries awake, none of their modules left out. */
export const buildWholeEmptyBundle = async (): Promise<EmptyBundle> => ({
  name: "empty, this project's settings, libraries whole",
  file: await buildBundle({ ...wholeConfiguration(), entry }),
});

/**
 * Builds the empty component three times: with webpack's own settings, with this project's and libraries that are awake,
 * none of their modules left out, and with all that this project leaves out of them and lets sleep.
 */
export const buildEmptyBundles = async (): Promise<EmptyBundle[]> => [
  {
    name: "empty, webpack's settings",
    file: await buildBundle({ mode: "production", target: "node22", entry }),
  },
  await buildWholeEmptyBundle(),
  await buildBestEmptyBundle(),
];
