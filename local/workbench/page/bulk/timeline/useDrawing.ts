import { useRef } from "preact/hooks";
import type { RunColumns } from "../columns/RunColumns";
import type { Selection } from "./dragHandlers";
import { drawTimeline } from "./drawTimeline";
import { readColors, type TimelineColors } from "./timelineColors";
import { runStretch, stretchOf, type TimeView } from "./timeView";
import { useFrames } from "./useFrames";

/** Colors follow the theme so often, in milliseconds. */
const colorsEveryMs = 500;
/** A run that goes on is drawn anew at least so often, in milliseconds, since time goes on as well. */
const movedEveryMs = 50;

/** What a timeline shows, and of what. */
export interface Shown {
  columns: RunColumns;
  /** Counts changes of the columns. */
  version: { current: number };
  /** When the run ended; absent while it goes on. */
  endedAtMs?: number | undefined;
}

/** Fits a canvas to its place on the screen, and gives what draws in pixels of the style sheet. */
const prepare = (canvas: HTMLCanvasElement): CanvasRenderingContext2D | null => {
  const { clientWidth, clientHeight } = canvas;
  const [width, height] = [clientWidth, clientHeight].map((length) =>
    Math.round(length * window.devicePixelRatio),
  );
  if (width !== undefined && canvas.width !== width) canvas.width = width;
  if (height !== undefined && canvas.height !== height) canvas.height = height;
  const context = canvas.getContext("2d");
  context?.setTransform(window.devicePixelRatio, 0, 0, window.devicePixelRatio, 0, 0);
  return context;
};

/** Reads colors at most twice a second. */
const useColors = (legend: { current: HTMLElement | null }) => {
  const held = useRef<{ colors: TimelineColors; atMs: number } | undefined>(undefined);
  return (): TimelineColors | undefined => {
    if (!legend.current) return undefined;
    const atMs = performance.now();
    if (!held.current || atMs - held.current.atMs > colorsEveryMs)
      held.current = { colors: readColors(legend.current), atMs };
    return held.current.colors;
  };
};

/** Draws columns into a canvas, with each frame in which they, the view, the size or the colors have changed. */
export const useDrawing = (
  { columns, version, endedAtMs }: Shown,
  view: TimeView,
  selection: { current: Selection | undefined },
) => {
  const canvas = useRef<HTMLCanvasElement>(null);
  const legend = useRef<HTMLUListElement>(null);
  const drawn = useRef("");
  const colorsNow = useColors(legend);
  const stateNow = (): string => {
    const { clientWidth = 0, clientHeight = 0 } = canvas.current ?? {};
    const moment = endedAtMs ?? Math.floor(Date.now() / movedEveryMs);
    const size = [clientWidth, clientHeight, window.devicePixelRatio];
    return JSON.stringify([
      version.current,
      columns.firstMs,
      view,
      selection.current,
      size,
      moment,
      colorsNow(),
    ]);
  };
  const draw = (): void => {
    drawn.current = stateNow();
    const element = canvas.current;
    const context = element && prepare(element);
    const colors = colorsNow();
    if (!element || !context || !colors) return;
    const nowMs = endedAtMs ?? Date.now();
    const { clientWidth: width, clientHeight: height } = element;
    const { font } = getComputedStyle(element);
    const shown = stretchOf(view, runStretch(columns, nowMs));
    const size = { width, height, font, selection: selection.current };
    drawTimeline(context, { columns, shown, nowMs, colors, ...size });
  };
  useFrames(() => stateNow() !== drawn.current, draw);
  return { canvas, legend };
};
