import type { PauseEvent, ProgressEvent, StepEvent } from "../../src/client/events";
import { chatAnswer, errorAnswer } from "../support/answers";
import { capturedLogger, keyConnection, run } from "../support/connector";
import { shareServer, useTestClock } from "../support/hooks";
import { sendAnswer } from "../support/scriptedServer";
import { startMs } from "../support/testClock";

const server = shareServer();
const clock = useTestClock();

const prompts = (count: number) => Array.from({ length: count }, (_, index) => `What is ${index} plus 1?`);

const answerAll = async (count: number, params: object = {}, context: Record<string, unknown> = {}) => {
  const connection = keyConnection(server.url);
  const { data } = await run(
    "createCompletions",
    {
      connection,
      model: "mine",
      messages: prompts(count),
      bulkOptions: { concurrentRequests: "1" },
      ...params,
    },
    context,
  );
  return data as { counts: { succeeded: number; failed: number } };
};

const eventsOf = async (count: number, params: object = {}) => {
  const events: StepEvent[] = [];
  await answerAll(count, params, { observe: (event: StepEvent) => void events.push(event) });
  const of = <Event extends StepEvent>(type: Event["type"]) =>
    events.filter((event): event is Event => event.type === type);
  return { events, progress: of<ProgressEvent>("progress"), pauses: of<PauseEvent>("pause") };
};

const answerIn = (durationMs: number, headers: Record<string, string> = {}) =>
  server.script((_request, response) => {
    clock.advance(durationMs);
    sendAnswer(response, { ...chatAnswer(), headers });
  });

it("tells how far a run has come: counts, rate, what is left, tokens and cost", async () => {
  answerIn(500);
  const { events, progress } = await eventsOf(4, { prices: { inputPrice: "1000" } });
  const lines = progress.map(({ done, failed, total, perSecond, leftMs, spent }) => [
    `${done}/${total}, ${failed} failed`,
    perSecond?.toFixed(1),
    leftMs && Math.round(leftMs / 100) * 100,
    spent.tokens,
    spent.cost?.toFixed(3),
  ]);
  expect(lines).toEqual([
    ["0/4, 0 failed", undefined, undefined, 0, undefined],
    ["1/4, 0 failed", "2.0", 1500, 4, "0.003"],
    ["2/4, 0 failed", "2.0", 1000, 8, "0.006"],
    ["3/4, 0 failed", "2.0", 500, 12, "0.009"],
    ["4/4, 0 failed", "2.0", 0, 16, "0.012"],
  ]);
  expect(progress[0]).toMatchObject({ action: "Create Multiple Chat Completion", noun: "prompts" });
  const items = events.flatMap((event) => (event.type === "attempt" ? [event.item] : []));
  expect(items.sort()).toEqual([0, 1, 2, 3]);
});

it("tells what the pacer knows of the quota", async () => {
  answerIn(10, { "x-ratelimit-limit-requests": "600", "x-ratelimit-remaining-requests": "40" });
  const { progress } = await eventsOf(2);
  expect(progress.map(({ quota }) => quota.requests?.perMinute)).toEqual([undefined, 600, 600]);
  expect(progress[1]?.quota.requests?.left).toBeLessThanOrEqual(41);
  expect(progress[1]?.quota.tokens).toBeUndefined();
});

it("tells a pause once, with its end, and failed items", async () => {
  server.script(errorAnswer(429, { "retry-after": "7" }), errorAnswer(400), chatAnswer());
  const { events, progress, pauses } = await eventsOf(3);
  expect(pauses).toHaveLength(1);
  expect(pauses[0]).toMatchObject({ isProved: false, atMs: startMs, untilMs: startMs + 7000, quota: {} });
  expect(progress.at(-1)).toMatchObject({ done: 3, failed: 1, total: 3 });
  const refused = events.find((event) => event.type === "attempt");
  // The pacer waits, and not the call.
  expect(refused).toMatchObject({ status: 429, outcome: "refused", waitMs: undefined });
});

it("tells of a run that was cancelled how far it came", async () => {
  const cancel = new AbortController();
  const events: StepEvent[] = [];
  let answered = 0;
  server.script((_request, response) => {
    answered += 1;
    if (answered === 3) cancel.abort();
    else sendAnswer(response, chatAnswer());
  });
  const observe = (event: StepEvent) => void events.push(event);
  const { counts } = await answerAll(5, {}, { observe, signal: cancel.signal });
  expect(counts).toMatchObject({ succeeded: 2, failed: 0 });
  expect(events.findLast(({ type }) => type === "progress")).toMatchObject({ done: 2, total: 5 });
  expect(events.findLast(({ type }) => type === "attempt")).toMatchObject({ outcome: "cancelled" });
});

it("logs how far it has come every ten seconds where nobody follows it, and else not", async () => {
  answerIn(1000);
  const captured = capturedLogger();
  const { logger } = captured;
  await answerAll(25, {}, { logger });
  const linesOf = () => new Set(captured.text().match(/\d+ of \d+ prompts ended, \d+ failed/g));
  const told = [...linesOf()];
  await answerAll(25, {}, { logger, observe: () => undefined });
  captured.restore();
  expect(told).toEqual(["10 of 25 prompts ended, 0 failed", "20 of 25 prompts ended, 0 failed"]);
  expect([...linesOf()]).toEqual(told);
});
