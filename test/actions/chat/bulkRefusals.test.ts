import type { PromptResults } from "../../../src/actions/chat/promptResults";
import { useClock } from "../../../src/client/clock";
import { chatAnswer } from "../../support/answers";
import { failureOf, run } from "../../support/connector";
import { useServer, useTestClock } from "../../support/hooks";
import { type ReceivedRequest, type ScriptedAnswer, sendAnswer } from "../../support/scriptedServer";
import { connectionTo, quiet } from "../support";

const server = useServer();

const refusalOf = (status: number, error: object, headers = {}): ScriptedAnswer => ({
  status,
  headers,
  body: { error },
});

/** Refusals that would meet every item, as the service words them. */
const common: Array<[what: string, refusal: ScriptedAnswer]> = [
  [
    "a schema",
    refusalOf(400, { message: "Invalid schema for response_format.", param: "response_format", code: null }),
  ],
  [
    "a setting",
    refusalOf(400, {
      message: "Unsupported value: 'temperature' does not support 0.2.",
      param: "temperature",
      code: "unsupported_value",
    }),
  ],
  [
    "a deployment that does not exist",
    refusalOf(404, { message: "The API deployment does not exist.", code: "DeploymentNotFound" }),
  ],
  [
    "a used-up account",
    refusalOf(429, { message: "You exceeded your current quota.", code: "insufficient_quota" }),
  ],
];

const act = async (action: string, params: Record<string, unknown>, context: object = quiet) => {
  const fields = { connection: connectionTo(server.url), model: "m", ...params };
  return (await run(action, fields, { ...quiet, ...context })).data;
};

const promptList = (count: number) => Array.from({ length: count }, (_, index) => `prompt ${index}.`);
const complete = async (params: Record<string, unknown>) =>
  (await act("createCompletions", params)) as PromptResults;
const textIn = ({ body }: ReceivedRequest): string => JSON.parse(body).messages.at(-1).content;

describe.each(common)("%s that every item meets", (_what, refusal) => {
  // Only a handful run until something is back, for 300 ms at most: on a busy machine that takes longer.
  const slowness = 20;
  let restoreClock: () => void;
  beforeEach(() => {
    const beganAtMs = Date.now();
    restoreClock = useClock({
      now: () => beganAtMs + (Date.now() - beganAtMs) / slowness,
      after: (delayMs, callback) => {
        const timer = setTimeout(callback, delayMs * slowness);
        return () => clearTimeout(timer);
      },
    });
  });
  afterEach(() => restoreClock());

  test.each<[action: string, params: Record<string, unknown>]>([
    ["createCompletions", { messages: promptList(300) }],
    ["enrichRecords", { records: promptList(300).map((id) => ({ id })), promptTemplate: "{{id}}" }],
    ["evaluateRecords", { records: promptList(300).map((answer) => ({ answer })), rubric: "Is it right?" }],
  ])("is met a handful of times by %s, and is then the error of the step", async (action, params) => {
    server.script(refusal);
    const failure = await failureOf(act(action, params));
    expect(failure).toMatchObject({ status: refusal.status });
    expect(server.requests.length).toBeLessThanOrEqual(5);
  });
});

test("refusals that differ in the id of their request alone are alike", async () => {
  server.script((_request, response) => {
    const letter = String.fromCharCode(97 + server.requests.length);
    const id = `request-${letter.repeat(8)}`;
    const message = `The policy denies this. Request id: ${id}.`;
    sendAnswer(response, refusalOf(400, { message }, { "x-request-id": id }));
  });
  expect(await failureOf(complete({ messages: promptList(300) }))).toMatchObject({ status: 400 });
  expect(server.requests.length).toBeLessThanOrEqual(5);
});

test("a refusal without a reason that all meet from the middle on ends the run, and says so", async () => {
  let arrived = 0;
  const refusal = refusalOf(400, {
    message: "The subscription is suspended.",
    type: "invalid_request_error",
  });
  server.script((_request, response) => {
    arrived += 1;
    sendAnswer(response, arrived <= 30 ? chatAnswer("done") : refusal);
  });
  const { counts, warning } = await complete({ messages: promptList(500) });
  expect(counts.succeeded).toBe(30);
  expect(server.requests.length).toBeLessThanOrEqual(30 + 50 + 5 + 20);
  expect(counts.remaining).toBeGreaterThan(380);
  expect(warning).toContain("The subscription is suspended.");
});

