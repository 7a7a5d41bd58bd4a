import type { Ref } from "preact";
import { TimelineLegend } from "./TimelineLegend";
import { lastPart } from "./timelineKeys";
import { type Stretch, type TimeView, zoomed } from "./timeView";

interface ControlsProps {
  view: TimeView;
  setView(view: TimeView): void;
  /** The whole run as it is now. */
  run(): Stretch;
  legend: Ref<HTMLUListElement>;
}

const zoomFactor = 2;

/** The buttons of a timeline, and what its marks mean. */
export const TimelineControls = ({ view, setView, run, legend }: ControlsProps) => (
  <div class="timeline-controls">
    <button type="button" aria-pressed={view.kind === "whole"} onClick={() => setView({ kind: "whole" })}>
      Whole run
    </button>
    <button type="button" aria-pressed={view.kind === "last"} onClick={() => setView(lastPart)}>
      Follow the last 30 s
    </button>
    <button type="button" aria-label="Zoom in" onClick={() => setView(zoomed(view, run(), 1 / zoomFactor))}>
      +
    </button>
    <button type="button" aria-label="Zoom out" onClick={() => setView(zoomed(view, run(), zoomFactor))}>
      −
    </button>
    <TimelineLegend legend={legend} />
  </div>
);
