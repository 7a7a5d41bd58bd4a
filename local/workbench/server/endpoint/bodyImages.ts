/** An image that a body has as base64. */
interface BodyImage {
  contentType: string;
  data: Buffer;
}

/** So many are shown of one body. */
const mostImages = 20;

/** Base64 that is long enough for an image, behind the name of a field or in a data address. */
const encoded =
  /(?:"b64_json"\s{0,20}:\s{0,20}"|data:image\/(?:png|jpeg|webp|gif);base64,)([\w+/]{64,}={0,2})"/g;

const kinds: readonly (readonly [string, (data: Buffer) => boolean])[] = [
  ["image/png", (data) => data.readUInt32BE(0) === 0x89504e47],
  ["image/jpeg", (data) => data.readUInt16BE(0) === 0xffd8],
  ["image/gif", (data) => data.toString("latin1", 0, 4) === "GIF8"],
  ["image/webp", (data) => data.toString("latin1", 8, 12) === "WEBP"],
];

/** The images in the text of a body. What they are is told by their bytes alone. */
export const bodyImages = (text: string): BodyImage[] => {
  const images: BodyImage[] = [];
  for (const [, base64 = ""] of text.matchAll(encoded)) {
    const data = Buffer.from(base64, "base64");
    const [contentType] = kinds.find(([, isKind]) => isKind(data)) ?? [];
    if (contentType !== undefined) images.push({ contentType, data });
    if (images.length === mostImages) break;
  }
  return images;
};
