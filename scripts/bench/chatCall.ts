import axios from "axios";
import OpenAI from "openai";
import { questionBody as body, connectionTo, question } from "./question";
import { bundleOf } from "./sizes";
import { type Claim, median, printTable } from "./statistics";
import { withServer } from "./withServer";

const rounds = 9;
const callsInLine = 300;
const callsAtOnce = 1500;
const concurrency = 50;

type ChatCall = () => Promise<unknown>;

/** What a contender's medians are, times bare fetch's. */
interface Ratio {
  name: string;
  time: number;
  throughput: number;
}

const inLine = async (call: ChatCall): Promise<number> => {
  const times: number[] = [];
  for (let index = 0; index < callsInLine; index += 1) {
    const start = performance.now();
    await call();
    times.push(performance.now() - start);
  }
  return median(times);
};

const perSecond = async (call: ChatCall): Promise<number> => {
  let started = 0;
  const start = performance.now();
  const worker = async (): Promise<void> => {
    while (started < callsAtOnce) {
      started += 1;
      await call();
    }
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
  return (callsAtOnce / (performance.now() - start)) * 1000;
};

/** The contenders, each asking the same of the same server. */
const contenders = (url: string, dist: string): Record<string, ChatCall> => {
  const connection = connectionTo(url);
  const sdk = new OpenAI({ apiKey: connection.fields.apiKey, baseURL: url, maxRetries: 0 });
  const connector = require(bundleOf(dist)).default;
  const silent = () => {};
  const logger = {
    debug: silent,
    info: silent,
    warn: silent,
    error: silent,
    log: silent,
    trace: silent,
    metric: silent,
  };
  return {
    "bare fetch": async () => {
      const headers = { "content-type": "application/json", "api-key": "key" };
      const response = await fetch(`${url}/chat/completions`, {
        method: "POST",
        headers,
        body: JSON.stringify(body),
      });
      return response.json();
    },
    axios: () => axios.post(`${url}/chat/completions`, body, { headers: { "api-key": "key" } }),
    "openai SDK": () => sdk.chat.completions.create(body),
    "this connector's action": () =>
      connector.actions.createChatCompletion.perform(
        { logger },
        { connection, model: question.model, userPrompt: question.prompt },
      ),
  };
};

const measure = async (calls: Record<string, ChatCall>): Promise<Ratio[]> => {
  const names = Object.keys(calls);
  const medians = new Map<string, number[]>(names.map((name) => [name, []]));
  const throughputs = new Map<string, number[]>(names.map((name) => [name, []]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [name, call] of Object.entries(calls)) {
      medians.get(name)?.push(await inLine(call));
      throughputs.get(name)?.push(await perSecond(call));
    }
  }
  return names.map((name) => ({
    name,
    time: median(medians.get(name) ?? []) / median(medians.get("bare fetch") ?? []),
    throughput: median(throughputs.get(name) ?? []) / median(throughputs.get("bare fetch") ?? []),
  }));
};

/** Measures one chat call, and fifty at a time, against a server in another process that answers at once. */
export const benchChatCall = async (dist: string): Promise<Claim[]> => {
  const ratios = await withServer("instantServer", (url) => measure(contenders(url, dist)));
  console.log(`One chat call, medians of ${rounds} rounds, bare fetch = 1`);
  printTable(
    ["", "time", `throughput at ${concurrency}`],
    ratios.map(({ name, time, throughput }) => [name, time.toFixed(2), throughput.toFixed(2)]),
  );
  const sdk = ratios.find(({ name }) => name === "openai SDK");
  const ours = ratios.find(({ name }) => name === "this connector's action");
  if (!sdk || !ours) throw new Error("A contender is missing.");
  return [
    {
      name: "chat call, times the openai SDK on its own",
      value: ours.time / sdk.time,
      limit: 1,
      bound: "most",
    },
    {
      name: `throughput at ${concurrency}, times the openai SDK's`,
      value: ours.throughput / sdk.throughput,
      limit: 1,
      bound: "least",
    },
  ];
};
