import { failureOf, run } from "../../support/connector";
import { shareEndpoint } from "../../support/hooks";
import { connectionTo } from "../support";

const endpoint = shareEndpoint({
  deployments: [
    { name: "codex", model: "gpt-5.4", capabilities: ["responses"] },
    { name: "classic", model: "gpt-5.4", capabilities: ["chatCompletion"] },
    "gpt-5.4",
  ],
});

const step = (action: string, params: Record<string, unknown>, model: string, api: "v1" | "dated" = "v1") =>
  run(action, { connection: connectionTo(endpoint.url, api, { defaultModel: model }), ...params });

const operations = () =>
  endpoint.requests.map(({ path }) => path.replace(/^.*\/(chat\/completions|responses)$/, "$1"));

const questions: Array<[action: string, params: Record<string, unknown>, result: object]> = [
  [
    "createChatCompletion",
    { userPrompt: "What is 6 times 7?" },
    { output_text: expect.stringContaining("42") },
  ],
  ["createCompletions", { messages: ["What is 6 times 7?"] }, { counts: { succeeded: 1 } }],
  ["summarizeText", { textToSummarize: "Bern is in Switzerland." }, { summary: expect.stringMatching(/./) }],
  [
    "enrichRecords",
    {
      records: [{ text: "Bern" }],
      promptTemplate: "{{text}}",
      answerSchema: { type: "object", properties: { city: { type: "string" } } },
    },
    { counts: { succeeded: 1 } },
  ],
];

describe.each(["v1", "dated"] as const)("by %s, a deployment that answers Responses alone", (api) => {
  it.each(questions)("answers %s", async (action, params, result) => {
    const { data } = await step(action, params, "codex", api);
    expect(data).toMatchObject(result);
    expect(operations()).toEqual(["chat/completions", "responses"]);
  });
});

it.each(questions)("%s says the same streamed", async (action, params, result) => {
  const streamed = { ...params, modelSettings: { streamInternally: "true" } };
  for (const model of ["codex", "gpt-5.4"]) {
    const { data } = await step(action, streamed, model);
    expect(data).toMatchObject(result);
  }
  expect(endpoint.requests.at(-1)?.bodyJson).toMatchObject({ stream: true });
});

it("a deployment that answers chat alone is not found by Responses", async () => {
  const params = { userPrompt: "Hello", modelSettings: { apiMode: "responses" } };
  const error = await failureOf(step("createChatCompletion", params, "classic"));
  expect(error).toMatchObject({ code: "OperationNotSupported" });
  expect(error.message).toContain("API in Model Settings is Responses");
});
