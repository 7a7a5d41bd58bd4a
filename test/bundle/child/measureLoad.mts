import { createRequire } from "node:module";

/*
 * Loads the bundle that lies beside this file, reaches an action, then makes a call that fails, and prints for each
 * marker, a text inside the bundle, after which of these the module that holds it was awake, and whether all made
 * Node evaluate its fetch. A sleeping module is a text that is compiled when it is needed.
 */

const require = createRequire(import.meta.url);
const bundle = require.resolve("./index.js");
const { readFileSync }: typeof import("node:fs") = require("node:fs");

const awake = [readFileSync(bundle, "utf8").replaceAll(/\(\)=>\{\/\*[\s\S]*?\*\/\}/g, "")];
globalThis.Function = new Proxy(Function, {
  apply: (target, self, parts) => {
    awake.push(String(parts.at(-1)));
    return Reflect.apply(target, self, parts);
  },
});

const evaluated = () =>
  Object.fromEntries(
    process.argv.slice(2).map((marker) => [marker, awake.some((text) => text.includes(marker))]),
  );

const { actions } = require(bundle).default;
const byLoad = evaluated();
const { perform } = actions.createChatCompletion;
const byReach = evaluated();
const connection = {
  key: "apiKey",
  configVarKey: "",
  fields: { apiKey: "none", endpoint: "http://127.0.0.1:1" },
};
const logger = { info: () => undefined, debug: () => undefined };
await perform(
  { logger },
  { connection, model: "none", userPrompt: "None", requestOptions: { maxRetries: "0" } },
).catch(() => undefined);
/** Names of Node's own modules that have been evaluated; not in Node's types. */
const { moduleLoadList } = process as unknown as { moduleLoadList: string[] };
const evaluatesFetch = moduleLoadList.some((name) => name.includes("undici"));
process.stdout.write(JSON.stringify({ byLoad, byReach, byCall: evaluated(), evaluatesFetch }));
