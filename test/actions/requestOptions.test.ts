import { chatAnswer, errorAnswer } from "../support/answers";
import { failureOf, run } from "../support/connector";
import { shareServer, useTestClock } from "../support/hooks";
import { connectionTo } from "./support";

const server = shareServer();
const clock = useTestClock();

const imageAnswer = { body: { created: 1, data: [{ b64_json: "aGVsbG8=" }] } };

const typedActions: Array<[string, Record<string, unknown>, { body: object }]> = [
  ["createChatCompletion", { userPrompt: "Hi" }, chatAnswer() as { body: object }],
  ["summarizeText", { textToSummarize: "A text." }, chatAnswer() as { body: object }],
  ["createCompletions", { messages: ["Hi"] }, chatAnswer() as { body: object }],
  ["createImage", { model: "m", prompt: "A cat" }, imageAnswer],
];

const chat = (requestOptions?: unknown) =>
  run("createChatCompletion", { connection: connectionTo(server.url), userPrompt: "Hi", requestOptions });

describe.each(typedActions)("%s", (action, params, good) => {
  const start = (requestOptions: unknown) =>
    run(action, { connection: connectionTo(server.url), ...params, requestOptions });

  test.each<[string, unknown]>([
    ["undefined", undefined],
    ["empty text", ""],
    ["null", null],
    ["an empty group", {}],
    ["a group of empty texts", { timeout: "", totalTimeout: "", maxRetries: "", retryDelayMS: "" }],
  ])("retries three times when Request Options is untouched: %s", async (_what, requestOptions) => {
    server.script(errorAnswer(500), errorAnswer(429), errorAnswer(503), good);
    await start(requestOptions);
    expect(server.requests).toHaveLength(4);
  });

  test("does as Request Options says", async () => {
    server.script(errorAnswer(500), errorAnswer(500), good);
    await start({ maxRetries: 2, retryDelayMS: "250", useExponentialBackoff: "false" });
    expect(clock.waits).toEqual([250, 250]);
  });
});

describe("Request Options that are no group", () => {
  test.each<[unknown]>([['{"maxRetries": 0}'], ["none"], [[]], [[{ maxRetries: "0" }]], [5], [true]])(
    "are refused before anything is sent: %j",
    async (requestOptions) => {
      server.script(chatAnswer());
      const failure = await failureOf(chat(requestOptions));
      expect(failure.message).toBe(
        "Request Options: this is no group of settings. Enter each setting by itself.",
      );
      expect(server.requests).toHaveLength(0);
    },
  );
});

describe("Request Options in part", () => {
  test("keeps the defaults for the rest", async () => {
    server.script(errorAnswer(500), errorAnswer(500), errorAnswer(500), chatAnswer());
    await chat({ retryDelayMS: "1000", useExponentialBackoff: false });
    expect(clock.waits).toEqual([1000, 1000, 1000]);
  });

  test("with no retries gives up at once", async () => {
    server.script(errorAnswer(500), chatAnswer());
    const failure = await failureOf(chat({ maxRetries: "0" }));
    expect(failure).toMatchObject({ kind: "service", status: 500, attempts: 1 });
    expect(server.requests).toHaveLength(1);
  });

  test("limits one attempt by Attempt Timeout", async () => {
    server.script(() => clock.fireEarliestTimer(), chatAnswer());
    const { data } = await chat({ timeout: "5000" });
    expect(data).toMatchObject({ output_text: "Hello" });
    expect(server.requests).toHaveLength(2);
  });

  test("limits the step by Total Timeout", async () => {
    server.script(errorAnswer(500));
    const failure = await failureOf(
      chat({ totalTimeout: "2500", maxRetries: "100", retryDelayMS: "1000", useExponentialBackoff: "no" }),
    );
    expect(failure).toMatchObject({ attempts: 3 });
    expect(clock.waits).toEqual([1000, 1000]);
  });

  test("waits as long as the service asks, and says so when that is too long", async () => {
    server.script(errorAnswer(429, { "retry-after": "60" }), chatAnswer());
    const failure = await failureOf(chat({ totalTimeout: "30000" }));
    expect(failure).toMatchObject({ kind: "rateLimited", retryAfterMs: 60_000, attempts: 1 });
    expect(failure.message).toContain("Run the step again in 60 s, after 2026-11-21T09:01:00Z");
    expect(clock.waits).toEqual([]);
  });

  test("retries any error when Retry On All Errors is true", async () => {
    server.script(errorAnswer(422), chatAnswer());
    await chat({ retryAllErrors: "true" });
    expect(server.requests).toHaveLength(2);
  });

  test.each<[string, unknown, RegExp]>([
    ["timeout", "0", /^Attempt Timeout \(ms\): /],
    ["timeout", "soon", /^Attempt Timeout \(ms\): /],
    ["totalTimeout", "-1", /^Total Timeout \(ms\): /],
    ["maxRetries", "1.5", /^Max Retry Count: /],
    ["retryDelayMS", "1e999", /^Retry Delay \(ms\): /],
    ["useExponentialBackoff", "banana", /^Use Exponential Backoff: /],
    ["retryAllErrors", "2", /^Retry On All Errors: /],
  ])("refuses %s %j by its label", async (key, value, expected) => {
    server.script(chatAnswer());
    const failure = await failureOf(chat({ [key]: value }));
    expect(failure.message).toMatch(expected);
    expect(server.requests).toEqual([]);
  });
});
