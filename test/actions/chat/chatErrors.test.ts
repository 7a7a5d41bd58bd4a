import { type Failure, failureOf, run, testKey } from "../../support/connector";
import { shareEndpoint } from "../../support/hooks";
import { type Api, apis, connectionTo } from "../support";

const endpoint = shareEndpoint({ deployments: ["gpt-5.4"] });

const failedChat = (
  params: Record<string, unknown>,
  api: Api = "v1",
  fields: Record<string, unknown> = {},
): Promise<Failure> =>
  failureOf(
    run("createChatCompletion", {
      connection: connectionTo(endpoint.url, api, fields),
      userPrompt: "Hi",
      ...params,
    }),
  );

describe("an input that can't be sent", () => {
  test.each<[string, Record<string, unknown>, RegExp]>([
    ["nothing to answer", { userPrompt: "" }, /^User Prompt: it is empty, and so is Messages \(JSON\)/],
    ["messages that are not JSON", { messages: "[{'role': 1}]" }, /^Messages \(JSON\): .*line 1, column 3/],
    ["a temperature beyond 2", { temperature: "2.1" }, /^Temperature: /],
    ["a top_p that is a word", { topP: "banana" }, /^top_p: /],
    ["no choices", { numChoices: "0" }, /^Number of choices: /],
    ["half a token", { modelSettings: { maxOutputTokens: "0.5" } }, /^Max Output Tokens: /],
    ["five stop sequences", { modelSettings: { stop: ["a", "b", "c", "d", "e"] } }, /^Stop Sequences: /],
    ["a seed of letters", { modelSettings: { seed: "12abc" } }, /^Seed: /],
    [
      "an unknown effort",
      { modelSettings: { reasoningEffort: "heroic" } },
      /^Reasoning Effort: .*none, minimal, low/,
    ],
    ["a result in place of a model", { model: { id: "gpt-5.4" } }, /^Model \/ Deployment Name: /],
    ["too many retries", { requestOptions: { maxRetries: "1000" } }, /^Max Retry Count: /],
  ])("is refused before any request: %s", async (_what, params, expected) => {
    const failure = await failedChat(params);
    expect(failure.message).toMatch(expected);
    expect(failure.message).not.toContain("\n");
    expect(endpoint.requests).toEqual([]);
  });
});

describe("a deployment that does not exist", () => {
  test.each(["v1", "dated"] as const)("is told apart from a model on Azure: %s", async (api) => {
    const failure = await failedChat({ model: "gpt-9" }, api);
    expect(failure).toMatchObject({ kind: "notFound", status: 404, code: "DeploymentNotFound", attempts: 1 });
    expect(failure.message).toContain("Check Model / Deployment Name");
    expect(failure.message).toContain(`the name given to the deployment at ${endpoint.url}, not the model's`);
  });

  test("is a model that does not exist at OpenAI", async () => {
    const failure = await failedChat({ model: "gpt-9" }, "openai");
    expect(failure).toMatchObject({ kind: "notFound", status: 404, code: "model_not_found" });
    expect(failure.message).toContain("The model `gpt-9` does not exist");
    expect(failure.message).toContain("Check Model / Deployment Name");
  });

  test("is asked for once: asking again would not help", async () => {
    await failedChat({ model: "gpt-9" });
    expect(endpoint.requests).toHaveLength(1);
  });
});

describe("a wrong key", () => {
  test.each(apis)("is the connection's fault: %s", async (api) => {
    const apiKey = "another-key-0123456789";
    const failure = await failedChat({}, api, { apiKey });
    expect(failure.name).toBe("ConnectionError");
    expect(failure).toMatchObject({ kind: "rejected", status: 401, attempts: 1 });
    expect(failure.connection).toEqual({ key: "apiKey", configVarKey: "Azure OpenAI", fields: {} });
    expect(failure.message).toContain("Check that API Key");
    expect(failure.message).not.toContain(apiKey);
    expect(endpoint.requests).toHaveLength(1);
  });
});

describe("a prompt that the content filter stops", () => {
  test("is an error that names the category and what to do, and is not tried again", async () => {
    const failure = await failedChat({ userPrompt: "forbidden-content" });
    expect(failure).toMatchObject({
      kind: "contentFiltered",
      status: 400,
      code: "content_filter",
      contentFilter: ["violence (high)"],
      attempts: 1,
    });
    expect(failure.message).toMatch(/^Create Chat Completion was stopped by the content filter/);
    expect(failure.message).toContain("Change the prompt");
    expect(failure.message).not.toContain("forbidden-content");
    expect(endpoint.requests).toHaveLength(1);
  });
});

describe("what the service refuses", () => {
  test("is told in its own sentence, with the parameter", async () => {
    const tooLong = [{ role: "user", content: "word ".repeat(1_050_000) }];
    const failure = await failedChat({ userPrompt: "", messages: tooLong });
    expect(failure).toMatchObject({ kind: "rejected", status: 400, code: "context_length_exceeded" });
    expect(failure.message).toContain("maximum context length is 1000000 tokens");
    expect(failure.message).toContain("Shorten the input");
    expect(failure.message.length).toBeLessThan(1000);
  });

  test("never tells the key, nor the prompt", async () => {
    endpoint.enqueueFaults({
      kind: "status",
      status: 400,
      body: { error: { message: `The header api-key: ${testKey} is odd`, code: "odd" } },
    });
    const failure = await failedChat({ userPrompt: "my private prompt" });
    expect(failure.message).toContain("The header api-key: [redacted] is odd");
    expect(JSON.stringify({ ...failure, message: failure.message, stack: failure.stack })).not.toMatch(
      /k3y\+Secret|my private prompt/,
    );
  });
});
