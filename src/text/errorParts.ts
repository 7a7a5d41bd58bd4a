/** What an error says, in parts. The message is made of them, and code that decides by an error reads them. */
export interface ErrorParts {
  /** The label of the input or connection field that can't be used. */
  field?: string | undefined;
  /** The place in the input, such as "prompt 3". */
  place?: string | undefined;
  /** What happened, in the user's words. */
  what: string;
  /** The service's own sentence. */
  sentence?: string | undefined;
  /** What to do about it. */
  mend?: string | undefined;
  /** What was added later, such as the id of a file that was uploaded before. */
  note?: string | undefined;
}

/** The parts as one line: what happened and where, what the service says, what to do, and what was added. */
export const joinParts = ({ field, place, what, sentence, mend, note }: ErrorParts): string =>
  [[field, place, what].filter(Boolean).join(": "), sentence, mend, note].filter(Boolean).join(" ");

/** The parts by name, also of an error, whose parts are not enumerable. */
const entriesOf = ({ field, place, what, sentence, mend, note }: ErrorParts) =>
  Object.entries({ field, place, what, sentence, mend, note });

/** The parts, each changed by a function such as a redactor. */
export const mapParts = (parts: ErrorParts, change: (text: string) => string): ErrorParts => ({
  ...Object.fromEntries(entriesOf(parts).map(([name, text]) => [name, text && change(text)])),
  what: change(parts.what),
});

/**
 * Sets parts as properties of an error. Only a mend is enumerable: logs print enumerable properties, and have the
 * message already.
 */
export const tellParts = <Thrown extends Error>(error: Thrown, parts: ErrorParts): Thrown & ErrorParts => {
  for (const [name, value] of entriesOf(parts)) {
    const enumerable = name === "mend" && value !== undefined;
    // Defined now, so that a note that is added later is not enumerable either.
    Object.defineProperty(error, name, { value, enumerable, writable: true, configurable: true });
  }
  return error as Thrown & ErrorParts;
};
