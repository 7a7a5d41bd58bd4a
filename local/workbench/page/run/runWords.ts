import { durationInWords } from "../../../../src/text/durationInWords";
import type { RunState, RunView } from "../../wire/run";

/** What people call the state of a run. */
export const stateWords: Readonly<Record<RunState, string>> = {
  running: "Running",
  succeeded: "Succeeded",
  failed: "Failed",
  cancelled: "Cancelled",
};

/** A short time exactly, a long one about. */
export const spanInWords = (spanMs: number): string =>
  spanMs < 10_000 ? `${Math.round(spanMs).toLocaleString("en-US")} ms` : durationInWords(spanMs);

/** How long a run took, or has taken so far. */
export const runSpan = ({ startedAtMs, endedAtMs }: RunView, nowMs: number): string =>
  spanInWords(Math.max(0, (endedAtMs ?? nowMs) - startedAtMs));
