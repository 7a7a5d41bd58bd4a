import { Worker } from "node:worker_threads";
import { firstLineOf } from "../firstLineOf";

/** What a worker does: it loads a bundle, and says what is missing in what it exports. */
const program = `
const { parentPort, workerData } = require("node:worker_threads");
const component = require(workerData)?.default;
const parts = ["display", "actions", "triggers", "dataSources", "connections"];
parentPort.postMessage(parts.filter((part) => typeof (component?.[part] ?? 0) !== "object"));
process.exit();
`;

const mostLoadMs = 20_000;

/** What a bundle threw, as a sentence. */
export const sentenceOf = (thrown: unknown): string => {
  const line = firstLineOf(thrown);
  return /[.!?]$/.test(line) ? line : `${line}.`;
};

/**
 * Loads a bundle in a worker first, where one that never ends, or ends the process, can't take the workbench with it.
 * Gives what is wrong with it; undefined where nothing is.
 */
export const tryBundle = (path: string, limitMs = mostLoadMs): Promise<string | undefined> =>
  new Promise((resolve) => {
    const worker = new Worker(program, { eval: true, workerData: path, execArgv: [] });
    const end = (problem: string | undefined): void => {
      clearTimeout(timer);
      void worker.terminate();
      resolve(problem);
    };
    const timer = setTimeout(() => end(`it is not loaded after ${limitMs / 1_000} seconds.`), limitMs);
    worker.once("message", (lacking: string[]) =>
      end(lacking.length === 0 ? undefined : `it exports no component with ${lacking.join(", ")}.`),
    );
    worker.once("error", (error) => end(sentenceOf(error)));
    worker.once("exit", () => end("it ends the process."));
  });
