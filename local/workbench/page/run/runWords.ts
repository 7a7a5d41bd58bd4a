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

/** A time of the day, to the second. */
export const clockTime = (atMs: number): string => new Date(atMs).toLocaleTimeString("en-GB");

/** A cost in the currency of the entered prices. */
export const costInWords = (cost: number): string =>
  cost === 0 ? "0" : cost.toLocaleString("en-US", { maximumSignificantDigits: 3 });