test.each([60, 150])("%i beside each other that are refused alike end no run", async (bad) => {
  const isBad = (request: ReceivedRequest) => {
    const place = Number(textIn(request).match(/\d+/)?.[0]);
    return place >= 40 && place < 40 + bad;
  };
  server.script((request, response) => {
    sendAnswer(
      response,
      isBad(request)
        ? refusalOf(400, { message: "The picture is no picture.", type: "invalid_request_error" })
        : chatAnswer("done"),
    );
  });
  const { counts } = await complete({ messages: promptList(300) });
  expect(counts).toMatchObject({ succeeded: 300 - bad, failed: bad, remaining: 0 });
});

test("an account that runs dry in the middle ends the run: what was answered is kept, and the rest remains", async () => {
  let arrived = 0;
  server.script((_request, response) => {
    arrived += 1;
    sendAnswer(response, arrived <= 20 ? chatAnswer("done") : (common[3]?.[1] as ScriptedAnswer));
  });
  const data = await complete({ messages: promptList(300), bulkOptions: { concurrentRequests: "2" } });
  expect(data.counts.succeeded).toBe(20);
  expect(data.counts.failed).toBeLessThanOrEqual(6);
  expect(data.counts.remaining).toBeGreaterThanOrEqual(274);
  expect(data.warning).toMatch(
    /^Not done: \d+ of 300 prompts, because what was refused would meet every one/,
  );
  expect(data.warning).toContain("You exceeded your current quota.");
});

test("refusals of single prompts end no run, however many there are", async () => {
  const filtered = refusalOf(400, { message: "The response was filtered.", code: "content_filter" });
  const tooLong = refusalOf(400, { message: "Too long.", code: "context_length_exceeded" });
  const image = refusalOf(400, { message: "Invalid image.", param: "messages[0].content[1].image_url" });
  server.script((request, response) => {
    const index = Number(/\d+/.exec(textIn(request))?.[0]);
    const refusal = [filtered, tooLong, image][index % 3] as ScriptedAnswer;
    sendAnswer(response, index < 30 ? refusal : chatAnswer("done"));
  });
  const data = await complete({ messages: promptList(40) });
  expect(data.counts).toEqual({ total: 40, succeeded: 10, failed: 30, remaining: 0 });
  expect(data.warning).toBeNull();
});

describe("waits", () => {
  const clock = useTestClock();

  const longWait = refusalOf(
    429,
    { message: "Rate limit is exceeded.", code: "429" },
    { "retry-after": "3600" },
  );

  test("that an earlier step was asked for are told with their time, and tried again after a minute", async () => {
    const params = { messages: promptList(9), model: "remembered", bulkOptions: { concurrentRequests: "1" } };
    server.script(longWait);
    expect(await failureOf(act("createCompletions", params))).toMatchObject({ retryAfterMs: 3_600_000 });
    const asked = server.requests.length;
    const records = [{ id: 1 }];
    const failures = [
      await failureOf(act("createCompletions", params)),
      await failureOf(act("enrichRecords", { records, promptTemplate: "{{id}}", model: "remembered" })),
    ];
    for (const failure of failures) {
      expect(failure).toMatchObject({ kind: "rateLimited" });
      expect(failure.message).toMatch(/after 2026-11-21T10:00:0\dZ/);
    }
    expect(server.requests).toHaveLength(asked);
    clock.advance(60_000);
    server.script(chatAnswer("done"));
    const data = await complete(params);
    expect(data.counts).toEqual({ total: 9, succeeded: 9, failed: 0, remaining: 0 });
  });

  test("of one prompt that is refused for ever end in an error, not in silence", async () => {
    server.script(refusalOf(429, { message: "Rate limit is exceeded." }, { "retry-after": "2" }));
    const limits = { requestOptions: { totalTimeout: "20000" } };
    expect(await failureOf(act("createCompletions", { messages: ["one"], ...limits }))).toMatchObject({
      kind: "rateLimited",
      retryAfterMs: 2000,
    });
  });

  test.each<[action: string, params: Record<string, unknown>, noun: string]>([
    ["createCompletions", { messages: promptList(20) }, "prompts"],
    ["enrichRecords", { records: promptList(20).map((id) => ({ id })), promptTemplate: "{{id}}" }, "records"],
  ])("that are longer than the rest of %s are in its warning", async (action, params, noun) => {
    let arrived = 0;
    server.script((_request, response) => {
      arrived += 1;
      sendAnswer(response, arrived <= 5 ? chatAnswer("done") : longWait);
    });
    const data = await act(action, { ...params, bulkOptions: { concurrentRequests: "1" } });
    expect(data).toMatchObject({ counts: { succeeded: 5, failed: 0, remaining: 15 } });
    expect((data as PromptResults).warning).toMatch(
      new RegExp(`^Not done: 15 of 20 ${noun}, because the quota has no room before 2026-11-21T10:00:0\\dZ`),
    );
  });

  test("that a deadline ends are in the warning, and so are failures that were enough", async () => {
    server.script((_request, response) => {
      clock.advance(1000);
      sendAnswer(response, chatAnswer("done"));
    });
    const limits = { bulkOptions: { concurrentRequests: "1" }, requestOptions: { totalTimeout: "3000" } };
    expect((await complete({ messages: promptList(9), ...limits })).warning).toContain(
      "Not done: 6 of 9 prompts, because the time of the step was up.",
    );
    server.script(refusalOf(400, { message: "No.", param: "messages" }));
    const given = { bulkOptions: { concurrentRequests: "1", stopAfterFailures: "2" } };
    expect((await complete({ messages: promptList(9), ...given })).warning).toContain(
      "Not done: 7 of 9 prompts, because so many failed as Stop After Failures allows.",
    );
  });
});

