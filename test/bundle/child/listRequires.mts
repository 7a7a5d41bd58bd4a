import Module, { createRequire } from "node:module";

/* Prints the names of the modules that the bundle beside this file requires, while it loads and at all. */

const require = createRequire(import.meta.url);
const { readFileSync }: typeof import("node:fs") = require("node:fs");
const bundle = require.resolve("./index.js");

const required = new Set<string>();
const loader = Module as unknown as { _load(request: string, ...rest: unknown[]): unknown };
const load = loader._load;
loader._load = function record(request, ...rest) {
  if (request !== bundle) required.add(request);
  return load.call(this, request, ...rest);
};
const loaded = require(bundle);
if (typeof loaded.default?.key !== "string") throw new Error("The bundle's default export is no component.");
for (const [, name] of readFileSync(bundle, "utf8").matchAll(/(?<![\w$.])require\("([^"]+)"\)/g)) {
  if (name) required.add(name);
}
process.stdout.write(JSON.stringify([...required]));
