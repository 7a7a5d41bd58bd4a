import { bytesOfBase64 } from "../../text/encodedBytes";

/** Most objects around a body; the platform wraps it fewer times. */
const mostWrappings = 5;

const openingBrace = 0x7b;

/** The bytes of a body that is text. Events are JSON objects; any other text wraps one. */
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
 * The body of a request as it was received. The platform hands it over as bytes, text, or an object around one of
 * them. Undefined for a parsed body: the signed bytes are lost then.
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
