import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import webpack, { type Configuration } from "webpack";

const root = path.join(__dirname, "../..");

/** A bundle of an empty component, to compare ours with. */
export interface EmptyBundle {
  name: string;
  file: string;
}

const build = (name: string, configuration: Configuration): Promise<EmptyBundle> => {
  const folder = mkdtempSync(path.join(tmpdir(), "empty-component-"));
  const output = { path: folder, filename: "index.js", library: { type: "commonjs2" } };
  return new Promise((resolve, reject) => {
    webpack(
      { ...configuration, context: root, entry: path.join(__dirname, "emptyComponent.mjs"), output },
      (error, stats) => {
        if (error || !stats || stats.hasErrors()) reject(error ?? new Error(stats?.toString("errors-only")));
        else resolve({ name, file: path.join(folder, "index.js") });
      },
    );
  });
};

/** Builds the empty component with this project's settings, which shake out more of spectral than webpack's own. */
export const buildBestEmptyBundle = (): Promise<EmptyBundle> => {
  const ours: Configuration = require(path.join(root, "webpack.config.js"));
  // The plugins copy icons and replace modules of the SDK, neither of which an empty component has.
  return build("empty, this project's settings", { ...ours, plugins: [] });
};

/** Builds the empty component twice: with webpack's own settings, and with this project's, the best found. */
export const buildEmptyBundles = async (): Promise<EmptyBundle[]> => [
  await build("empty, webpack's settings", { mode: "production", target: "node22" }),
  await buildBestEmptyBundle(),
];
