/** Longer lines are cut, in characters. */
const mostCharacters = 500;

const textOf = (thrown: unknown): string => {
  try {
    return String(thrown);
  } catch {
    return "something without a text";
  }
};

/** What was thrown, in a line, such as `TypeError: x is not a function`. */
export const firstLineOf = (thrown: unknown): string => {
  const [line = ""] = textOf(thrown).split("\n");
  return line.trim().slice(0, mostCharacters);
};
