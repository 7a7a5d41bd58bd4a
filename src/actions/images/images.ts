import type { ImagesResponse } from "openai/resources/images";
import { AzureOpenAIError } from "../../client/errors/errors";
import type { ModelAnswer } from "../../client/fallback/fallback";
import { contentFilterOf, contentFilterShape, exampleContentFilter } from "../../output/contentFilter";
import { fallbackShape } from "../../output/fallback";
import { inFront } from "../../output/inFront";
import {
  anything,
  described,
  listOf,
  number,
  type Of,
  objectOf,
  optionally,
  orNull,
  serviceObject,
  text,
} from "../../output/shape";
import { examplePrice, usageOf, usageProperties } from "../../output/usage";
import { warningsProperty } from "../../output/warnings";
import { bytesOfDataUrl, encodedBytes } from "../../text/encodedBytes";
import { fileFormat, svgName } from "../../text/fileFormat";

const imageShape = objectOf({
  data: optionally(anything<Buffer>("The bytes; absent when the service answered with an address instead")),
  contentType: text("Such as image/png"),
  fileName: text("Such as image-1.png"),
});

/** One image, in the form in which steps take files. */
type OutputImage = Of<typeof imageShape> & {
  /** The image's URL, where the service sent that in place of the image. */
  url?: string;
};

/** Shape of the output: the images as files, and the service's answer. */
export const imagesShape = serviceObject<ImagesResponse>()(
  {
    created: number("Unix time in seconds"),
    size: text(),
    quality: text(),
    background: text(),
    output_format: text(),
    data: listOf(objectOf({ b64_json: text(), revised_prompt: text() })),
    usage: objectOf({ input_tokens: number(), output_tokens: number(), total_tokens: number() }),
  },
  {
    images: described("The images as files, for a step that takes one", listOf<OutputImage>(imageShape)),
    ...usageProperties,
    contentFilter: contentFilterShape,
    ...warningsProperty,
    warning: orNull(text("Where fewer images came than were asked for, or an address; else null")),
    fallback: optionally(fallbackShape),
  },
);

/** The output: the images as files, and the service's answer. */
export type ImageOutput = Of<typeof imagesShape>;

/** The content type that the bytes show, which may differ from the requested one. */
const typeOf = (data: Buffer): string | undefined => {
  const format = fileFormat(data);
  return format?.name === svgName ? "image/svg+xml" : format?.imageType;
};

/** Reads one entry of the answer's list. An entry with neither bytes nor URL is not an image. */
const toImage = (entry: unknown, index: number): OutputImage[] => {
  if (typeof entry !== "object" || entry === null) return [];
  const { b64_json: base64, url } = entry as Record<string, unknown>;
  const name = `image-${index + 1}`;
  const unknown = { contentType: "application/octet-stream" };
  const address = typeof url === "string" ? url.trim() : "";
  const data = encodedBytes(base64) ?? (/^data:/i.test(address) ? bytesOfDataUrl(address) : undefined);
  if (!data) return /^https?:/i.test(address) ? [{ ...unknown, fileName: name, url: address }] : [];
  const contentType = typeOf(data);
  const extension = contentType?.replace(/^image\/|\+xml$/g, "") ?? "bin";
  return [{ data, ...(contentType ? { contentType } : unknown), fileName: `${name}.${extension}` }];
};

/** Where fewer images came than were asked for, entries are none, or an image is an address alone. */
const lackIn = (entries: number, images: readonly OutputImage[], asked: number): string | null => {
  const came = images.length;
  if (came < entries)
    return `${entries - came} of ${entries} entries of the answer are no image: they have neither base64 text under b64_json nor an address under url.`;
  if (came < asked)
    return `${came} of ${asked} images came: the model draws fewer at once, or the others were blocked.`;
  return images.some(({ data }) => !data)
    ? "The service answered with an address, under url, and no file: download it in a next step."
    : null;
};

/** The error of an answer without an image. */
const noImage = (action: string): AzureOpenAIError =>
  new AzureOpenAIError(
    {
      what: `${action} got an answer without an image: no entry has base64 text under b64_json or an address under url.`,
      mend: "Run the step again, or choose another model.",
    },
    { kind: "unexpectedResponse", status: 200, attempts: 1 },
  );

/**
 * Makes the output: the service's answer with decoded images, tokens and cost.
 * @param asked - the number of images that were asked for
 * @throws AzureOpenAIError for an answer without an image.
 */
export const showImages = (
  action: string,
  { answer: response, price, fallback }: ModelAnswer<ImagesResponse>,
  asked = 1,
): ImageOutput => {
  const entries: unknown[] = Array.isArray(response.data) ? response.data : [];
  const images = entries.flatMap(toImage);
  if (images.length === 0) throw noImage(action);
  return inFront(
    {
      images,
      warning: lackIn(entries.length, images, asked),
      ...usageOf(response.usage, price),
      contentFilter: contentFilterOf(response),
      warnings: [],
      ...(fallback && { fallback }),
    },
    response,
  );
};

/** The smallest PNG: one transparent pixel. */
const examplePng =
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==";

/** Example of the output. */
export const exampleImages: ImageOutput = {
  ...showImages("", {
    price: examplePrice,
    answer: {
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
    },
  }),
  contentFilter: exampleContentFilter,
};
