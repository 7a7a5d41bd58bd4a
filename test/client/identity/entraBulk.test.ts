import { startEntraAuthority } from "../../../local/endpoint";
import { chatAnswer, errorAnswer } from "../../support/answers";
import { entraConnection, run } from "../../support/connector";
import { useLocalTrust, useServer, useStarted, useTestClock } from "../../support/hooks";
import { type ScriptEntry, sendAnswer } from "../../support/scriptedServer";

const minute = 60_000;
const timers = [
  "hrtime",
  "nextTick",
  "performance",
  "queueMicrotask",
  "setImmediate",
  "clearImmediate",
  "setInterval",
  "clearInterval",
  "setTimeout",
  "clearTimeout",
] as const;

const server = useServer();
const entra = useStarted(() =>
  startEntraAuthority({ clock: { nowMs: () => clock.now(), wait: async () => undefined } }),
);
const clock = useTestClock(Date.now);
useLocalTrust();

beforeEach(() => {
  // The identity library reckons in the machine's time, which follows the test's.
  jest.useFakeTimers({ now: clock.now(), doNotFake: [...timers] });
});
afterEach(() => {
  jest.useRealTimers();
});

const tokenRequests = () => entra.requests.filter(({ path }) => path.endsWith("/token"));
const statuses: number[] = [];

/** Takes a token until its time is over; each answer takes this long. */
const answerAfter =
  (durationMs: number): ScriptEntry =>
  ({ headers }, response) => {
    const token = headers["authorization"]?.replace("Bearer ", "");
    const issued = entra.tokensIssued.find((candidate) => candidate.token === token);
    const isTaken = issued !== undefined && issued.expiresAtMs > clock.now();
    clock.advance(durationMs);
    jest.setSystemTime(clock.now());
    statuses.push(isTaken ? 200 : 401);
    sendAnswer(response, isTaken ? chatAnswer() : errorAnswer(401));
  };

const bulk = async (prompts: number, concurrentRequests: number) => {
  const { data } = await run("createCompletions", {
    connection: entraConnection(entra, server.url),
    messages: Array.from({ length: prompts }, (_, index) => `Prompt ${index}`),
    bulkOptions: { concurrentRequests: String(concurrentRequests) },
    requestOptions: { totalTimeout: String(24 * 60 * minute), maxRetries: "0" },
  });
  return (data as { counts: Record<string, number> }).counts;
};

beforeEach(() => {
  statuses.length = 0;
});

it("a thousand concurrent calls of twenty steps cause one request for a token", async () => {
  server.script(answerAfter(0));
  const counts = await Promise.all(Array.from({ length: 20 }, () => bulk(50, 50)));
  expect(counts.every(({ succeeded }) => succeeded === 50)).toBe(true);
  expect(server.requests).toHaveLength(1000);
  expect(tokenRequests()).toHaveLength(1);
});

describe("a token whose time ends in the middle of a bulk run", () => {
  it("is replaced ahead of time, and no prompt meets a refusal", async () => {
    server.script(answerAfter(minute));
    expect(await bulk(80, 1)).toMatchObject({ succeeded: 80, failed: 0, remaining: 0 });
    expect(tokenRequests()).toHaveLength(2);
    expect(statuses).toEqual(new Array(80).fill(200));
  });

  it("under many requests is replaced once, and a refusal on the way costs no prompt", async () => {
    // Longer than the margin in which a token is renewed ahead of its end.
    server.script(answerAfter(6 * minute));
    expect(await bulk(14, 14)).toMatchObject({ succeeded: 14, failed: 0, remaining: 0 });
    expect(tokenRequests()).toHaveLength(2);
    expect(statuses.filter((status) => status === 401).length).toBeGreaterThan(0);
  });

  it("because it was revoked is replaced once by all that were refused", async () => {
    const answer = answerAfter(0);
    server.script((request, response) => {
      if (server.requests.length === 30) entra.revokeAll();
      if (typeof answer === "function") answer(request, response);
    });
    expect(await bulk(60, 10)).toMatchObject({ succeeded: 60, failed: 0, remaining: 0 });
    expect(tokenRequests()).toHaveLength(2);
    expect(statuses).toContain(401);
  });
});
