import { clock } from "../../../client/clock";
import type { Rest } from "./fineTuneRun";

/** So soon a next run may find what takes a moment. */
const soonMs = 60_000;

/** A time from now on, as ISO text. */
export const inMs = (waitMs: number): string => new Date(clock.now() + waitMs).toISOString();

/** Waits for what takes a moment. */
export const waitFor = (waitsFor: string, since: string | null = inMs(0)): Rest => ({
  waitsFor,
  since,
  nextLook: inMs(soonMs),
});

/** Ends the way before the model is ready. */
export const stopFor = (stopReason: string): Rest => ({ stage: "stopped", waitsFor: null, stopReason });
