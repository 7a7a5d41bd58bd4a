import { leftInWords, waitError } from "../../src/pacing/endWords";
import type { RunEnd } from "../../src/pacing/pacedOptions";

const ends: RunEnd[] = [
  { reason: "time" },
  { reason: "time", error: new Error("Slow down.") },
  { reason: "wait" },
  { reason: "wait", untilMs: Date.parse("2026-12-01T00:00:00Z") },
  { reason: "refused", error: new Error("No such deployment.") },
  { reason: "failures" },
  { reason: "cancelled" },
];

test.each(ends)(
  "what is left of items can be run again with them, and of parts of one input not: %j",
  (end) => {
    expect(leftInWords(2, 9, "prompts", end)).toMatch(
      /^Not done: 2 of 9 prompts, .* Run the step again with them/,
    );
    const parts = leftInWords(2, 9, "parts", end, true);
    expect(parts).toMatch(/^Not done: 2 of 9 parts, .* Run the step again/);
    expect(parts).not.toContain("with them");
  },
);

test("a run that sent nothing says how long the wait still is, where the service has said it", () => {
  const nowMs = Date.parse("2026-12-01T00:00:00Z");
  expect(waitError("Enrich Records", { reason: "wait", untilMs: nowMs + 90_000 }, nowMs)).toMatchObject({
    message: expect.stringContaining("Run the step again after 2026-12-01T00:01:30"),
    retryAfterMs: 90_000,
  });
  for (const untilMs of [undefined, Number.POSITIVE_INFINITY]) {
    const error = waitError("Enrich Records", { reason: "wait", ...(untilMs && { untilMs }) }, nowMs);
    expect(error.message).toContain("Run the step again later.");
    expect(error).not.toHaveProperty("retryAfterMs");
  }
});
