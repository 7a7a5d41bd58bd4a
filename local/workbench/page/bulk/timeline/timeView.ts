/** A stretch of time, in milliseconds since the epoch. */
export interface Stretch {
  fromMs: number;
  toMs: number;
}

/** What a timeline shows: the whole run, the last part of it as it goes on, or a stretch. */
export type TimeView =
  | { kind: "whole" }
  | { kind: "last"; lengthMs: number }
  | ({ kind: "stretch" } & Stretch);

const leastMs = 10;
const longestMs = 1_000 * 60 * 60 * 24 * 2;

/** The stretch of a run until now. */
export const runStretch = (run: { firstMs: number; lastMs: number }, nowMs: number): Stretch => ({
  fromMs: run.firstMs,
  toMs: Math.max(run.lastMs, nowMs),
});

/** The stretch that a view shows of a run. */
export const stretchOf = (view: TimeView, run: Stretch): Stretch => {
  if (view.kind === "stretch") return view;
  const toMs = Math.max(run.toMs, run.fromMs + leastMs);
  if (view.kind === "last") return { fromMs: toMs - view.lengthMs, toMs };
  const marginMs = (toMs - run.fromMs) * 0.02;
  return { fromMs: run.fromMs - marginMs, toMs: toMs + marginMs };
};

/** A view that is so many times as long, around a place of it from 0 to 1. A view of the last part stays one. */
export const zoomed = (view: TimeView, run: Stretch, factor: number, around = 0.5): TimeView => {
  const { fromMs, toMs } = stretchOf(view, run);
  const lengthMs = Math.min(longestMs, Math.max(leastMs, (toMs - fromMs) * factor));
  if (view.kind === "last") return { kind: "last", lengthMs };
  const centerMs = fromMs + (toMs - fromMs) * around;
  const start = centerMs - lengthMs * around;
  return { kind: "stretch", fromMs: start, toMs: start + lengthMs };
};

/** A view moved by a part of its length. */
export const moved = (view: TimeView, run: Stretch, part: number): TimeView => {
  const { fromMs, toMs } = stretchOf(view, run);
  const byMs = (toMs - fromMs) * part;
  return { kind: "stretch", fromMs: fromMs + byMs, toMs: toMs + byMs };
};

/** The view of a stretch that was dragged over, from one place to another. */
export const dragged = (view: TimeView, run: Stretch, from: number, to: number): TimeView => {
  const { fromMs, toMs } = stretchOf(view, run);
  const at = (place: number): number => fromMs + (toMs - fromMs) * Math.min(1, Math.max(0, place));
  const [first, last] = [at(Math.min(from, to)), at(Math.max(from, to))];
  return { kind: "stretch", fromMs: first, toMs: Math.max(last, first + leastMs) };
};
