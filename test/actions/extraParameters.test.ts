import { chatAnswer } from "../support/answers";
import { failureOf, run } from "../support/connector";
import { useEndpoint, useServer } from "../support/hooks";
import { responseOf, said } from "./responses/support";
import { connectionTo } from "./support";

const server = useServer();
const endpoint = useEndpoint();

const start = (action: string, params: Record<string, unknown>) =>
  run(action, { connection: connectionTo(server.url), ...params });
const sent = () => server.requests.map(({ body }) => JSON.parse(body));

const extras = '{"service_tier": "flex", "user": "customer-7", "temperature": 0.9}';
const extraParameters = JSON.parse(extras);

const asking: ReadonlyArray<[action: string, params: Record<string, unknown>]> = [
  ["createChatCompletion", { userPrompt: "Hi", temperature: "0.1" }],
  ["createCompletions", { messages: ["Hi", "Ho"], temperature: "0.1" }],
  ["summarizeText", { textToSummarize: "A text of a few words." }],
  ["enrichRecords", { records: [{ name: "Ada" }], promptTemplate: "Say {{name}}", temperature: "0.1" }],
];

test.each(asking)("%s sends them as they are, and they win", async (action, params) => {
  server.script(chatAnswer());
  await start(action, {
    ...params,
    modelSettings: { extraParameters: extras, verbosity: "High", seed: "7" },
  });
  expect(sent().length).toBeGreaterThan(0);
  for (const body of sent()) expect(body).toMatchObject({ ...extraParameters, verbosity: "high", seed: 7 });
});

test("Evaluate Records sends them with its own form", async () => {
  server.script(chatAnswer('{"score":1,"verdict":"pass","reason":"It is."}'));
  const judged = { records: [{ answer: "A" }], rubric: "It is a letter." };
  await start("evaluateRecords", { ...judged, modelSettings: { extraParameters } });
  expect(sent()[0]).toMatchObject({ ...extraParameters, response_format: { type: "json_schema" } });
});

test("Create Image sends them", async () => {
  server.script({ body: { created: 1, data: [{ url: "https://images.test/1.png" }] } });
  await start("createImage", {
    ...{ model: "gpt-image-2", prompt: "A lighthouse" },
    imageSettings: { quality: "low", extraParameters: { moderation: "low", quality: "high" } },
  });
  expect(sent()).toMatchObject([{ moderation: "low", quality: "high", n: 1 }]);
});

test("the lines of a batch have them", async () => {
  const connection = connectionTo(endpoint.url);
  const { data } = await run("createBatch", {
    ...{ connection, model: "my-batch", messages: ["Hi"] },
    ...{ answerSchema: '{"mood": "good"}', modelSettings: { extraParameters } },
  });
  const { batches } = data as { batches: Array<{ inputFileId: string }> };
  const file = await run("downloadFile", { connection, fileId: batches[0]?.inputFileId });
  expect(JSON.parse(String(file.data)).body).toMatchObject({
    ...extraParameters,
    response_format: { type: "json_schema" },
  });
});

test("a limit of tokens in them is the only one", async () => {
  server.script(chatAnswer());
  const modelSettings = { maxOutputTokens: "5", extraParameters: { max_tokens: 9 } };
  await start("createChatCompletion", { userPrompt: "Hi", modelSettings });
  expect(sent()[0]).toMatchObject({ max_tokens: 9 });
  expect(sent()[0]).not.toHaveProperty("max_completion_tokens");
});

test("in Create Response leave the other settings of an object as they are", async () => {
  server.script({ body: responseOf([said('{"mood":"good"}')]) });
  await start("createResponse", {
    userPrompt: "Hi",
    answerForm: { answerSchema: '{"mood": "good"}' },
    responseSettings: { metadata: [{ key: "order", value: "7" }] },
    modelSettings: {
      ...{ verbosity: "high", reasoningEffort: "low" },
      extraParameters: {
        ...{ text: { verbosity: "low" }, reasoning: { summary: "auto" }, metadata: { customer: "8" } },
      },
    },
  });
  expect(sent()[0]).toMatchObject({
    text: { format: { type: "json_schema" }, verbosity: "low" },
    reasoning: { effort: "low", summary: "auto" },
    metadata: { order: "7", customer: "8" },
  });
});

test.each<[name: string, mend: string]>([
  ["model", "Enter it as Model / Deployment Name."],
  ["messages", "Enter it in the inputs of the step."],
  ["input", "Enter it in the inputs of the step."],
  ["prompt", "Enter it in the inputs of the step."],
  ["n", "The step reads its answers whole, and counts them itself."],
  ["stream", "The step reads its answers whole, and counts them itself."],
])("%s is refused by its name before anything is sent", async (name, mend) => {
  const modelSettings = { extraParameters: { user: "a", [name]: 1 } };
  const { message } = await failureOf(start("createChatCompletion", { userPrompt: "Hi", modelSettings }));
  expect(message).toBe(`Extra Parameters: "${name}" can't be set here. ${mend}`);
  expect(server.requests).toHaveLength(0);
});

test("may be a JSON file that a step gives parsed", async () => {
  server.script(chatAnswer());
  const file = { data: { service_tier: "flex" }, contentType: "application/json" };
  await start("createChatCompletion", { userPrompt: "Hi", modelSettings: { extraParameters: file } });
  expect(sent()[0]).toMatchObject({ service_tier: "flex" });
  expect(sent()[0]).not.toHaveProperty("contentType");
});

test.each(["[1]", '"text"', "7", "{", "true"])("%s is no JSON object", async (given) => {
  const modelSettings = { extraParameters: given };
  const { message } = await failureOf(start("createChatCompletion", { userPrompt: "Hi", modelSettings }));
  expect(message).toMatch(/^Extra Parameters: /);
});
