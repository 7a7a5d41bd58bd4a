/** Bytes of a file as steps hand it on: a buffer, its JSON form, or either under `data`; undefined for anything else. */
export const bytesOf = (value: unknown): Buffer | undefined => {
  if (Buffer.isBuffer(value)) return value;
  if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  const { type, data } = (value ?? {}) as { type?: unknown; data?: unknown };
  // A Buffer that went through JSON on its way between steps.
  return type === "Buffer" && Array.isArray(data) ? Buffer.from(data as number[]) : undefined;
};
