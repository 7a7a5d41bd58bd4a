import { useEffect, useRef, useState } from "preact/hooks";
import type { RunColumns } from "../columns/RunColumns";
import { drawTimeline } from "./drawTimeline";
import { TimelineLegend } from "./TimelineLegend";
import { readColors, type TimelineColors } from "./timelineColors";
import { lastPart, timelineKeys } from "./timelineKeys";
import { dragged, type Stretch, stretchOf, type TimeView, zoomed } from "./timeView";
import { useDrag } from "./useDrag";
import { useFrames } from "./useFrames";

/** Colors follow the theme so often, in milliseconds. */
const colorsEveryMs = 500;

interface TimelineProps {
  columns: RunColumns;
  /** Counts changes of the columns. */
  version: { current: number };
  /** When the run ended; absent while it goes on. */
  endedAtMs?: number | undefined;
  /** Id of the text that says the same. */
  describedBy: string;
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

const runStretch = ({ firstMs, lastMs }: RunColumns, nowMs: number): Stretch => ({
  fromMs: firstMs,
  toMs: Math.max(lastMs, nowMs),
});

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

/** Draws columns into a canvas, with each frame in which they, the view or the size have changed. */
const useDrawing = ({ columns, version, endedAtMs }: TimelineProps, view: TimeView) => {
  const canvas = useRef<HTMLCanvasElement>(null);
  const legend = useRef<HTMLUListElement>(null);
  const colorsNow = useColors(legend);
  const drawn = useRef("");
  const changes = useRef(0);
  const changed = (): void => {
    changes.current += 1;
  };
  const selection = useRef<[number, number] | undefined>(undefined);
  const stateNow = (): string => {
    const { clientWidth = 0, clientHeight = 0 } = canvas.current ?? {};
    const moment = endedAtMs === undefined ? Math.floor(Date.now() / 50) : "";
    const colors = colorsNow();
    return [
      version.current,
      changes.current,
      clientWidth,
      clientHeight,
      moment,
      colors?.text,
      endedAtMs,
    ].join();
  };
  useEffect(changed, [view, columns]);
  useFrames(
    () => stateNow() !== drawn.current,
    () => {
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
    },
  );
  return { canvas, legend, changed, selection };
};

const help =
  "Timeline of attempts. Arrow keys move it, plus and minus zoom, Home shows all, End the last 30 seconds.";

/** The live timeline of a run, with its controls. */
export const TimelineCanvas = (props: TimelineProps) => {
  const { columns, endedAtMs, describedBy } = props;
  const [view, setView] = useState<TimeView>({ kind: "whole" });
  const { canvas, legend, changed, selection } = useDrawing(props, view);
  const run = (): Stretch => runStretch(columns, endedAtMs ?? Date.now());
  const drag = useDrag(
    () => {
      selection.current = drag.selection.current;
      changed();
    },
    (from, to) => setView(dragged(view, run(), from, to)),
  );
  const onKeyDown = (event: KeyboardEvent): void => {
    const change = timelineKeys[event.key];
    if (!change || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    setView(change(view, run()));
  };
  return (
    <div class="timeline">
      <div class="timeline-controls">
        <button type="button" aria-pressed={view.kind === "whole"} onClick={() => setView({ kind: "whole" })}>
          Whole run
        </button>
        <button type="button" aria-pressed={view.kind === "last"} onClick={() => setView(lastPart)}>
          Follow the last 30 s
        </button>
        <button type="button" aria-label="Zoom in" onClick={() => setView(zoomed(view, run(), 0.5))}>
          +
        </button>
        <button type="button" aria-label="Zoom out" onClick={() => setView(zoomed(view, run(), 2))}>
          −
        </button>
        <TimelineLegend legend={legend} />
      </div>
      <canvas
        ref={canvas}
        class="timeline-canvas"
        role="img"
        aria-label={help}
        aria-describedby={describedBy}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onDblClick={() => setView({ kind: "whole" })}
        {...drag.handlers}
      />
    </div>
  );
};
