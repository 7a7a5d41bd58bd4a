/** Only numbers with this many digits, or with such an exponent, can exceed a double. */
const telling = /\d{16}|\d[eE]\+?\d{3,}(?:[\s,\]}]|$)/;
const withoutExponent = /^-?\d+(\.\d+)?$/;

/** Node's third argument of a reviver: the number as it is written. */
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
 * Parses JSON without losing digits: an integer beyond 2^53 that a number would round, and a number too large for a
 * double, become the text that is written.
 * @throws SyntaxError like `JSON.parse`, and RangeError for JSON that is nested some thousand levels deep.
 */
export const parseJsonExactly = (text: string): unknown =>
  telling.test(text) ? JSON.parse(text, keepDigits) : JSON.parse(text);
