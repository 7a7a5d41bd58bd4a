/** The marks of a timeline: their key, and what they are called in its legend. */
export const timelineMarks = [
  ["answered", "Answered"],
  ["running", "Under way"],
  ["refused", "Refused for rate (429)"],
  ["failed", "Failed"],
  ["cancelled", "Cancelled"],
  ["pause", "Pause"],
  ["requests", "Requests left"],
  ["tokens", "Tokens left"],
] as const;

type MarkKey = (typeof timelineMarks)[number][0];

/** Colors as they are now, light or dark. */
export type TimelineColors = Record<MarkKey | "text" | "line", string>;

/** Reads the colors from the legend, where the style sheet sets them: a canvas has none of its own. */
export const readColors = (legend: HTMLElement): TimelineColors => {
  const colors: Partial<TimelineColors> = {};
  for (const [key] of timelineMarks) {
    const swatch = legend.querySelector(`[data-mark="${key}"]`);
    colors[key] = swatch ? getComputedStyle(swatch).color : "gray";
  }
  const { color, borderTopColor } = getComputedStyle(legend);
  return { ...(colors as TimelineColors), text: color, line: borderTopColor };
};
