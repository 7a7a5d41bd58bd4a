import { connectionTo } from "../../actions/support";
import { run } from "../../support/connector";
import { useEndpoint } from "../../support/hooks";

const wordings = ["service", "azureModels", "fastApi", "vllm", "groq", "xai", "litellm"] as const;

const endpoint = useEndpoint({
  refusedParameters: {
    effort: [{ name: "reasoning_effort", allowed: ["low", "high"] }],
    picky: [{ name: "temperature" }, { name: "max_completion_tokens" }, { name: "seed" }],
    ...Object.fromEntries(wordings.map((wording) => [wording, [{ name: "presence_penalty", wording }]])),
  },
});

const start = async (action: string, params: Record<string, unknown>) => {
  const { data } = await run(action, { connection: connectionTo(endpoint.url), ...params });
  return data as { warnings: string[] };
};

const sent = (name: string) =>
  endpoint.requests.map(({ bodyJson }) => (bodyJson as Record<string, unknown>)[name]);

test.each(wordings)("a deployment refuses a parameter in the words of %s", async (model) => {
  const modelSettings = { extraParameters: { presence_penalty: 1 } };
  const { warnings } = await start("createChatCompletion", { model, userPrompt: "Hi", modelSettings });
  expect(sent("presence_penalty")).toEqual([1, undefined]);
  expect(warnings).toEqual([`presence_penalty was left out, since ${model} refuses it.`]);
});

test("a deployment takes some values of a parameter", async () => {
  const modelSettings = { reasoningEffort: "medium" };
  await start("createChatCompletion", { model: "effort", userPrompt: "Hi", modelSettings });
  await start("createChatCompletion", {
    model: "effort",
    userPrompt: "Hi",
    modelSettings: { reasoningEffort: "low" },
  });
  expect(sent("reasoning_effort")).toEqual(["medium", "high", "low"]);
});

const modelSettings = { maxOutputTokens: "500", seed: "7" };

test.each<[action: string, params: Record<string, unknown>]>([
  ["createChatCompletion", { userPrompt: "Hi", temperature: "0" }],
  ["createCompletions", { messages: ["Hi"], temperature: "0" }],
  ["summarizeText", { textToSummarize: "A text of a few words." }],
  ["enrichRecords", { records: [{ name: "Ada" }], promptTemplate: "Say {{name}}", temperature: "0" }],
  ["evaluateRecords", { records: [{ answer: "A" }], rubric: "It is a letter.", temperature: "0" }],
])("%s does without them, and tells it", async (action, params) => {
  const { warnings } = await start(action, { model: "picky", ...params, modelSettings });
  expect(warnings.filter((warning) => !warning.startsWith("Temperature"))).toEqual([
    "Max Output Tokens was sent as max_tokens, since picky refuses max_completion_tokens.",
    "Seed was left out, since picky refuses it.",
  ]);
  expect(endpoint.requests.at(-1)?.bodyJson).not.toHaveProperty("seed");
});
