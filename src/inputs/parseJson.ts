/** Where in a text JSON breaks, as a person counts: "line 2, column 5". */
const position = (text: string, message: string): string => {
  const offset = /position (\d+)/.exec(message)?.[1];
  if (offset === undefined) return /end of JSON|Unterminated/.test(message) ? "at its end" : "at its start";
  const before = text.slice(0, Number(offset)).split("\n");
  return `at line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
};

const excerptAt = (text: string, message: string): string => {
  const offset = Number(/position (\d+)/.exec(message)?.[1] ?? 0);
  const excerpt = text.slice(offset, offset + 20).replace(/\s+/g, " ");
  return excerpt === "" ? "" : ` near "${excerpt}"`;
};

/**
 * The value of a JSON input. A value that an earlier step made is taken as it is.
 * @throws Error that names the label, where the text breaks, and an example of what is accepted.
 */
export const parseJson = (label: string, value: unknown, example: string): unknown => {
  const text = Buffer.isBuffer(value) ? value.toString("utf8") : value;
  if (typeof text !== "string") return value;
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ""));
  } catch (error) {
    const { message } = error as SyntaxError;
    throw new Error(
      `${label}: this is not JSON; it breaks ${position(text, message)}${excerptAt(text, message)}. Accepted is, for example, ${example}`,
    );
  }
};
