const base64 = /^[a-z0-9+/_-]+={0,2}$/i;

/**
 * Decodes base64 in either alphabet, ignoring blanks and line ends; undefined for any other text, and for one too
 * short for a byte.
 */
export const bytesOfBase64 = (text: string): Buffer | undefined => {
  const compact = text.replace(/\s+/g, "");
  const bytes = base64.test(compact) ? Buffer.from(compact, "base64") : undefined;
  return bytes && bytes.length > 0 ? bytes : undefined;
};

const escapes = /((?:%[\da-f]{2})+)/i;

/** The bytes that a text with escapes such as %FC stands for, in whatever encoding; a lone % is itself. */
const unescaped = (text: string): Buffer =>
  Buffer.concat(
    text
      .split(escapes)
      .map((part, index) =>
        index % 2 === 1 ? Buffer.from(part.replaceAll("%", ""), "hex") : Buffer.from(part),
      ),
  );

/** The bytes of a data URL; undefined when it has none, or its base64 is invalid. */
export const bytesOfDataUrl = (url: string): Buffer | undefined => {
  const comma = url.indexOf(",");
  const payload = url.slice(comma + 1).trim();
  if (comma < 0 || payload === "") return undefined;
  const isEscaped = payload.includes("%");
  const isBase64 = /;\s*base64\s*$/i.test(url.slice(0, Math.min(comma, 1000)));
  if (isBase64) return bytesOfBase64(isEscaped ? unescaped(payload).toString("latin1") : payload);
  return isEscaped ? unescaped(payload) : Buffer.from(payload);
};

/** The bytes of a text that is a data URL or base64; undefined for any other value, such as "", null and words. */
export const encodedBytes = (value: unknown): Buffer | undefined => {
  if (typeof value !== "string") return undefined;
  return /^\s{0,100}data:/i.test(value) ? bytesOfDataUrl(value) : bytesOfBase64(value);
};
