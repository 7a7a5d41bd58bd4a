/** First bytes of the formats that models look at. */
const signatures: ReadonlyArray<readonly [contentType: string, isOf: (head: Buffer) => boolean]> = [
  ["image/png", (head) => head.subarray(0, 8).toString("latin1") === "\x89PNG\r\n\x1a\n"],
  ["image/jpeg", (head) => head.subarray(0, 3).toString("latin1") === "\xff\xd8\xff"],
  ["image/gif", (head) => /^GIF8[79]a/.test(head.subarray(0, 6).toString("latin1"))],
  ["image/webp", (head) => /^RIFF.{4}WEBP/s.test(head.subarray(0, 12).toString("latin1"))],
];

const signatureOf = (bytes: Buffer): string | undefined => signatures.find(([, isOf]) => isOf(bytes))?.[0];

const dataUrl = /^data:image\/[a-z0-9.+-]+;base64,[a-z0-9+/]+={0,2}$/i;
const base64 = /^[a-z0-9+/_-]+={0,2}$/i;
/** Enough of a base64 text to know the format by. */
const telling = 64;

const urlOfText = (text: string): string | undefined => {
  const trimmed = text.trim();
  if (/^https:/i.test(trimmed)) return URL.canParse(trimmed) ? trimmed : undefined;
  const compact = trimmed.replace(/\s+/g, "");
  if (/^data:/i.test(trimmed)) return dataUrl.test(compact) ? compact : undefined;
  if (!base64.test(compact)) return undefined;
  const contentType = signatureOf(Buffer.from(compact.slice(0, telling), "base64"));
  const standard = compact.replaceAll("-", "+").replaceAll("_", "/");
  return contentType && `data:${contentType};base64,${standard}`;
};

const urlOfBytes = (bytes: Buffer, named?: unknown): string | undefined => {
  const isNamed = typeof named === "string" && /^image\/[a-z0-9.+-]+$/i.test(named);
  const contentType = signatureOf(bytes) ?? (isNamed ? named : undefined);
  return contentType && bytes.length > 0
    ? `data:${contentType};base64,${bytes.toString("base64")}`
    : undefined;
};

/** A Buffer that went through JSON. */
const isJsonBuffer = (value: object): value is { data: number[] } =>
  "type" in value && value.type === "Buffer" && "data" in value && Array.isArray(value.data);

/**
 * The address by which a model is shown an image: an https or data URL as it is; base64 text, bytes, and files
 * with data and contentType as a data URL. undefined when the value is none of these.
 */
export const imageUrl = (value: unknown): string | undefined => {
  if (typeof value === "string") return urlOfText(value);
  if (typeof value !== "object" || value === null) return undefined;
  if (Buffer.isBuffer(value)) return urlOfBytes(value);
  if (value instanceof Uint8Array) return urlOfBytes(Buffer.from(value));
  if (isJsonBuffer(value)) return urlOfBytes(Buffer.from(value.data));
  const { data, contentType } = value as { data?: unknown; contentType?: unknown };
  if (Buffer.isBuffer(data)) return urlOfBytes(data, contentType);
  if (typeof data === "string") return urlOfText(data);
  return typeof data === "object" && data !== null && isJsonBuffer(data)
    ? urlOfBytes(Buffer.from(data.data), contentType)
    : undefined;
};
