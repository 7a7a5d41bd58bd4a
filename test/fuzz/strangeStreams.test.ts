import { seededRandom } from "../../local/endpoint/server/seededRandom";
import { keyConnection, run } from "../support/connector";
import { shareServer } from "../support/hooks";
import { fuzzCases } from "./fuzzCases";
import { faultOf, outcomeOf, type StepOutcome } from "./outcomeFaults";
import { pick, type Random } from "./strangeValues";

const server = shareServer();

const pieces = [
  "Grüße",
  " ",
  "👋",
  "\n\n",
  "data: x",
  '"',
  "\\",
  "{",
  "[DONE]",
  "a",
  "𝄞",
  "\u2028",
  "\r",
  "0",
  "null",
];

const upTo = (random: Random, most: number): number => Math.floor(random() * (most + 1));

const listOf = <Value>(random: Random, most: number, make: () => Value): Value[] =>
  Array.from({ length: upTo(random, most) }, make);

interface Told {
  text: string[];
  isEnded: boolean;
}

/** What models send for one answer: the pieces of each choice in order, those of different choices mixed. */
const chunksOf = (choices: readonly string[][], random: Random): object[] => {
  const told: Told[] = choices.map((text) => ({ text: [...text], isEnded: false }));
  const chunks: object[] = [];
  const add = (fields: object): void => {
    chunks.push({ id: "chatcmpl-1", object: "chat.completion.chunk", model: "m", choices: [], ...fields });
  };
  if (random() < 0.3) add({ id: "", model: "", prompt_filter_results: [] });
  // A model begins every choice before it ends one.
  for (const [index, { text }] of told.entries())
    add({ choices: [{ index, delta: { content: text.shift() }, finish_reason: null }] });
  while (told.some(({ isEnded }) => !isEnded)) {
    const index = upTo(random, told.length - 1);
    const { text, isEnded } = told[index] as Told;
    if (isEnded) continue;
    const content = text.shift();
    if (content === undefined) (told[index] as Told).isEnded = true;
    const delta =
      content === undefined ? {} : { content, ...(random() < 0.3 && { role: "assistant", refusal: null }) };
    add({ choices: [{ index, delta, finish_reason: content === undefined ? "stop" : null }] });
  }
  if (random() < 0.5) add({ usage: { prompt_tokens: 3, completion_tokens: 2, total_tokens: 5 } });
  return chunks;
};

const between = [
  ": ping",
  "event: message",
  "id: 7",
  "retry: 5",
  "data: ping",
  'data: {"type":"ping"}',
  "",
  ": ",
];

/** A stream as servers and gateways write it, with what they put between the events. */
const streamOf = (chunks: readonly object[], random: Random): string => {
  const end = pick(random, ["\n", "\r\n", "\r"]);
  const blank = random() < 0.5 ? " " : "";
  const wide = random() < 0.2 ? 1 : undefined;
  const events = chunks.flatMap((chunk) => [
    ...(random() < 0.2 ? [pick(random, between)] : []),
    JSON.stringify(chunk, null, wide)
      .split("\n")
      .map((line) => `data:${blank}${line}`)
      .join(end),
  ]);
  if (random() < 0.6) events.push(`data:${blank}[DONE]`);
  const mark = random() < 0.1 ? "\uFEFF" : "";
  return `${mark}${events.join(end + end)}${random() < 0.8 ? end + end : ""}`;
};

const chatOver = (body: string | Buffer, random: Random): Promise<StepOutcome> => {
  const type = pick(random, [
    "text/event-stream",
    "text/event-stream; charset=utf-8",
    "application/json",
    "text/plain",
  ]);
  server.script((_request, response) => {
    const bytes = Buffer.from(body);
    const place = upTo(random, bytes.length);
    response.writeHead(200, { "content-type": type });
    response.write(bytes.subarray(0, place));
    response.end(bytes.subarray(place));
  });
  const params = {
    connection: keyConnection(server.url),
    userPrompt: "Hello",
    requestOptions: { maxRetries: "0" },
  };
  return outcomeOf(() => run("createChatCompletion", params));
};

const textsIn = (outcome: StepOutcome): unknown => {
  if (!("result" in outcome)) return String(outcome.thrown);
  const { data } = outcome.result as { data: { choices: Array<{ message?: { content?: string } }> } };
  return data.choices.map(({ message }) => message?.content ?? "");
};

const choicesOf = (random: Random): string[][] =>
  Array.from({ length: 1 + upTo(random, 2) }, () => ["a", ...listOf(random, 6, () => pick(random, pieces))]);

fuzzCases(
  "an answer that came as a stream is whole, whatever stands between its events",
  async (number) => {
    const random = seededRandom(number);
    const choices = choicesOf(random);
    const body = streamOf(chunksOf(choices, random), random);
    const texts = JSON.stringify(textsIn(await chatOver(body, random)));
    const expected = JSON.stringify(choices.map((text) => text.join("")));
    return texts === expected ? undefined : `${texts} in place of ${expected}, of ${JSON.stringify(body)}`;
  },
  0.25,
);

fuzzCases(
  "a stream that is cut off is an error or the whole answer, never a part of it",
  async (number) => {
    const random = seededRandom(number);
    const choices = choicesOf(random);
    const bytes = Buffer.from(streamOf(chunksOf(choices, random), random));
    const body = bytes.subarray(0, upTo(random, bytes.length));
    const outcome = await chatOver(body, random);
    const fault = faultOf(outcome);
    if (fault || "thrown" in outcome) return fault;
    const texts = JSON.stringify(textsIn(outcome));
    const isWhole = texts === JSON.stringify(choices.map((text) => text.join("")));
    return isWhole ? undefined : `${texts} came of ${JSON.stringify(body.toString())}`;
  },
  0.25,
);
