import { seededRandom } from "../../local/endpoint/server/seededRandom";
import { joinEventStream } from "../../src/client/answer/eventStream";
import { fuzzSettings } from "../fuzz/fuzzSettings";
import { type RandomCompletion, randomCompletion } from "./randomCompletions";

/** A text in pieces of random lengths, which may cut a character in two. */
const piecesOf = (text: string, random: () => number): string[] => {
  const pieces: string[] = [];
  for (let start = 0; start < text.length; ) {
    const end = start + 1 + Math.floor(random() * 4);
    pieces.push(text.slice(start, end));
    start = end;
  }
  return pieces;
};

/** The parts of a choice, as the service streams them. */
const partsOf = (choice: RandomCompletion["choices"][number], random: () => number): object[] => {
  const { message, logprobs, finish_reason, content_filter_results } = choice;
  const { content, refusal, tool_calls: calls = [] } = message;
  const safe = { hate: { filtered: false, severity: "safe" } };
  return [
    { delta: { role: "assistant", content: null, refusal: null } },
    ...piecesOf(content ?? "", random).map((piece) => ({
      delta: { content: piece },
      content_filter_results: safe,
    })),
    ...piecesOf(refusal ?? "", random).map((piece) => ({ delta: { refusal: piece } })),
    ...calls.flatMap(({ function: { name, arguments: text }, ...call }, index) => [
      { delta: { tool_calls: [{ index, ...call, function: { name, arguments: "" } }] } },
      ...piecesOf(text, random).map((piece) => ({
        delta: { tool_calls: [{ index, function: { arguments: piece } }] },
      })),
    ]),
    { delta: {}, logprobs, content_filter_results },
    { delta: {}, finish_reason, content_filter_results: {} },
  ];
};

/** The events of a completion: those of its choices mixed, each choice's in order. */
const eventsOf = (completion: RandomCompletion, random: () => number): object[] => {
  const { id, created, model, choices, usage, prompt_filter_results } = completion;
  const base = { id, object: "chat.completion.chunk", created, model };
  const waiting = choices.map((choice) => ({ index: choice.index, parts: partsOf(choice, random) }));
  const events: object[] = [{ ...base, id: "", model: "", created: 0, choices: [], prompt_filter_results }];
  for (;;) {
    const open = waiting.filter(({ parts }) => parts.length > 0);
    const next = open[Math.floor(random() * open.length)];
    if (!next) break;
    events.push({ ...base, choices: [{ index: next.index, finish_reason: null, ...next.parts.shift() }] });
  }
  return [...events, { ...base, choices: [], usage }];
};

test("a random completion is the same streamed and whole", () => {
  for (let seed = fuzzSettings.seed; seed < fuzzSettings.seed + fuzzSettings.cases; seed += 1) {
    const completion = randomCompletion(seed);
    const events = eventsOf(completion, seededRandom(seed));
    const stream = events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join("");
    expect({ seed, ...joinEventStream(Buffer.from(`${stream}data: [DONE]\n\n`)) }).toMatchObject({
      seed,
      value: completion,
    });
  }
});
