import { moved, type Stretch, type TimeView, zoomed } from "./timeView";

const movedPart = 0.2;
const zoomFactor = 1.5;
/** What a view of the last part shows at first. */
const lastMs = 30_000;

/** The view of the last part of a run. */
export const lastPart: TimeView = { kind: "last", lengthMs: lastMs };

/** What each key does to a view; other keys do nothing. */
export const timelineKeys: Readonly<Record<string, (view: TimeView, run: Stretch) => TimeView>> = {
  ArrowLeft: (view, run) => moved(view, run, -movedPart),
  ArrowRight: (view, run) => moved(view, run, movedPart),
  "+": (view, run) => zoomed(view, run, 1 / zoomFactor),
  "=": (view, run) => zoomed(view, run, 1 / zoomFactor),
  "-": (view, run) => zoomed(view, run, zoomFactor),
  Home: () => ({ kind: "whole" }),
  End: () => lastPart,
};
