/** Only a number of so many digits, or with such an exponent, can be more than a double holds. */
const telling = /\d{16}|\d[eE]\+?\d{3,}(?:[\s,\]}]|$)/;
const withoutExponent = /^-?\d+(\.\d+)?$/;

/** What Node hands a reviver beside key and value: the number as it is written. */
interface ReviverContext {
  source?: string;
}

const isRounded = (value: number, source: string): boolean =>
  !Number.isFinite(value) || (Math.abs(value) > Number.MAX_SAFE_INTEGER && withoutExponent.test(source));

const keepDigits = (_key: string, value: unknown, context?: ReviverContext): unknown => {
  const { source } = context ?? {};
  return typeof value === "number" && source !== undefined && isRounded(value, source) ? source : value;
};

/**
 * Parses JSON without losing digits: a number beyond 2^53 that is written out, which a number would round, and one
 * that is too large for a number altogether are given as the text that is written.
 * @throws SyntaxError as `JSON.parse` does, and RangeError for what is nested some thousand levels deep.
 */
export const parseJsonExactly = (text: string): unknown =>
  telling.test(text) ? JSON.parse(text, keepDigits) : JSON.parse(text);
