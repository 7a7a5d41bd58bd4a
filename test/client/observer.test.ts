import type { AttemptEvent, StepEvent } from "../../src/client/events";
import { chatAnswer, errorAnswer, resetConnection, truncatedJson } from "../support/answers";
import { keyConnection, run, testKey } from "../support/connector";
import { useServer, useStarted, useTestClock } from "../support/hooks";
import { leaksIn } from "../support/leaks";
import { sendAnswer } from "../support/scriptedServer";
import { startMs } from "../support/testClock";
import { answerOf, chatAt, once, startDeployments } from "./fallbackRig";

const server = useServer();
const clock = useTestClock();

/** What a step tells; what it comes to is of no interest. */
const allEventsOf = async (action: string, params: object, context: object = {}): Promise<StepEvent[]> => {
  const events: StepEvent[] = [];
  const observe = (event: StepEvent) => void events.push(event);
  const connection = keyConnection(server.url);
  await run(action, { connection, ...params }, { observe, ...context }).catch(() => undefined);
  return events;
};

/** The attempts that ended among it. */
const eventsOf = async (...step: Parameters<typeof allEventsOf>): Promise<AttemptEvent[]> =>
  (await allEventsOf(...step)).filter((event) => event.type === "attempt");

const chat = (params: object = {}, context: object = {}) =>
  eventsOf("createChatCompletion", { model: "mine", userPrompt: "Hello", ...params }, context);

it("tells each attempt of a call: when, how long, how it ended, and the wait until the next", async () => {
  const refusal = errorAnswer(429, { "retry-after-ms": "400" });
  // A reset of a kept connection would be no attempt.
  server.script(resetConnection, refusal, truncatedJson, (_request, response) => {
    clock.advance(250);
    sendAnswer(response, chatAnswer());
  });
  const prices = { inputPrice: "1000", outputPrice: "2000" };
  const events = await chat({ prices, requestOptions: { maxRetries: "3" } });
  const [first = 0, second = 0, third = 0] = clock.waits;
  expect(second).toBeGreaterThanOrEqual(400);
  const known = {
    type: "attempt",
    action: "Create Chat Completion",
    method: "POST",
    url: `${server.url}/openai/v1/chat/completions`,
    model: "mine",
  };
  const starts = [startMs, startMs + first, startMs + first + second, startMs + first + second + third];
  const ends = [
    { outcome: "network", code: "ECONNRESET", waitMs: first, durationMs: 0 },
    { outcome: "refused", status: 429, waitMs: second, durationMs: 0 },
    { outcome: "notAnAnswer", status: 200, waitMs: third, durationMs: 0 },
    // Three tokens in and one out.
    { outcome: "answered", status: 200, durationMs: 250, spent: { tokens: 4, cost: 0.005 } },
  ];
  expect(JSON.parse(JSON.stringify(events))).toEqual(
    ends.map((end, index) => ({ ...known, ...end, attempt: index + 1, startedAtMs: starts[index] })),
  );
});

it("tells the start of each attempt before its end, by the same item, number and time", async () => {
  server.script(errorAnswer(500), (_request, response) => {
    clock.advance(250);
    sendAnswer(response, chatAnswer());
  });
  const events = await allEventsOf("createCompletions", { model: testKey, messages: ["Hello"] });
  const told = events.filter(({ type }) => type !== "progress");
  expect(told).toMatchObject([
    { type: "start", attempt: 1 },
    { type: "attempt", attempt: 1, status: 500 },
    { type: "start", attempt: 2 },
    { type: "attempt", attempt: 2, status: 200 },
  ]);
  const [, wait = 0] = [0, ...clock.waits];
  const common = { action: "Create Multiple Chat Completion", model: "[redacted]", item: 0 };
  expect(told[0]).toEqual({ type: "start", ...common, attempt: 1, startedAtMs: startMs });
  expect(told[2]).toEqual({ type: "start", ...common, attempt: 2, startedAtMs: startMs + wait });
  expect(told[1]).toMatchObject({ ...common, startedAtMs: startMs });
  expect(told[3]).toMatchObject({ ...common, startedAtMs: startMs + wait });
});

it("names no wait behind the last attempt, and the service's own code", async () => {
  server.script({ status: 400, body: { error: { code: "bad_thing", message: "No." } } });
  expect(await chat()).toMatchObject([{ outcome: "refused", status: 400, code: "bad_thing", attempt: 1 }]);
  expect((await chat())[0]?.waitMs).toBeUndefined();
});

