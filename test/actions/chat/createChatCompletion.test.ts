import { type ActionResult, run, testKey } from "../../support/connector";
import { shareEndpoint } from "../../support/hooks";
import { type Api, apis, connectionTo, expectedAddress, onlyRequest } from "../support";

const endpoint = shareEndpoint();

const chat = (params: Record<string, unknown>, api: Api = "v1"): Promise<ActionResult> =>
  run("createChatCompletion", { connection: connectionTo(endpoint.url, api), ...params });

const question = { role: "user", content: "What is 6 times 7?" };

describe("the request", () => {
  test("holds only what was filled in", async () => {
    await chat({ messages: JSON.stringify([question]) });
    expect(onlyRequest(endpoint).bodyText).toBe(
      '{"model":"gpt-5.4","messages":[{"role":"user","content":"What is 6 times 7?"}]}',
    );
  });

  test("holds only what was filled in when the platform hands undefined for the rest", async () => {
    await chat({
      userPrompt: question.content,
      messages: undefined,
      temperature: undefined,
      topP: undefined,
      numChoices: undefined,
      systemPrompt: undefined,
      modelSettings: {
        maxOutputTokens: undefined,
        stop: undefined,
        seed: undefined,
        reasoningEffort: undefined,
      },
      requestOptions: undefined,
    });
    expect(onlyRequest(endpoint).bodyJson).toEqual({ model: "gpt-5.4", messages: [question] });
  });

  test("holds every input", async () => {
    await chat({
      model: " my-deployment ",
      systemPrompt: "Be brief.",
      messages: [question, { role: "assistant", content: "42" }],
      userPrompt: "And times 2?",
      temperature: "0",
      topP: "0.5",
      numChoices: "2",
      modelSettings: {
        maxOutputTokens: "100",
        stop: ["END", "", "STOP"],
        seed: "-7",
        reasoningEffort: "low",
      },
    });
    expect(onlyRequest(endpoint).bodyJson).toStrictEqual({
      model: "my-deployment",
      messages: [
        { role: "system", content: "Be brief." },
        question,
        { role: "assistant", content: "42" },
        { role: "user", content: "And times 2?" },
      ],
      temperature: 0,
      top_p: 0.5,
      n: 2,
      max_completion_tokens: 100,
      stop: ["END", "STOP"],
      seed: -7,
      reasoning_effort: "low",
    });
  });

  test.each<[string, Record<string, unknown>, Record<string, unknown>]>([
    ["a temperature of 0", { temperature: 0 }, { temperature: 0 }],
    ["a top_p of 0", { topP: "0" }, { top_p: 0 }],
    ["a seed of 0", { modelSettings: { seed: "0" } }, { seed: 0 }],
  ])("holds %s, which is not an empty input", async (_what, params, sent) => {
    await chat({ userPrompt: question.content, ...params });
    expect(onlyRequest(endpoint).bodyJson).toEqual({ model: "gpt-5.4", messages: [question], ...sent });
  });

  test.each(apis)("goes to the right address: %s", async (api) => {
    await chat({ userPrompt: question.content }, api);
    const { method, path, query } = onlyRequest(endpoint);
    const expected = expectedAddress[api];
    expect({ method, path, query }).toEqual({
      method: "POST",
      path: `${expected.path}/chat/completions`,
      query: expected.query,
    });
  });

  test("encodes the deployment in a dated path", async () => {
    const { data } = await chat({ model: "a b/ü?#%", userPrompt: "Hi" }, "dated");
    expect(onlyRequest(endpoint).path).toBe("/openai/deployments/a%20b%2F%C3%BC%3F%23%25/chat/completions");
    expect(data).toMatchObject({ model: "a b/ü?#%" });
  });

  test("asks for the preview when the connection does", async () => {
    await run("createChatCompletion", {
      connection: connectionTo(endpoint.url, "v1", { apiVersion: "preview" }),
      userPrompt: "Hi",
    });
    expect(onlyRequest(endpoint).query).toEqual({ "api-version": "preview" });
  });
});

describe("the headers on the wire", () => {
  test.each(["v1", "dated"] as const)("are the key and nothing of the SDK: %s", async (api) => {
    await chat({ userPrompt: "Hi" }, api);
    const { headers } = onlyRequest(endpoint);
    expect(headers["api-key"]).toBe(testKey);
    expect(Object.keys(headers).sort()).toEqual([
      "accept",
      "accept-encoding",
      "api-key",
      "connection",
      "content-length",
      "content-type",
      "host",
      "user-agent",
    ]);
  });

  test("are a Bearer token and the organization for OpenAI", async () => {
    await chat({ userPrompt: "Hi" }, "openai");
    const { headers } = onlyRequest(endpoint);
    expect(headers.authorization).toBe(`Bearer ${testKey}`);
    expect(headers["openai-organization"]).toBe("org-abc123");
    expect(headers).not.toHaveProperty("api-key");
    expect(Object.keys(headers).filter((name) => name.startsWith("x-stainless"))).toEqual([]);
  });

  test("have no organization when the field holds a resource's name", async () => {
    const connection = connectionTo(endpoint.url, "openai", { organization: "my-resource" });
    await run("createChatCompletion", { connection, userPrompt: "Hi" });
    expect(onlyRequest(endpoint).headers).not.toHaveProperty("openai-organization");
  });

  test("call the body JSON", async () => {
    await chat({ userPrompt: "Hi" });
    expect(onlyRequest(endpoint).headers["content-type"]).toBe("application/json");
  });
});

describe("the answer", () => {
  test.each(apis)("is the model's text: %s", async (api) => {
    const { data } = await chat({ userPrompt: question.content }, api);
    expect(data).toMatchObject({ object: "chat.completion", model: "gpt-5.4", output_text: "42" });
  });

  test("has as many choices as were asked for, output_text being the first", async () => {
    const { data } = await chat({ userPrompt: question.content, numChoices: 3 });
    const { choices, output_text } = data as { choices: unknown[]; output_text: string };
    expect([choices.length, output_text]).toEqual([3, "42"]);
  });

  test("says when the limit of tokens cut it", async () => {
    const { data } = await chat({ userPrompt: "Tell me about tea", modelSettings: { maxOutputTokens: "3" } });
    expect(data).toMatchObject({ choices: [{ finish_reason: "length" }], usage: { completion_tokens: 3 } });
  });

  test("says when the content filter cut it, with the filter's findings", async () => {
    const { data } = await chat({ userPrompt: "Say filtered-output" });
    expect(data).toMatchObject({
      choices: [
        {
          finish_reason: "content_filter",
          content_filter_results: { violence: { filtered: true, severity: "medium" } },
        },
      ],
      prompt_filter_results: [{ prompt_index: 0 }],
    });
  });
});
