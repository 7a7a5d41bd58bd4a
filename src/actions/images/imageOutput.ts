import type { ImagesResponse } from "openai/resources/images";

/** One image, ready for a step that takes a file. */
export interface OutputImage {
  /** The file itself; absent when the service answered with an address instead. */
  data?: Buffer;
  contentType: string;
  /** Such as image-1.png. */
  fileName: string;
  /** Where the image is, when the service did not send it. */
  url?: string;
}

/** The service's answer, and its images as files. */
export type ImageOutput = ImagesResponse & { images: OutputImage[] };

const signatures: ReadonlyArray<readonly [extension: string, bytes: string]> = [
  ["png", "89504e47"],
  ["jpeg", "ffd8ff"],
  ["webp", "52494646"],
  ["gif", "47494638"],
];

/** The format that the bytes show; what was asked for is a wish. */
const formatOf = (data: Buffer): string =>
  signatures.find(([, bytes]) => data.toString("hex", 0, bytes.length / 2) === bytes)?.[0] ?? "octet-stream";

const toImage = (image: NonNullable<ImagesResponse["data"]>[number], index: number): OutputImage => {
  const name = `image-${index + 1}`;
  if (!image.b64_json)
    return { contentType: "application/octet-stream", fileName: name, ...(image.url && { url: image.url }) };
  const data = Buffer.from(image.b64_json, "base64");
  const format = formatOf(data);
  return format === "octet-stream"
    ? { data, contentType: "application/octet-stream", fileName: `${name}.bin` }
    : { data, contentType: `image/${format}`, fileName: `${name}.${format}` };
};

/** The service's answer with its images decoded. */
export const imageOutput = (response: ImagesResponse): ImageOutput => ({
  ...response,
  images: (response.data ?? []).map(toImage),
});

/** The smallest PNG: one transparent pixel. */
const examplePng =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

/** An answer as examples show it. */
export const exampleImages: ImageOutput = imageOutput({
  created: 1_795_219_200,
  size: "1024x1024",
  quality: "high",
  background: "opaque",
  output_format: "png",
  data: [{ b64_json: examplePng }],
  usage: {
    input_tokens: 12,
    output_tokens: 4160,
    total_tokens: 4172,
    input_tokens_details: { text_tokens: 12, image_tokens: 0 },
  },
});
