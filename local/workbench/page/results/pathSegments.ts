const segment = /^(?:\.?([^.[\]"]+)|\[(\d+)\]|\["((?:[^"\\]|\\.)*)"\])/;

/** The deepest path that the server follows. */
const mostSegments = 64;

const unquoted = (text: string): string => {
  try {
    return JSON.parse(`"${text}"`) as string;
  } catch {
    return text;
  }
};

/** The segments of a path that was typed, with or without the name in front; undefined for a text that is no path. */
export const pathSegments = (typed: string, name: string): string[] | undefined => {
  let rest = typed.trim();
  if (rest.startsWith(name)) rest = rest.slice(name.length);
  if (!/[.[]/.test(rest)) return undefined;
  const segments: string[] = [];
  while (rest !== "") {
    const found = segment.exec(rest);
    if (!found || segments.length >= mostSegments) return undefined;
    segments.push(found[1] ?? found[2] ?? unquoted(found[3] ?? ""));
    rest = rest.slice(found[0].length);
  }
  return segments;
};
