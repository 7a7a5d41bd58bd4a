/**
 * The body of a request as it was received: bytes, text, or an object around one of them, as the platform and its
 * ways of saving a payload hand it over. Undefined for a body that was parsed: what was signed is lost then.
 */
export const rawBytes = (body: unknown): Buffer | undefined => {
  if (body === undefined || body === null) return Buffer.alloc(0);
  if (typeof body === "string") return Buffer.from(body, "utf8");
  if (body instanceof Uint8Array) return Buffer.from(body);
  if (typeof body !== "object") return undefined;
  const { type, data } = body as { type?: unknown; data?: unknown };
  if (type === "Buffer" && Array.isArray(data)) return Buffer.from(data as number[]);
  return typeof data === "string" || (typeof data === "object" && data !== null) ? rawBytes(data) : undefined;
};
