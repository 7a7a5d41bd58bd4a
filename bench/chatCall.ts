import axios from "axios";
import OpenAI from "openai";
import { silentLogger } from "../local/platform/silentLogger";
import { questionBody as body, connectionTo, question } from "./question";
import { bundleOf } from "./sizes";
import { type Claim, median, printTable } from "./statistics";
import { withServer } from "./withServer";

/** Many short rounds: a machine that is slow for some seconds is so for all contenders of a round. */
const rounds = 36;
const callsInLine = 80;
const callsAtOnce = 400;
const concurrency = 50;

type ChatCall = () => Promise<unknown>;

/** What a contender needed in each round. */
interface Measured {
  times: number[];
  throughputs: number[];
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
        { logger: silentLogger },
        { connection, model: question.model, userPrompt: question.prompt },
      ),
  };
};

/** Lets the contenders take turns; each round begins with another one, as whoever follows finds a warm server. */
const measure = async (calls: Record<string, ChatCall>): Promise<Record<string, Measured>> => {
  const entries = Object.entries(calls);
  const measured = Object.fromEntries(
    entries.map(([name]): [string, Measured] => [name, { times: [], throughputs: [] }]),
  );
  for (const [, call] of entries) await perSecond(call);
  for (let round = 0; round < rounds; round += 1) {
    const first = round % entries.length;
    for (const [name, call] of [...entries.slice(first), ...entries.slice(0, first)]) {
      measured[name]?.times.push(await inLine(call));
      measured[name]?.throughputs.push(await perSecond(call));
    }
  }
  return measured;
};

/** The median over the rounds of what one contender needed, times the other's of the same round. */
const ratioOf = (values: readonly number[], others: readonly number[]): number =>
  median(values.map((value, round) => value / (others[round] ?? Number.NaN)));

/** Measures one chat call, and fifty at a time, against a server in another process that answers at once. */
export const benchChatCall = async (dist: string): Promise<Claim[]> => {
  const measured = await withServer("instantServer", (url) => measure(contenders(url, dist)));
  const { "bare fetch": bare, "openai SDK": sdk, "this connector's action": ours } = measured;
  if (!bare || !sdk || !ours) throw new Error("A contender is missing.");
  console.log(`One chat call, medians of ${rounds} rounds by turns, bare fetch = 1`);
  printTable(
    ["", "time", `throughput at ${concurrency}`],
    Object.entries(measured).map(([name, { times, throughputs }]) => [
      name,
      ratioOf(times, bare.times).toFixed(2),
      ratioOf(throughputs, bare.throughputs).toFixed(2),
    ]),
  );
  return [
    {
      name: "chat call, times the openai SDK on its own",
      value: ratioOf(ours.times, sdk.times),
      limit: 1,
      bound: "most",
    },
    {
      name: `throughput at ${concurrency}, times the openai SDK's`,
      value: ratioOf(ours.throughputs, sdk.throughputs),
      limit: 1,
      bound: "least",
    },
  ];
};
