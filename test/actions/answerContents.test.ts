import { readAnswer } from "../../src/tasks/answers/readAnswer";
import { run } from "../support/connector";
import { startScriptedServer } from "../support/scriptedServer";
import { connectionTo } from "./support";

const completion = (choice: unknown) => ({
  id: "chatcmpl-1",
  object: "chat.completion",
  created: 1_772_668_800,
  model: "mistral-reasoning",
  choices: [choice],
  usage: { prompt_tokens: 3, completion_tokens: 1, total_tokens: 4 },
});
const saying = (content: unknown) =>
  completion({ index: 0, finish_reason: "stop", message: { role: "assistant", content } });

const at = async (body: unknown, action: string, params: object): Promise<Record<string, unknown>> => {
  const server = await startScriptedServer([{ body: body as object }]);
  try {
    return (await run(action, { connection: connectionTo(server.url), ...params })).data as Record<
      string,
      unknown
    >;
  } finally {
    await server.close();
  }
};

const chat = async (body: unknown) =>
  (await at(body, "createChatCompletion", { userPrompt: "x" }))["output_text"];
const bulk = async (body: unknown) => {
  const { results } = await at(body, "createCompletions", { messages: '["x"]' });
  return (results as Array<{ output_text: unknown }>)[0]?.output_text;
};
const summary = async (body: unknown) =>
  (await at(body, "summarizeText", { textToSummarize: "x" }))["summary"];
const enriched = async (body: unknown) => {
  const { results } = await at(body, "enrichRecords", { records: [{ a: 1 }], promptTemplate: "{{a}}" });
  return (results as Array<{ answer: unknown }>)[0]?.answer;
};

const thought = { type: "thinking", thinking: [{ type: "text", text: "hm" }] };

test.each<[what: string, choice: unknown]>([
  ["a text", { message: { content: "Bern" } }],
  [
    "parts",
    {
      message: {
        content: [
          { type: "text", text: "Be" },
          { type: "text", text: "rn" },
        ],
      },
    },
  ],
  ["a thought and a text", { message: { content: [thought, { type: "text", text: "Bern" }] } }],
  ["texts in a list", { message: { content: ["Be", "rn"] } }],
  ["the text of an old completion", { text: "Bern", finish_reason: "stop" }],
  ["the piece of a stream", { delta: { content: "Bern" } }],
])("an answer that comes as %s is the same in every action", async (_what, choice) => {
  const body = completion(choice);
  expect(await chat(body)).toBe("Bern");
  expect(await bulk(body)).toBe("Bern");
  expect(await summary(body)).toBe("Bern");
  expect(await enriched(body)).toBe("Bern");
});

test.each<[what: string, choice: unknown]>([
  ["no message", { finish_reason: "stop" }],
  ["nothing", null],
  ["a number", { message: { content: 5 } }],
  ["a thought alone", { message: { content: [thought] } }],
])("an answer that comes as %s has no text, and the step says so in words", async (_what, choice) => {
  const body = completion(choice);
  expect(await chat(body)).toBe("");
  expect(await bulk(body)).toBeNull();
  await expect(summary(body)).rejects.toThrow(
    /^Summarize Text got an answer without text\. Run the step again\.$/,
  );
  const { results } = await at(body, "enrichRecords", { records: [{ a: 1 }], promptTemplate: "{{a}}" });
  expect(results).toMatchObject([
    { status: "failed", error: { message: expect.stringMatching(/got an empty answer/) } },
  ]);
});

test("thoughts that a model writes into its text stay in a chat's text alone, which is raw", async () => {
  const body = saying("<think>Is it Zurich?</think>\n\nBern");
  expect(await chat(body)).toBe("<think>Is it Zurich?</think>\n\nBern");
  expect(await bulk(body)).toBe("<think>Is it Zurich?</think>\n\nBern");
  expect(await summary(body)).toBe("Bern");
  expect(await enriched(body)).toBe("Bern");
});

test("a summary that is a thought without an end counts as no answer", async () => {
  await expect(summary(saying("<think>Is it Zur"))).rejects.toThrow(/got an answer without text/);
});

const foreign = { output_text: null, outcome: 7, parsed: "x", images: 0, tokens: "many", warnings: null };

test.each<[action: string, body: object, params: object, told: object]>([
  [
    "createChatCompletion",
    saying("Bern"),
    { userPrompt: "x" },
    { output_text: "Bern", outcome: "answered", parsed: null, warnings: [], tokens: { input: 3 } },
  ],
  [
    "extractData",
    saying('{"a":1}'),
    { text: "x", answerSchema: '{"a":1}' },
    { output_text: '{"a":1}', parsed: { a: 1 }, warnings: [], tokens: { input: 3 } },
  ],
  [
    "createImage",
    { created: 1, data: [{ b64_json: "AAAA" }] },
    { prompt: "x", model: "draws" },
    { images: [{ fileName: "image-1.bin" }], warnings: [], tokens: null },
  ],
])(
  "%s keeps what it read where a server has fields of the same names",
  async (action, body, params, told) => {
    expect(await at({ ...body, ...foreign }, action, params)).toMatchObject(told);
  },
);

test.each([
  [
    "content_filter",
    /was stopped by the content filter within the answer\. Change the prompt, or the deployment's/,
  ],
  [
    "length",
    /got an answer that is cut off at its greatest length\. Raise Max Output Tokens, or ask for less\.$/,
  ],
  ["error", /got an answer that broke off, since the model's server failed\. Run the step again\.$/],
])("an answer that ends by %s is an error where a whole one is needed, with what to do", (end, message) => {
  const cut = completion({ index: 0, finish_reason: end, message: { role: "assistant", content: "Be" } });
  expect(() => readAnswer("Extract Data", cut, undefined)).toThrow(message);
});