describe("an answer of many", () => {
  const answerOf = (message: object, finish_reason: string): ScriptedAnswer => {
    const answer = chatAnswer("").body as { choices: object[] };
    return { body: { ...answer, choices: [{ index: 0, finish_reason, message }] } };
  };

  test.each<[what: string, answer: ScriptedAnswer, error: RegExp]>([
    ["that is a refusal", answerOf({ content: null, refusal: "I can't help." }, "stop"), /refused\. I can't/],
    [
      "that is a refusal in a part",
      answerOf({ content: [{ type: "refusal", refusal: "I can't help." }] }, "stop"),
      /refused\. I can't/,
    ],
    ["that is empty", answerOf({ content: "  " }, "stop"), /answer without text/],
    ["that used up its tokens", answerOf({ content: "" }, "length"), /used up Max Output Tokens/],
    [
      "that was filtered away",
      answerOf({ content: null }, "content_filter"),
      /stopped by the content filter/,
    ],
  ])("%s is no success, and its response stays", async (_what, answer, error) => {
    server.script(answer);
    const data = await complete({ messages: ["one"] });
    expect(data.counts).toMatchObject({ succeeded: 0, failed: 1 });
    expect(data.results[0]).toMatchObject({ status: "failed", output_text: null, response: answer.body });
    expect(data.results[0]?.error?.message).toMatch(error);
  });

  test.each([
    ["length", /cut off at its greatest length/],
    ["max_tokens", /cut off at its greatest length/],
    ["content_filter", /content filter stopped/],
  ])("that ends with %s is a success that says so", async (finish, warning) => {
    server.script(answerOf({ content: "Half of" }, finish));
    const data = await complete({ messages: ["one"] });
    expect(data.results[0]).toMatchObject({ status: "succeeded", output_text: "Half of" });
    expect(data.results[0]?.warning).toMatch(warning);
  });
});

test("a step that is cancelled while the quota pauses it ends at once, and says so", async () => {
  const cancel = new AbortController();
  let arrived = 0;
  server.script((_request, response) => {
    arrived += 1;
    if (arrived === 1) return sendAnswer(response, chatAnswer("done"));
    sendAnswer(response, refusalOf(429, { message: "Rate limit." }, { "retry-after": "500" }));
    if (arrived === 4) setImmediate(() => setImmediate(() => cancel.abort()));
  });
  const params = { messages: promptList(30), bulkOptions: { concurrentRequests: "1" } };
  const data = (await act("createCompletions", params, { signal: cancel.signal })) as PromptResults;
  expect(data.counts).toMatchObject({ succeeded: 1, remaining: 29 });
  expect(data.warning).toContain("because the step was cancelled");
});
