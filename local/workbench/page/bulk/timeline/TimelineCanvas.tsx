import { useRef, useState } from "preact/hooks";
import { dragHandlers, type Selection } from "./dragHandlers";
import { TimelineControls } from "./TimelineControls";
import { timelineKeys } from "./timelineKeys";
import { dragged, runStretch, type Stretch, type TimeView } from "./timeView";
import { type Shown, useDrawing } from "./useDrawing";

interface TimelineProps extends Shown {
  /** Id of the text that says the same. */
  describedBy: string;
}

const help =
  "Timeline of attempts. Arrow keys move it, plus and minus zoom, Home shows all, End the last 30 seconds.";

/** The live timeline of a run, with its controls. */
export const TimelineCanvas = ({ describedBy, ...shown }: TimelineProps) => {
  const [view, setView] = useState<TimeView>({ kind: "whole" });
  const selection = useRef<Selection | undefined>(undefined);
  const { canvas, legend } = useDrawing(shown, view, selection);
  const run = (): Stretch => runStretch(shown.columns, shown.endedAtMs ?? Date.now());
  const drag = dragHandlers(selection, (from, to) => setView(dragged(view, run(), from, to)));
  const onKeyDown = (event: KeyboardEvent): void => {
    const change = timelineKeys[event.key];
    if (!change || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    setView(change(view, run()));
  };
  return (
    <div class="timeline">
      <TimelineControls view={view} setView={setView} run={run} legend={legend} />
      <canvas
        ref={canvas}
        class="timeline-canvas"
        role="img"
        aria-label={help}
        aria-describedby={describedBy}
        tabIndex={0}
        onKeyDown={onKeyDown}
        onDblClick={() => setView({ kind: "whole" })}
        {...drag}
      />
    </div>
  );
};
