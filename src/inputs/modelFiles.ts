import { encodedFile, fileOf } from "../text/bytesOf";
import { bytesOfBase64, bytesOfDataUrl } from "../text/encodedBytes";
import { fileFormat, pdfStart } from "../text/fileFormat";
import { readAt, refuseInput } from "../text/InputError";
import { fieldsOf } from "../text/isObject";
import { jsonText } from "../text/plainValue";
import { bytesInUrl, mostImageBytes, readImage } from "../text/readImage";
import { nameOfAddress, nameOfFile } from "./fileNames";
import { flatFiles } from "./flatFiles";
import { readable } from "./readable";
import { parsedFile, textOfBytes, textOfString } from "./textOfBytes";

/** A file that a model reads with the prompt: an image or a PDF as a URL, or a text. */
export interface ModelFile {
  kind: "image" | "pdf" | "text";
  /** Where it stands in the input, such as "file 2". */
  place: string;
  name: string;
  /** The URL, which may hold the file as data; of a text, its characters. */
  content: string;
}

type Read = Pick<ModelFile, "kind" | "content"> & { name?: string | undefined };

/** Most images of a request (service limit). */
const mostImages = 50;
/** Most bytes of the PDFs of a request (service limit of 50 MB). */
const mostPdfBytes = 50 * 2 ** 20;

const accepted =
  "Accepted is a file of an earlier step, an https address, a data URL, or the base64 text of a file.";

/** What to do with a file of another kind, by the kind's name. */
const conversions: ReadonlyArray<readonly [kind: RegExp, mend: string]> = [
  [/image|icon/, "Convert it to PNG, JPEG, GIF or WebP."],
  [/Excel/, "Save it as CSV, or convert it to PDF."],
  [/Word|PowerPoint|Office/, "Convert it to PDF."],
  [/archive/, "Unpack it in a step before this one."],
];

const readBytes = (label: string, bytes: Buffer): Read => {
  if (bytes.length === 0) refuseInput(label, "it is empty.", accepted);
  const format = fileFormat(bytes);
  if (format?.imageType) {
    const image = readImage(bytes);
    if ("problem" in image) return refuseInput(label, `it ${image.problem}`);
    return { kind: "image", content: image.urls[0] ?? "" };
  }
  if (format?.isPdf) {
    const pdf = bytes.subarray(pdfStart(bytes));
    return { kind: "pdf", content: `data:application/pdf;base64,${pdf.toString("base64")}` };
  }
  if (format && !format.isText)
    return refuseInput(
      label,
      `it is ${format.name}, and models read images, PDFs and texts.`,
      conversions.find(([kind]) => kind.test(format.name))?.[1],
    );
  return { kind: "text", content: textOfBytes(label, bytes) };
};

/** Ends of addresses whose files can't be sent by address. */
const unreadEnds =
  /\.(txt|csv|tsv|md|json|jsonl|xml|ya?ml|log|rtf|docx?|xlsx?|pptx?|odt|ods|odp|zip|mp3|mp4|wav)$/i;

const readAddress = (label: string, address: string): Read => {
  const name = nameOfAddress(address);
  if (name !== undefined && unreadEnds.test(name))
    refuseInput(
      label,
      `the address leads to ${name}, and models open addresses of images and PDFs alone.`,
      "Download it in a step before this one.",
    );
  return { kind: /\.pdf$/i.test(name ?? "") ? "pdf" : "image", content: address, name };
};

const readText = (label: string, text: string): Read[] => {
  if (/^https?:/i.test(text)) {
    const addresses = readImage(text);
    if ("problem" in addresses) return refuseInput(label, `it ${addresses.problem}`);
    return addresses.urls.map((address) => readAddress(label, address));
  }
  const isDataUrl = /^data:/i.test(text);
  const compact = text.replace(/\s+/g, "");
  const bytes = isDataUrl
    ? bytesOfDataUrl(text)
    : encodedFile(compact) === undefined
      ? undefined
      : Buffer.from(compact, "base64");
  if (bytes) return [readBytes(label, bytes)];
  return isDataUrl
    ? refuseInput(label, "it is a data URL without data that can be read.", accepted)
    : refuseInput(label, "it is a text without the name and type of a file.", accepted);
};

