import { RequestError } from "../http/RequestError";

/** The deepest path that is followed. */
const mostSegments = 64;

const bracket = /^\[(?:(\d+)|"((?:[^"\\]|\\.)*)")\]/;

/** What stands between quotes; undefined for what JSON does not know, such as `\\x`. */
const unquoted = (text: string): string | undefined => {
  try {
    return JSON.parse(`"${text}"`) as string;
  } catch {
    return undefined;
  }
};

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
    const segment = found ? (found[1] ?? unquoted(found[2] ?? "")) : undefined;
    if (segments.length >= mostSegments) {
      throw new RequestError(
        400,
        `This path is more than ${mostSegments} levels deep: begin further inside.`,
      );
    }
    if (!found || segment === undefined) {
      throw new RequestError(
        400,
        `"${path.slice(0, 100)}" is no path: write it such as results.items[0].name.`,
      );
    }
    segments.push(segment);
    rest = rest.slice(found[0].length);
  }
  return segments;
};

/** What stands at a path in a value; undefined where nothing does. Only what a value itself has is looked at. */
export const valueAt = (value: unknown, segments: readonly string[]): unknown =>
  segments.reduce<unknown>(
    (found, segment) =>
      typeof found === "object" && found !== null && Object.hasOwn(found, segment)
        ? (found as Record<string, unknown>)[segment]
        : undefined,
    value,
  );
