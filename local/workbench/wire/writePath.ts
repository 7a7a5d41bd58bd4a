/** One segment as it is written in a path. */
const written = (segment: string): string => {
  if (/^\d+$/.test(segment)) return `[${segment}]`;
  return /^[^.[\]"\s]+$/.test(segment) ? `.${segment}` : `[${JSON.stringify(segment)}]`;
};

/** A path as it is written, beginning with the name of a step, or with nothing. */
export const writePath = (start: string, segments: readonly string[]): string =>
  `${start}${segments.map(written).join("")}`;
