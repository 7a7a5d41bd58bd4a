import { createChatCompletionBranch } from "../../../src/actions/chat/createChatCompletionBranch";
import { chatAnswer, errorAnswer } from "../../support/answers";
import { failureOf, run, silentLogger } from "../../support/connector";
import { shareServer } from "../../support/hooks";
import type { ScriptedAnswer } from "../../support/scriptedServer";
import { connectionTo } from "../support";

const server = shareServer();

interface Branched {
  branch: string;
  data: Record<string, unknown>;
}

const asked = { role: "user", content: "Hi" };

const ask = async (answer: ScriptedAnswer, params: object = {}): Promise<Branched> => {
  server.script(answer);
  return (await run("createChatCompletionBranch", {
    connection: connectionTo(server.url),
    ...{ userPrompt: "Hi", requestOptions: { maxRetries: "0" }, ...params },
  })) as unknown as Branched;
};

const ended = (reason: string, message: object): ScriptedAnswer => ({
  body: { id: "chatcmpl-1", choices: [{ index: 0, finish_reason: reason, message }] },
});

const tool = { id: "1", type: "function", function: { name: "find", arguments: "{}" } };
const filterError = { message: "Filtered.", code: "content_filter", param: "prompt" };
const limitError =
  "Could not finish the message because max_tokens or model output limit was reached. Please try again with higher max_tokens.";
const refusedWith = (status: number, error: object, headers = {}): ScriptedAnswer => ({
  ...{ status, headers, body: { error } },
});

const walk: Array<[branch: string, what: string, answer: ScriptedAnswer, data: object]> = [
  ["Answered", "a text", chatAnswer("Hello"), { output_text: "Hello", outcome: "answered", error: null }],
  [
    "Tool Call",
    "a call",
    ended("stop", { tool_calls: [tool] }),
    { tool_calls: [{ id: "1", arguments: {} }] },
  ],
  ["Truncated", "a text that is cut off", ended("length", { content: "Hel" }), { output_text: "Hel" }],
  ["Truncated", "no text", ended("stop", { content: " " }), { outcome: "truncated", messages: [asked, {}] }],
  [
    "Truncated",
    "a refusal for a limit that leaves no room",
    refusedWith(400, { message: limitError, type: "invalid_request_error" }),
    {
      output_text: "",
      error: { status: 400, message: expect.stringContaining("Raise Max Output Tokens") },
      ...{ messages: [asked], tokens: null, cost: null },
    },
  ],
  [
    "Filtered",
    "an answer that was stopped",
    ended("content_filter", { content: "He" }),
    { output_text: "He" },
  ],
  [
    "Filtered",
    "a prompt that was stopped",
    refusedWith(400, filterError),
    {
      outcome: "filtered",
      error: { kind: "contentFiltered", status: 400 },
      messages: [asked],
      tool_calls: [],
    },
  ],
  [
    "Filtered",
    "an answer that was taken back, and paid for",
    {
      status: 400,
      body: {
        choices: [{ index: 0, finish_reason: "content_filter", message: { content: "" } }],
        usage: { prompt_tokens: 55, total_tokens: 55 },
      },
    },
    { tokens: { input: 55, output: 0 }, usageRecord: { calls: 1, tokens: { input: 55 } } },
  ],
  ...["guardrail_intervened", "PROHIBITED_CONTENT", "content_filter: RECITATION", "refusal"].map(
    (reason): (typeof walk)[number] => [
      "Filtered",
      `the end ${reason}, as another model's filter has it`,
      ended(reason, { content: null }),
      { output_text: "", contentFilter: { filtered: true, categories: [] } },
    ],
  ),
  ["Refused", "the model's refusal", ended("stop", { refusal: "No." }), { outcome: "refused", error: null }],
  [
    "Rate Limited",
    "a refusal for the rate",
    refusedWith(429, { message: "Slow down.", code: "429" }, { "retry-after": "7" }),
    { outcome: "rateLimited", error: { kind: "rateLimited", retryAfterMs: 7000 }, messages: [asked] },
  ],
  [
    "Failed",
    "an account that is used up",
    refusedWith(429, { message: "You exceeded your current quota.", code: "insufficient_quota" }),
    { outcome: "failed", error: { status: 429, code: "insufficient_quota" } },
  ],
  [
    "Failed",
    "an error of the service",
    errorAnswer(500),
    { error: { kind: "service", status: 500 }, parsed: null },
  ],
];

describe("the flow goes on with", () => {
  test.each(walk)("%s for %s", async (branch, _what, answer, data) => {
    expect(await ask(answer)).toMatchObject({ branch, data });
  });

  test("each of its branches for something", () => {
    const reached = new Set(walk.map(([branch]) => branch));
    expect(createChatCompletionBranch.staticBranchNames).toEqual([...reached]);
  });

  test("Failed for an answer that can't be used, whose text and tokens are told", async () => {
    const answerForm = { answerSchema: '{"city": "Bern"}' };
    server.script(chatAnswer("Rome"), chatAnswer("Rome"));
    const params = { connection: connectionTo(server.url), userPrompt: "Hi", answerForm };
    expect(await run("createChatCompletionBranch", params)).toMatchObject({
      branch: "Failed",
      data: {
        output_text: "Rome",
        error: { message: expect.stringContaining("another form") },
        tokens: { input: 6, output: 2 },
      },
    });
  });

  test("none for a wrong connection, an input that can't be sent, and the cancelling of the step", async () => {
    const unauthorized = await failureOf(ask(refusedWith(401, { message: "Wrong key.", code: "401" })));
    expect(unauthorized).toMatchObject({ name: "ConnectionError" });
    const odd = await failureOf(ask(chatAnswer(), { toolSettings: { toolChoice: "required" } }));
    expect(odd.message).toMatch(/^Tool Choice: /);
    const context = { logger: silentLogger, signal: AbortSignal.abort() };
    const params = { connection: connectionTo(server.url), userPrompt: "Hi" };
    expect((await failureOf(run("createChatCompletionBranch", params, context))).message).toMatch(/cancel/);
  });
});
