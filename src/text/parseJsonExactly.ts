/** Only a number of so many digits can be more than a double holds. */
const manyDigits = /\d{16}/;
const integer = /^-?\d+$/;

/** What Node hands a reviver beside key and value: the number as it is written. */
interface ReviverContext {
  source?: string;
}

const keepDigits = (_key: string, value: unknown, context?: ReviverContext): unknown => {
  if (typeof value !== "number" || Number.isSafeInteger(value)) return value;
  const { source = "" } = context ?? {};
  return integer.test(source) ? source : value;
};

/**
 * Parses JSON without losing digits: an integer beyond 2^53, which a number would round, is given as the text of
 * its digits.
 * @throws SyntaxError as `JSON.parse` does.
 */
export const parseJsonExactly = (text: string): unknown =>
  manyDigits.test(text) ? JSON.parse(text, keepDigits) : JSON.parse(text);
