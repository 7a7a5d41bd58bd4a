const failure = (text: string): string | undefined => {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return (error as SyntaxError).message;
  }
};

/**
 * Where JSON breaks, counted in characters from its start. The engine names the position of some mistakes only;
 * for the others it is the end of the shortest beginning that breaks in the same way rather than by being short.
 */
const breakOffset = (text: string, message: string): number => {
  const named = /position (\d+)/.exec(message)?.[1];
  if (named !== undefined) return Number(named);
  if (!message.startsWith("Unexpected token")) return text.length;
  let intact = 0;
  let broken = text.length;
  while (broken - intact > 1) {
    const middle = Math.floor((intact + broken) / 2);
    if (failure(text.slice(0, middle))?.startsWith("Unexpected token")) broken = middle;
    else intact = middle;
  }
  return broken - 1;
};

/** The place of a break as a person counts, and what stands there. */
const place = (text: string, offset: number): string => {
  if (offset >= text.trimEnd().length) return "at its end";
  const lines = text.slice(0, offset).split("\n");
  const excerpt = text.slice(offset, offset + 20).replace(/\s+/g, " ");
  return `at line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}, near "${excerpt}"`;
};

/**
 * The value of a JSON input. A value that an earlier step made is taken as it is.
 * @throws Error that names the label, where the text breaks, and an example of what is accepted.
 */
export const parseJson = (label: string, value: unknown, example: string): unknown => {
  const text = Buffer.isBuffer(value) ? value.toString("utf8") : value;
  if (typeof text !== "string") return value;
  const json = text.replace(/^\uFEFF/, "");
  try {
    return JSON.parse(json);
  } catch (error) {
    const where = place(json, breakOffset(json, (error as SyntaxError).message));
    throw new Error(`${label}: this is not JSON; it breaks ${where}. Accepted is, for example, ${example}`);
  }
};
