import type { AttemptEvent, ProgressEvent, StartEvent } from "../../../src/client/events";

const action = "Create Multiple Chat Completion";

/** An attempt that starts. */
export const startEvent = (event: Partial<StartEvent>): StartEvent => ({
  type: "start",
  action,
  attempt: 1,
  startedAtMs: 1_000,
  ...event,
});

/** An attempt that was answered, or ended as given. */
export const attemptEvent = (event: Partial<AttemptEvent>): AttemptEvent => ({
  ...startEvent({}),
  type: "attempt",
  method: "POST",
  url: "https://127.0.0.1/openai/v1/chat/completions",
  durationMs: 10,
  outcome: "answered",
  status: 200,
  ...event,
});

/** The progress of a run of ten items. */
export const progressEvent = (event: Partial<ProgressEvent>): ProgressEvent => ({
  type: "progress",
  action,
  atMs: 1_000,
  noun: "prompts",
  done: 0,
  failed: 0,
  total: 10,
  spent: { tokens: 0 },
  quota: {},
  ...event,
});
