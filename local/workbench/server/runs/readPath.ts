import { RequestError } from "../http/RequestError";

/** The deepest path that is followed. */
const mostSegments = 64;

const bracket = /^\[(?:(\d+)|"((?:[^"\\]|\\.)*)")\]/;
const name = /^\.?([^.[\]"]+)/;

/**
 * The segments of a path such as `results.items[0]["a name"]`.
 * @throws RequestError for a text that is no path
 */
export const readPath = (path: string): string[] => {
  const segments: string[] = [];
  let rest = path;
  while (rest !== "") {
    const indexed = bracket.exec(rest);
    const found = indexed ?? name.exec(rest);
    if (!found || segments.length >= mostSegments) {
      throw new RequestError(
        400,
        `"${path.slice(0, 100)}" is no path: write it such as results.items[0].name.`,
      );
    }
    segments.push(found[1] ?? JSON.parse(`"${found[2] ?? ""}"`));
    rest = rest.slice(found[0].length);
  }
  return segments;
};

/** One segment as it is written in a path. */
const written = (segment: string): string => {
  if (/^\d+$/.test(segment)) return `[${segment}]`;
  return /^[^.[\]"\s]+$/.test(segment) ? `.${segment}` : `[${JSON.stringify(segment)}]`;
};

/** A path as it is written, beginning with the name of a step. */
export const writePath = (start: string, segments: readonly string[]): string =>
  `${start}${segments.map(written).join("")}`;

/** What stands at a path in a value; undefined where nothing does. Only what a value itself has is looked at. */
export const valueAt = (value: unknown, segments: readonly string[]): unknown =>
  segments.reduce<unknown>(
    (found, segment) =>
      typeof found === "object" && found !== null && Object.hasOwn(found, segment)
        ? (found as Record<string, unknown>)[segment]
        : undefined,
    value,
  );
