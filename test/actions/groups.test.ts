import { chatAnswer } from "../support/answers";
import { failureOf, run } from "../support/connector";
import { shareServer, useTestClock } from "../support/hooks";
import { sendAnswer } from "../support/scriptedServer";
import { connectionTo } from "./support";

const server = shareServer();
useTestClock();

const chat = { userPrompt: "Hi" };
const prompts = { messages: ["Hi"] };
const text = { textToSummarize: "A text of a few words." };
const image = { prompt: "A lighthouse" };
const judged = { records: [{ answer: "A" }], rubric: "It is a letter." };
const question = { records: [{ name: "Ada" }], promptTemplate: "Say {{name}}" };
const line =
  '{"custom_id":"1","method":"POST","url":"/v1/chat/completions","body":{"model":"m","messages":[]}}';

const groups: Array<[action: string, key: string, label: string, params: Record<string, unknown>]> = [
  ["createChatCompletion", "modelSettings", "Model Settings", chat],
  ["createCompletions", "modelSettings", "Model Settings", prompts],
  ["createCompletions", "bulkOptions", "Bulk Options", prompts],
  ["summarizeText", "modelSettings", "Model Settings", text],
  ["summarizeText", "splitting", "Splitting", text],
  ["summarizeText", "prices", "Prices", text],
  ["createImage", "imageSettings", "Image Settings", image],
  ["enrichRecords", "images", "Images", question],
  ["enrichRecords", "recordSettings", "Record Settings", question],
  ["enrichRecords", "bulkOptions", "Bulk Options", question],
  ["evaluateRecords", "judgeSettings", "Judge Settings", judged],
  ["evaluateRecords", "modelSettings", "Model Settings", judged],
  ["createBatch", "batchSettings", "Batch Settings", prompts],
  ["createBatch", "modelSettings", "Model Settings", prompts],
  ["createBatchFromFile", "batchSettings", "Batch Settings", { jsonLines: line }],
];

const start = (action: string, params: Record<string, unknown>) =>
  run(action, { connection: connectionTo(server.url), ...params });

describe.each(groups)("%s, %s", (action, key, label, params) => {
  test.each<[unknown]>([['{"seed": "1"}'], ["none"], [[]], [5], [true]])(
    "is refused by its label when it is no group: %j",
    async (group) => {
      const failure = await failureOf(start(action, { ...params, [key]: group }));
      expect(failure.message).toBe(`${label}: this is no group of settings. Enter each setting by itself.`);
      expect(server.requests).toHaveLength(0);
    },
  );
});

describe("a group that was left alone", () => {
  test.each<[unknown]>([[undefined], [null], [""], [{}], [{ maxOutputTokens: "", stop: "", seed: "" }]])(
    "adds nothing to the request: %j",
    async (modelSettings) => {
      server.script(chatAnswer());
      await start("createChatCompletion", { ...chat, modelSettings });
      expect(Object.keys(JSON.parse(server.requests[0]?.body ?? ""))).toEqual(["model", "messages"]);
    },
  );
});

test("a row of the form can't be given in a group, past its cleaner", async () => {
  server.script(chatAnswer());
  const recordSettings = { promptTemplate: "Say it", records: "none", systemPrompt: 5 };
  await start("enrichRecords", { ...question, recordSettings });
  expect(JSON.parse(server.requests[0]?.body ?? "").messages).toEqual([{ role: "user", content: "Say Ada" }]);
});

test("a setting that the group has not is not sent", async () => {
  server.script(chatAnswer());
  const modelSettings = { seed: "7", user: "someone", temperature: "1.5", stream: "true" };
  await start("createChatCompletion", { ...chat, modelSettings });
  expect(JSON.parse(server.requests[0]?.body ?? "")).toMatchObject({ seed: 7 });
  expect(Object.keys(JSON.parse(server.requests[0]?.body ?? ""))).toEqual(["model", "messages", "seed"]);
});

test("Model Settings go with every call of a summary, the greatest length with the last alone", async () => {
  server.script((_request, response) => sendAnswer(response, chatAnswer("A summary.")));
  const modelSettings = { maxOutputTokens: "99", reasoningEffort: "Low", stop: ["END"], seed: "0" };
  const textToSummarize = "The tide table still hangs in the harbor office. ".repeat(150);
  await start("summarizeText", { textToSummarize, modelSettings, splitting: { tokensPerPart: "500" } });
  const sent = server.requests.map(({ body }) => JSON.parse(body));
  expect(sent.length).toBeGreaterThan(2);
  for (const body of sent) expect(body).toMatchObject({ reasoning_effort: "low", stop: ["END"], seed: 0 });
  const lengths = sent.map(({ max_completion_tokens }) => max_completion_tokens);
  expect(lengths).toEqual([...lengths.slice(0, -1).map(() => undefined), 99]);
});