it.each([undefined, null, "many", { prompt_tokens: "x", completion_tokens: -4, total_tokens: null }])(
  "tells nothing of tokens where the answer says %j of them",
  async (usage) => {
    server.script({ body: { ...(chatAnswer().body as object), usage } });
    const [event] = await chat();
    expect(event).toMatchObject({ outcome: "answered" });
    expect(event?.spent).toBeUndefined();
  },
);

it("tells nothing of the tokens that a batch used where it is only read", async () => {
  const usage = { input_tokens: 90, output_tokens: 10, total_tokens: 100 };
  server.script({ body: { id: "batch_1", object: "batch", status: "completed", usage } });
  const events = await eventsOf("getBatch", { batchId: "batch_1" });
  expect(events).toMatchObject([{ method: "GET", outcome: "answered", model: undefined }]);
  expect(events[0]?.spent).toBeUndefined();
});

it("tells an attempt that was cancelled as such, and none that never started", async () => {
  const cancel = new AbortController();
  server.script(() => cancel.abort());
  expect(await chat({}, { signal: cancel.signal })).toMatchObject([
    { outcome: "cancelled", status: undefined, waitMs: undefined },
  ]);
  expect(
    await allEventsOf("createChatCompletion", { userPrompt: "Hello" }, { signal: cancel.signal }),
  ).toEqual([]);
});

it("tells an attempt that ran out of time", async () => {
  server.script(() => clock.fireEarliestTimer());
  const events = await chat({ requestOptions: { timeout: "5000", maxRetries: "0" } });
  expect(events).toMatchObject([{ outcome: "timeout", durationMs: 5000, attempt: 1 }]);
});

it("is not disturbed by who follows it", async () => {
  server.script(errorAnswer(500), chatAnswer("Still here"));
  const observe = () => {
    throw new Error("not listening");
  };
  const { data } = await run(
    "createChatCompletion",
    { connection: keyConnection(server.url), userPrompt: "Hello" },
    { observe },
  );
  expect(data).toMatchObject({ output_text: "Still here" });
});

it("tells of requests written by hand as well, and no secret of any", async () => {
  const secret = "sk-hidden-0123456789abcdef";
  server.script({ status: 401, body: { error: { code: testKey, message: testKey } } });
  const url = `/v1/things/${encodeURIComponent(testKey)}?token=${secret}&limit=2`;
  const events = [
    ...(await eventsOf("rawRequest", { method: "GET", url, headers: [{ key: "x-secret", value: secret }] })),
    ...(await chat({ model: testKey, userPrompt: secret })),
  ];
  expect(events).toHaveLength(2);
  expect(events[0]?.url).toMatch(/\/openai\/v1\/things\/\[redacted\]\?token=\[redacted\]&limit=2$/);
  const exposed = { logged: "", output: JSON.stringify(events), failed: true };
  expect(leaksIn(exposed, [testKey, secret])).toEqual([]);
});

describe("with fallbacks", () => {
  it("tells no cost once an answer has no price", async () => {
    const spent: unknown[] = [];
    const observe = (event: StepEvent) => void (event.type === "progress" && spent.push(event.spent));
    const connection = keyConnection(deployments.url, { prices: [{ key: "a", value: "1000 / 2000" }] });
    deployments.deploy("a", answerOf("a"), errorAnswer(503));
    const params = {
      connection,
      model: "a",
      messages: ["1", "2"],
      fallbackModels: ["b"],
      requestOptions: once,
    };
    const bounds = { bulkOptions: { concurrentRequests: "1" } };
    const { data } = await run("createCompletions", { ...params, ...bounds }, { observe });
    expect((data as { cost: unknown }).cost).toBeNull();
    expect(spent.at(-1)).toEqual({ tokens: 8 });
  });

  const deployments = useStarted(() => startDeployments({ a: errorAnswer(503), b: answerOf("b") }));

  it("names the deployment of each attempt, that of another connection included", async () => {
    const events: StepEvent[] = [];
    const observe = (event: StepEvent) => void (event.type === "attempt" && events.push(event));
    await chatAt(deployments, { fallbackModels: ["c", "b"], requestOptions: once }, { observe });
    expect(events.map((event) => event.type === "attempt" && [event.model, event.outcome])).toEqual([
      ["a", "refused"],
      ["c", "refused"],
      ["b", "answered"],
    ]);
    const fallbackConnection = keyConnection(deployments.url, { apiKey: "another-key-0123456789" });
    deployments.deploy("b", errorAnswer(503), answerOf("b"));
    events.length = 0;
    await chatAt(deployments, { model: "b", fallbackConnection, requestOptions: once }, { observe });
    expect(events).toMatchObject([
      { model: "b", status: 503 },
      { model: "b", status: 200, spent: { tokens: 4 } },
    ]);
  });
});
