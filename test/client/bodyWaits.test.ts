import { readServiceProblem } from "../../src/client/answer/serviceProblem";
import { useTestClock } from "../support/hooks";
import { startMs } from "../support/testClock";

useTestClock();
const soon = startMs + 90_000;

test.each<[what: string, error: object, waitMs: number | undefined]>([
  ["a moment as a wait", { retry_after: new Date(soon).toISOString() }, 90_000],
  ["Unix time as a wait", { retryAfter: soon / 1000 }, 90_000],
  ["when it resets", { resets_at: soon / 1000 }, 90_000],
  ["when it resets, in milliseconds", { reset_at: soon }, 90_000],
  ["when it resets, in one word", { resetAt: soon / 1000 }, 90_000],
  ["a wait in milliseconds", { retry_after_ms: 90_000 }, 90_000],
  ["a wait in milliseconds, in one word", { retryAfterMs: 90_000 }, 90_000],
  ["a wait in seconds, by its unit", { retry_after_seconds: 90 }, 90_000],
  ["a delay", { retryDelay: "90s" }, 90_000],
  ["in how many seconds it resets", { resets_in_seconds: 90 }, 90_000],
  ["a moment in its sentence", { message: `It resets at ${new Date(soon).toISOString()}.` }, 90_000],
  ["a moment that is past", { resets_at: startMs / 1000 - 5 }, undefined],
])("a body that names %s is waited for from now on", (_what, error, waitMs) => {
  const body = JSON.stringify({ error: { message: "Slow down.", ...error } });
  expect(readServiceProblem(body).waitMs).toBe(waitMs);
});
