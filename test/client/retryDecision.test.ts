import type {
  NetworkOutcome,
  NotAnAnswerOutcome,
  Outcome,
  RefusedOutcome,
} from "../../src/client/answer/outcome";
import { defaultRequestOptions, type RequestOptions } from "../../src/client/retry/requestOptions";
import { decideRetry, type RetryCircumstances } from "../../src/client/retry/retryDecision";

const nowMs = Date.parse("2026-11-21T09:00:00Z");

const circumstances = (
  overrides: Partial<RetryCircumstances> = {},
  options: Partial<RequestOptions> = {},
): RetryCircumstances => ({
  options: { ...defaultRequestOptions, ...options },
  retries: 0,
  repeatable: true,
  remainingMs: 600_000,
  nowMs,
  random: 0.5,
  ...overrides,
});

const refused = (
  status: number,
  headers: Record<string, string> = {},
  problem: Partial<RefusedOutcome["problem"]> = {},
): Outcome => ({
  type: "refused",
  status,
  headers,
  problem: { message: "", ...problem },
});

const notAnAnswer = (reason: NotAnAnswerOutcome["reason"]): Outcome => ({
  type: "notAnAnswer",
  reason,
  status: 200,
  headers: {},
});

const network = (code: string, phase: NetworkOutcome["phase"] = "exchange"): Outcome => ({
  type: "network",
  code,
  phase,
  detail: code,
});
const attemptTimeout: Outcome = { type: "timeout", limit: "attempt", timeoutMs: 1000 };
const totalTimeout: Outcome = { type: "timeout", limit: "total", timeoutMs: 1000 };
const wait = { "retry-after-ms": "100" };

describe("the table of what is tried again", () => {
  type Row = [what: string, outcome: Outcome, repeatable: boolean, creating: boolean, onAllErrors: boolean];
  const rows: Row[] = [
    ["429 without a wait", refused(429), true, true, true],
    ["429 with a wait", refused(429, wait), true, true, true],
    ["503 with a wait", refused(503, wait), true, true, true],
    ["503 without a wait", refused(503), true, false, true],
    ["408", refused(408), true, false, true],
    ["409", refused(409), true, false, true],
    ["500", refused(500), true, false, true],
    ["500 with a wait", refused(500, wait), true, false, true],
    ["502", refused(502), true, false, true],
    ["504", refused(504), true, false, true],
    ["520", refused(520), true, false, true],
    ["599", refused(599), true, false, true],
    ["501", refused(501), false, false, true],
    ["505", refused(505), false, false, true],
    ["400", refused(400), false, false, true],
    ["401", refused(401), false, false, true],
    ["403", refused(403), false, false, true],
    ["404", refused(404), false, false, true],
    ["413", refused(413), false, false, false],
    ["402", refused(402), false, false, false],
    ["423, a paused deployment", refused(423), false, false, false],
    ["423 with a wait", refused(423, wait), false, false, false],
    ["422", refused(422), false, false, true],
    ["400, not loaded", refused(400, {}, { message: "Failed to load LoRA x." }), true, false, true],
    ["404, not ready", refused(404, {}, { code: "DeploymentNotReady" }), true, false, true],
    ["401, not loaded", refused(401, {}, { message: "Failed to load LoRA x." }), false, false, true],
    ["431", refused(431), false, false, true],
    ["301", refused(301), false, false, false],
    ["302", refused(302), false, false, false],
    ["307", refused(307), false, false, false],
    ["308", refused(308), false, false, false],
    ["content filter", refused(400, {}, { contentFilter: ["hate"] }), false, false, false],
    ["content filter without categories", refused(400, {}, { contentFilter: [] }), false, false, false],
    ["insufficient_quota", refused(429, {}, { code: "insufficient_quota" }), false, false, false],
    [
      "insufficient_quota with a wait",
      refused(429, wait, { code: "insufficient_quota" }),
      false,
      false,
      false,
    ],
    ["connection reset", network("ECONNRESET"), true, false, true],
    ["broken pipe", network("EPIPE"), true, false, true],
    ["connection timed out", network("ETIMEDOUT"), true, false, true],
    ["connection refused, nothing was sent", network("ECONNREFUSED", "connect"), true, true, true],
    ["host unknown", network("ENOTFOUND"), false, false, true],
    ["certificate not trusted", network("DEPTH_ZERO_SELF_SIGNED_CERT"), false, false, true],
    ["attempt timeout", attemptTimeout, true, false, true],
    ["total time used up", totalTimeout, false, false, false],
    ["cut-off or unreadable body", notAnAnswer("unreadable"), true, false, true],
    ["empty body", notAnAnswer("empty"), true, false, true],
    ["2xx with an error body", notAnAnswer("errorObject"), false, false, true],
    ["2xx page", notAnAnswer("html"), false, false, true],
    ["2xx of another shape", notAnAnswer("unexpectedShape"), false, false, true],
  ];

  it.each(rows)("%s, for reads and inference", (_what, outcome, expected) => {
    expect(decideRetry(outcome, circumstances()).retry).toBe(expected);
  });

  it.each(rows)("%s, for what creates something", (_what, outcome, _repeatable, expected) => {
    expect(decideRetry(outcome, circumstances({ repeatable: false })).retry).toBe(expected);
  });

  it.each(rows)("%s, with Retry On All Errors", (_what, outcome, _repeatable, _creating, expected) => {
    const decision = decideRetry(outcome, circumstances({ repeatable: false }, { retryAllErrors: true }));
    expect(decision.retry).toBe(expected);
  });

  it.each(rows)("%s, with no retries allowed", (_what, outcome) => {
    expect(decideRetry(outcome, circumstances({}, { maxRetries: 0 })).retry).toBe(false);
  });
});

describe("x-should-retry", () => {
  it.each([429, 503, 500, 408])("false stops a %d", (status) => {
    const outcome = refused(status, { ...wait, "x-should-retry": "false" });
    expect(decideRetry(outcome, circumstances()).retry).toBe(false);
  });

  it.each([400, 404, 501, 500])("true repeats a %d, of any method", (status) => {
    const outcome = refused(status, { "x-should-retry": " True " });
    expect(decideRetry(outcome, circumstances({ repeatable: false })).retry).toBe(true);
  });

  it("false wins over Retry On All Errors", () => {
    const outcome = refused(500, { "x-should-retry": "false" });
    expect(decideRetry(outcome, circumstances({}, { retryAllErrors: true })).retry).toBe(false);
  });

  it("true does not repeat an account without credit", () => {
    const outcome = refused(429, { "x-should-retry": "true" }, { code: "insufficient_quota" });
    expect(decideRetry(outcome, circumstances()).retry).toBe(false);
  });

  it("another value says nothing", () => {
    expect(decideRetry(refused(400, { "x-should-retry": "maybe" }), circumstances()).retry).toBe(false);
    expect(decideRetry(refused(500, { "x-should-retry": "" }), circumstances()).retry).toBe(true);
  });
});

describe("the number of retries", () => {
  it.each([
    [0, 3, true],
    [2, 3, true],
    [3, 3, false],
    [4, 3, false],
    [0, 1, true],
    [1, 1, false],
  ])("after %d of %d, another is granted: %s", (retries, maxRetries, expected) => {
    expect(decideRetry(refused(500), circumstances({ retries }, { maxRetries })).retry).toBe(expected);
  });
});
