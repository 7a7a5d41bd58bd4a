#!/usr/bin/env node
const { spawn, spawnSync } = require("node:child_process");
const { existsSync } = require("node:fs");
const path = require("node:path");
const { pathToFileURL } = require("node:url");

/*
 * The command `azure-openai`: starts the command line of local/cli from whatever folder one stands in, with the Node of
 * this package where the own is older, and builds the connector first where that was never done. It is plain JavaScript
 * for any Node from 20 on.
 */

const root = path.join(__dirname, "..");
const leastNode = [22, 15];

const isNewEnough = () => {
  const [major, minor] = process.versions.node.split(".").map(Number);
  return major > leastNode[0] || (major === leastNode[0] && minor >= leastNode[1]);
};

const fail = (message) => {
  process.stderr.write(`${message}\n`);
  process.exit(1);
};

const packageNode = path.join(
  root,
  "node_modules/node/bin",
  process.platform === "win32" ? "node.exe" : "node",
);
const loader = path.join(root, "node_modules/tsx/dist/loader.mjs");
const node = isNewEnough() ? process.execPath : packageNode;

if (!existsSync(loader) || !existsSync(node)) fail(`What ${root} needs is not installed: run npm ci there.`);

if (!existsSync(path.join(root, "dist/index.js"))) {
  process.stderr.write("Building the connector, once.\n");
  const webpack = path.join(root, "node_modules/webpack-cli/bin/cli.js");
  // What it prints would stand among the results.
  const { status } = spawnSync(node, [webpack], { cwd: root, stdio: ["ignore", 2, 2] });
  if (status !== 0) fail(`The build failed: run npm run build in ${root}.`);
}

const start = path.join(root, "local/cli/start.ts");
const child = spawn(node, ["--import", pathToFileURL(loader).href, start, ...process.argv.slice(2)], {
  stdio: "inherit",
  env: { ...process.env, AZURE_OPENAI_PROGRAM: "azure-openai" },
});
// A terminal sends Ctrl-C to both: this one waits for what the other still prints.
process.on("SIGINT", () => {});
process.on("SIGTERM", () => child.kill("SIGTERM"));
child.on("error", (error) => fail(error.message));
child.on("close", (code, signal) => process.exit(code ?? (signal === "SIGTERM" ? 143 : 1)));
