import type { Ref } from "preact";
import { timelineMarks } from "./timelineColors";

/** What the marks of a timeline mean; the timeline takes its colors from here. */
export const TimelineLegend = ({ legend }: { legend: Ref<HTMLUListElement> }) => (
  <ul class="timeline-legend" ref={legend}>
    {timelineMarks.map(([key, label]) => (
      <li key={key}>
        <span class="timeline-swatch" data-mark={key} aria-hidden="true" />
        {label}
      </li>
    ))}
  </ul>
);
