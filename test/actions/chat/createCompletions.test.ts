import type { PromptResults } from "../../../src/actions/chat/promptResults";
import { failureOf, run } from "../../support/connector";
import { finding } from "../../support/contentFilter";
import { shareEndpoint } from "../../support/hooks";
import { TestClock } from "../../support/testClock";
import { apis, connectionTo, expectedAddress, onlyRequest } from "../support";

const endpoint = shareEndpoint();

const complete = async (
  messages: unknown,
  params: Record<string, unknown> = {},
  connection: unknown = connectionTo(endpoint.url),
): Promise<PromptResults> =>
  (await run("createCompletions", { connection, messages, ...params })).data as PromptResults;

const textsOf = ({ results }: PromptResults) => results.map(({ output_text }) => output_text);

describe("the requests", () => {
  test("hold one prompt each and only what was filled in", async () => {
    await complete('["Say one"]');
    expect(onlyRequest(endpoint).bodyText).toBe(
      '{"model":"gpt-5.4","messages":[{"role":"user","content":"Say one"}]}',
    );
  });

  test("hold every input", async () => {
    await complete(["Say one"], {
      model: "my-deployment",
      systemPrompt: "Be brief.",
      temperature: 0,
      modelSettings: { maxOutputTokens: "50", reasoningEffort: "none" },
      bulkOptions: { concurrentRequests: "1" },
    });
    expect(onlyRequest(endpoint).bodyJson).toStrictEqual({
      model: "my-deployment",
      messages: [
        { role: "system", content: "Be brief." },
        { role: "user", content: "Say one" },
      ],
      temperature: 0,
      max_completion_tokens: 50,
      reasoning_effort: "none",
    });
  });

  test("hold a prompt's own messages behind the system prompt", async () => {
    const own = [
      { role: "user", content: "Hi" },
      { role: "assistant", content: "Hello" },
      { role: "user", content: "Say two" },
    ];
    await complete([own], { systemPrompt: "Be brief." });
    expect(onlyRequest(endpoint).bodyJson).toMatchObject({
      messages: [{ role: "system", content: "Be brief." }, ...own],
    });
  });

  test.each(apis)("go to the right address: %s", async (api) => {
    await complete(["Say one"], {}, connectionTo(endpoint.url, api));
    const { path, query } = onlyRequest(endpoint);
    const expected = expectedAddress[api];
    expect({ path, query }).toEqual({ path: `${expected.path}/chat/completions`, query: expected.query });
  });
});

describe("the results", () => {
  test("answer plain prompts and message lists mixed, in the order of the prompts", async () => {
    const data = await complete([
      "Say one",
      [{ role: "user", content: "Say two" }],
      { messages: [{ role: "user", content: "Say three" }] },
      "Say one",
    ]);
    expect(textsOf(data)).toEqual(["one", "two", "three", "one"]);
    expect(data.results.map(({ index, status }) => [index, status])).toEqual([
      [0, "succeeded"],
      [1, "succeeded"],
      [2, "succeeded"],
      [3, "succeeded"],
    ]);
    expect(data.counts).toEqual({ total: 4, succeeded: 4, failed: 0, remaining: 0 });
    expect(data.remaining).toEqual([]);
  });

  test("hold the service's own object", async () => {
    const { results } = await complete(["Say one"]);
    expect(results[0]?.response).toMatchObject({
      object: "chat.completion",
      model: "gpt-5.4",
      choices: [{ message: { content: "one" }, content_filter_results: expect.anything() }],
    });
    expect(results[0]?.error).toBeNull();
  });

  test("add up what the answers used", async () => {
    const { results, usage } = await complete([
      "Say one",
      "Tell me about tea",
      "forbidden-content",
      "Say two",
    ]);
    const used = results.flatMap(({ response }) => response?.usage ?? []);
    const sum = (key: "prompt_tokens" | "completion_tokens" | "total_tokens") =>
      used.reduce((total, entry) => total + entry[key], 0);
    expect(used).toHaveLength(3);
    expect(usage).toEqual({
      prompt_tokens: sum("prompt_tokens"),
      completion_tokens: sum("completion_tokens"),
      total_tokens: sum("total_tokens"),
    });
    expect(usage.total_tokens).toBeGreaterThan(0);
  });

  test("cost what the prices entered make of the tokens, and nothing is said without prices", async () => {
    const prices = { inputPrice: "500000", outputPrice: "1000000" };
    const { usage, cost } = await complete(["Say one", "Say two"], { prices });
    expect(cost).toEqual({
      input: usage.prompt_tokens / 2,
      output: usage.completion_tokens,
      total: usage.prompt_tokens / 2 + usage.completion_tokens,
    });
    expect((await complete(["Say one"])).cost).toBeNull();
  });

  test("are 200 for 200 prompts", async () => {
    const prompts = Array.from({ length: 200 }, (_, index) => `Say item ${index}`);
    const data = await complete(JSON.stringify(prompts), { bulkOptions: { concurrentRequests: "50" } });
    expect(textsOf(data)).toEqual(prompts.map((_, index) => `item ${index}`));
    expect(data.results.map(({ index }) => index)).toEqual(prompts.map((_, index) => index));
    expect(endpoint.requests).toHaveLength(200);
  });
});

