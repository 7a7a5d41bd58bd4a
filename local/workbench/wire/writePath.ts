/** What stands in a path as it is: nothing that separates, ends a template, can't be seen, or is half a character. */
const plain = /^[^.[\]{}"\s\p{Cc}\p{Cs}]+$/u;

/** A segment between quotes. Braces would end a template that the path is in. */
const quoted = (segment: string): string =>
  JSON.stringify(segment).replaceAll("{", "\\u007b").replaceAll("}", "\\u007d");

/** One segment as it is written in a path. */
const written = (segment: string): string => {
  if (/^\d+$/.test(segment)) return `[${segment}]`;
  return plain.test(segment) ? `.${segment}` : `[${quoted(segment)}]`;
};

/** A path as it is written, beginning with the name of a step, or with nothing. */
export const writePath = (start: string, segments: readonly string[]): string =>
  `${start}${segments.map(written).join("")}`;