/** True for a content type whose files are no texts, so that a text in their place is base64. */
const isBinary = (contentType: string): boolean =>
  /^(image\/(?!svg)|audio\/|video\/|application\/(pdf|octet-stream|zip|msword|vnd))/i.test(contentType);

/** True where the text in a file's place is an address, or a data URL. That of a text file may only begin like one. */
const isAddress = (text: string, contentType: string): boolean =>
  /^(data:|https?:)/i.test(text) && (isBinary(contentType) || !/\s/.test(text));

const readData = (label: string, data: string, contentType: unknown): Read[] => {
  const trimmed = data.trim();
  if (trimmed === "") refuseInput(label, "it is empty.", accepted);
  if (typeof contentType !== "string" || isAddress(trimmed, contentType)) return readText(label, trimmed);
  const bytes = isBinary(contentType) ? bytesOfBase64(data) : undefined;
  return [bytes ? readBytes(label, bytes) : { kind: "text", content: textOfString(label, data) }];
};

/** Most levels at which a value may have its file, and lists may stand in lists. */
const mostLevels = 3;

const readValue = (label: string, value: unknown, level = 0): Read[] => {
  if (typeof value === "string") return readText(label, value.trim());
  if (value instanceof URL) return readText(label, value.href);
  const file = fileOf(value);
  if (file) return [{ ...readBytes(label, file.bytes), name: nameOfFile(value) }];
  const { data, url, image_url: imageUrl, contentType } = fieldsOf(value);
  const json = parsedFile(value);
  if (json) return [{ kind: "text", content: jsonText(json), name: nameOfFile(value) }];
  const inner = [data, url, imageUrl].find((one) => one !== undefined && one !== null);
  if (inner === undefined || level >= mostLevels) return refuseInput(label, "it is no file.", accepted);
  const read =
    typeof inner === "string"
      ? readData(label, inner, inner === data ? contentType : undefined)
      : readValue(label, inner, level + 1);
  return read.map((one) => ({ ...one, name: nameOfFile(value) ?? one.name }));
};

const checkSum = (
  label: string,
  files: readonly ModelFile[],
  kind: ModelFile["kind"],
  most: number,
): void => {
  const bytes = files
    .filter((file) => file.kind === kind)
    .reduce((sum, { content }) => sum + bytesInUrl(content), 0);
  if (bytes > most)
    refuseInput(
      label,
      `the ${kind === "pdf" ? "PDFs" : "images"} have ${Math.ceil(bytes / 2 ** 20)} MB together, and a request may hold ${most / 2 ** 20} MB of them.`,
      "Make them smaller, or send fewer at once.",
    );
};

const ends = { image: "", pdf: ".pdf", text: ".txt" };

const readEntry = (label: string, entry: unknown, number: number): ModelFile[] => {
  const given = readAt(`file ${number}`, () => readable(label, accepted, () => nameOfFile(entry)));
  const place = `file ${number}${given === undefined ? "" : ` (${given})`}`;
  return readAt(place, () => readable(label, accepted, () => readValue(label, entry))).map(
    ({ name, ...read }) => ({
      ...read,
      place,
      name: name ?? `file-${number}${ends[read.kind]}`,
    }),
  );
};

/**
 * Reads a value, or a list of them, as files, of which each goes to a model by itself. They are judged by their bytes,
 * whatever their names and content types say.
 * @throws InputError with the label, the place of the file, what it is and what to do.
 */
export const readSingleFiles = (label: string, value: unknown): ModelFile[] =>
  flatFiles(value).flatMap((entry, index) => readEntry(label, entry, index + 1));

/**
 * Reads them as files for one request; undefined for an empty list.
 * @throws InputError also where they are too many or too large together.
 */
export const readModelFiles = (label: string, value: unknown): ModelFile[] | undefined => {
  const files = readSingleFiles(label, value);
  const images = files.filter(({ kind }) => kind === "image").length;
  if (images > mostImages)
    refuseInput(label, `${images} images are more than the ${mostImages} that a request may show.`);
  checkSum(label, files, "image", mostImageBytes);
  checkSum(label, files, "pdf", mostPdfBytes);
  return files.length > 0 ? files : undefined;
};
