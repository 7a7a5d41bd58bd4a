import type { Api } from "../../server/address";
import { isRecord } from "../../server/answer";
import { type ChatRefusal, invalid, missing } from "./refusals";

/** First bytes of the images that models look at, as Latin-1. */
const imageStarts = ["\x89PNG\r\n\x1a\n", "\xff\xd8\xff", "GIF8", "RIFF"];
const invalidUrl =
  "Invalid image URL. The URL must be a valid HTTP or HTTPS URL, or a data URL with base64 encoding.";

/** The bytes of a data URL in base64; undefined for any other text. */
const dataOf = (url: string): Buffer | undefined => {
  const [, data] = /^data:[\w.+-]+\/[\w.+-]+;base64,([A-Za-z0-9+/=]+)$/.exec(url) ?? [];
  return data === undefined ? undefined : Buffer.from(data, "base64");
};

/** The first thing the service would refuse in the parts of a message; undefined when sound. */
export const refuseParts = (parts: readonly unknown[], place: string, api: Api): ChatRefusal | undefined => {
  if (parts.length === 0)
    return invalid(
      place,
      "empty_array",
      `Invalid '${place}': empty array. Expected an array with minimum length 1.`,
    );
  for (const [index, part] of parts.entries()) {
    const refusal = refusePart(part, `${place}[${index}]`, api);
    if (refusal !== undefined) return refusal;
  }
  return undefined;
};

const refusePart = (part: unknown, place: string, api: Api): ChatRefusal | undefined => {
  if (!isRecord(part))
    return invalid(place, "invalid_type", `Invalid type for '${place}': expected an object.`);
  const { type } = part;
  if (type === undefined) return missing(`${place}.type`);
  if (type === "text") return typeof part["text"] === "string" ? undefined : missing(`${place}.text`);
  if (type === "image_url") return refuseImage(part["image_url"], `${place}.image_url`);
  return type === "file" ? refuseFile(part["file"], place, api) : undefined;
};

const refuseImage = (image: unknown, place: string): ChatRefusal | undefined => {
  const url = isRecord(image) ? image["url"] : undefined;
  if (typeof url !== "string") return missing(`${place}.url`);
  if (/^https?:\/\//.test(url)) return undefined;
  const bytes = dataOf(url);
  if (bytes === undefined) return invalid(`${place}.url`, "invalid_value", invalidUrl);
  const head = bytes.subarray(0, 8).toString("latin1");
  return imageStarts.some((start) => head.startsWith(start))
    ? undefined
    : invalid(
        `${place}.url`,
        "invalid_image_format",
        "You uploaded an unsupported image. Please make sure your image is valid.",
      );
};

/** Azure's chat takes no files; that of OpenAI takes PDFs, by their id or as a data URL with a name. */
const refuseFile = (file: unknown, place: string, api: Api): ChatRefusal | undefined => {
  if (api !== "openai") {
    const sentence = "Invalid Value: 'file'. This model does not support file content types.";
    return invalid(`${place}.type`, "invalid_value", sentence);
  }
  const { file_id: id, file_data: data, filename } = isRecord(file) ? file : {};
  if (typeof id === "string") return undefined;
  if (typeof data !== "string") return missing(`${place}.file.file_id`);
  if (typeof filename !== "string") return missing(`${place}.file.filename`);
  return dataOf(data)?.subarray(0, 5).toString("latin1") === "%PDF-"
    ? undefined
    : invalid(`${place}.file.file_data`, "invalid_value", `Invalid '${place}.file.file_data'.`);
};
