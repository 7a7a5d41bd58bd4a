import { Session } from "node:inspector/promises";
import { createRequire } from "node:module";

/*
 * Loads the bundle that lies beside this file under V8's precise coverage, then makes a call that fails, and
 * prints for each marker, a text inside the bundle, whether the module that holds it was evaluated by either, and
 * whether both made Node evaluate its fetch. A module is a function of the bundle.
 */

interface Coverage {
  url: string;
  functions: Array<{ ranges: Array<{ startOffset: number; endOffset: number; count: number }> }>;
}

const require = createRequire(import.meta.url);
const bundle = require.resolve("./index.js");
const { readFileSync }: typeof import("node:fs") = require("node:fs");

const session = new Session();
session.connect();
await session.post("Profiler.enable");
await session.post("Profiler.startPreciseCoverage", { callCount: true, detailed: false });
const text = readFileSync(bundle, "utf8");
/** The token table behind the code is a comment. */
const codeLength = text.lastIndexOf("function tokenTable(");

/** The functions of the bundle, and how often each ran since the last time. */
const takeFunctions = async () => {
  const { result } = (await session.post("Profiler.takePreciseCoverage")) as { result: Coverage[] };
  const coverage = result.find(({ url }) => url.endsWith("index.js"));
  return (coverage?.functions ?? []).flatMap(({ ranges }) => ranges.slice(0, 1));
};

/** Whether the widest function around a marker ran that is not the whole file or the bundle's own wrapper. */
const isEvaluated = (functions: Coverage["functions"][number]["ranges"], marker: string) => {
  const offset = text.indexOf(marker);
  const around = functions
    .filter(({ startOffset, endOffset }) => startOffset <= offset && offset < endOffset)
    .filter(({ startOffset, endOffset }) => endOffset - startOffset < codeLength * 0.95)
    .sort((left, right) => right.endOffset - right.startOffset - (left.endOffset - left.startOffset));
  return around[0] ? around[0].count > 0 : "not found";
};

const evaluated = async () => {
  const functions = await takeFunctions();
  return Object.fromEntries(process.argv.slice(2).map((marker) => [marker, isEvaluated(functions, marker)]));
};

const { actions } = require(bundle).default;
const byLoad = await evaluated();
const connection = {
  key: "apiKey",
  configVarKey: "",
  fields: { apiKey: "none", endpoint: "http://127.0.0.1:1" },
};
const logger = { info: () => undefined, debug: () => undefined };
await actions.createChatCompletion
  .perform({ logger }, { connection, model: "none", userPrompt: "None", requestOptions: { maxRetries: "0" } })
  .catch(() => undefined);
/** Names of Node's own modules that have been evaluated; not in Node's types. */
const { moduleLoadList } = process as unknown as { moduleLoadList: string[] };
const evaluatesFetch = moduleLoadList.some((name) => name.includes("undici"));
process.stdout.write(JSON.stringify({ byLoad, byCall: await evaluated(), evaluatesFetch }));
