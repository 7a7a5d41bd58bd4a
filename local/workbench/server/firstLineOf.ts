/** Longer lines are cut, in characters. */
const mostCharacters = 500;

const textOf = (thrown: unknown): string => {
  try {
    return String(thrown);
  } catch {
    return "something without a text";
  }
};

/**
 * What was thrown, in a line, such as `TypeError: x is not a function`.
 * @param redact - takes secrets out before the line is cut, which might leave a piece of one
 */
export const firstLineOf = (thrown: unknown, redact = (text: string): string => text): string => {
  const [line = ""] = redact(textOf(thrown)).split("\n");
  return line.trim().slice(0, mostCharacters);
};