describe("a prompt that fails among good ones", () => {
  test("has an error of its own, and the rest succeed", async () => {
    const data = await complete(["Say one", "forbidden-content", "Say three"]);
    expect(textsOf(data)).toEqual(["one", null, "three"]);
    expect(data.counts).toEqual({ total: 3, succeeded: 2, failed: 1, remaining: 0 });
    const violence = finding({ side: "prompt", category: "violence", severity: "high", filtered: true });
    expect(data.results[1]).toEqual({
      index: 1,
      status: "failed",
      warning: null,
      output_text: null,
      response: null,
      error: {
        message: expect.stringMatching(/^Create Multiple Chat Completion was stopped by the content filter/),
        kind: "contentFiltered",
        status: 400,
        code: "content_filter",
        requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        attempts: 1,
        filterFindings: [violence],
      },
      contentFilter: {
        ...{ filtered: true, categories: ["violence"], findings: [violence], didNotRun: [] },
        requestId: data.results[1]?.error?.requestId,
      },
      attempts: 1,
      durationMs: expect.any(Number),
    });
  });

  test("does not fail the step, not even when all fail", async () => {
    const data = await complete(["forbidden-content", "forbidden-content"]);
    expect(data.counts).toEqual({ total: 2, succeeded: 0, failed: 2, remaining: 0 });
    expect(data.usage).toEqual({ prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 });
  });

  test("that is refused for its rate waits for its turn again", async () => {
    const clock = new TestClock();
    endpoint.enqueueFaults({ kind: "rateLimited", retryAfterMs: 5000 });
    const data = await complete(["Say one", "Say two"]);
    clock.restore();
    expect(textsOf(data)).toEqual(["one", "two"]);
    expect(endpoint.requests).toHaveLength(3);
  });

  test("is plain data that survives JSON", async () => {
    const data = await complete(["Say one", "forbidden-content"]);
    expect(JSON.parse(JSON.stringify(data))).toEqual(data);
  });
});

describe("a wrong key", () => {
  test("is told once, as the connection's fault, after few requests", async () => {
    const prompts = Array.from({ length: 100 }, (_, index) => `Say item ${index}`);
    const connection = connectionTo(endpoint.url, "v1", { apiKey: "another-key-0123456789" });
    const failure = await failureOf(
      complete(prompts, { bulkOptions: { concurrentRequests: "4" } }, connection),
    );
    expect(failure.name).toBe("ConnectionError");
    expect(failure).toMatchObject({ status: 401, attempts: 1 });
    expect(failure.message).toMatch(/^Create Multiple Chat Completion was rejected/);
    expect(endpoint.requests.length).toBeLessThanOrEqual(4);
  });

  test("that stops working halfway keeps what was answered, and the rest remains", async () => {
    endpoint.enqueueFaults(
      { kind: "pass" },
      { kind: "status", status: 401, body: { error: { code: "401", message: "Access denied" } } },
    );
    const data = await complete(["Say one", "Say two", "Say three"], {
      bulkOptions: { concurrentRequests: "1" },
    });
    expect(textsOf(data)).toEqual(["one", null]);
    expect(data.results[1]?.error).toMatchObject({ status: 401, kind: "rejected" });
    expect(data.remaining).toEqual(["Say three"]);
  });
});

describe("an input that can't be sent", () => {
  test.each<[string, unknown, Record<string, unknown>, RegExp]>([
    ["no prompts", "", {}, /^Messages: there is no prompt/],
    ["text that is not JSON", "Say one", {}, /^Messages: this is not JSON/],
    ["a prompt of the wrong kind", ["Say one", 5], {}, /^Messages: prompt 2 is 5/],
    [
      "a concurrency of 0",
      ["Say one"],
      { bulkOptions: { concurrentRequests: "0" } },
      /^Concurrent Requests: .*from 1 to 1000/,
    ],
    [
      "a concurrency that is a word",
      ["Say one"],
      { bulkOptions: { concurrentRequests: "many" } },
      /^Concurrent Requests: /,
    ],
  ])("is refused before any request: %s", async (_what, messages, params, expected) => {
    expect((await failureOf(complete(messages, params))).message).toMatch(expected);
    expect(endpoint.requests).toEqual([]);
  });
});
