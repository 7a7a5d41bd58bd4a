import { bytesOfBase64 } from "../../text/encodedBytes";

/** The platform wraps a body fewer times than this. */
const mostWrappings = 5;

const openingBrace = 0x7b;

/** A body that was handed over as text: events are JSON objects, and whatever else the text is, it wraps one. */
const bytesOfText = (text: string, wrappings: number): Buffer => {
  if (/^\s*\{\s*"type"\s*:\s*"Buffer"/.test(text.slice(0, 100))) {
    try {
      return rawBytes(JSON.parse(text), wrappings + 1) ?? Buffer.from(text);
    } catch {
      return Buffer.from(text);
    }
  }
  const decoded = /^\s*["{[]/.test(text.slice(0, 100)) ? undefined : bytesOfBase64(text);
  return decoded?.[0] === openingBrace ? decoded : Buffer.from(text, "utf8");
};

/**
 * The body of a request as it was received: bytes, text, or an object around one of them, as the platform and its
 * ways of saving a payload hand it over. Undefined for a body that was parsed: what was signed is lost then.
 */
export const rawBytes = (body: unknown, wrappings = 0): Buffer | undefined => {
  if (body === undefined || body === null) return Buffer.alloc(0);
  if (typeof body === "string") return bytesOfText(body, wrappings);
  if (ArrayBuffer.isView(body)) return Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  if (body instanceof ArrayBuffer) return Buffer.from(body);
  if (typeof body !== "object" || wrappings >= mostWrappings) return undefined;
  const { type, data } = body as { type?: unknown; data?: unknown };
  if (type === "Buffer" && Array.isArray(data)) return Buffer.from(data as number[]);
  return typeof data === "string" || (typeof data === "object" && data !== null)
    ? rawBytes(data, wrappings + 1)
    : undefined;
};
