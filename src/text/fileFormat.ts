/** The format of a file by its first bytes. */
interface FileFormat {
  /** Its name in a sentence, such as "a PDF". */
  name: string;
  /** Content type of an image that models can read; absent for other formats. */
  imageType?: string;
  /** True for a format that is also text: only places for images refuse it. */
  isText?: boolean;
  /** True for the one kind of document that models read as it is. */
  isPdf?: boolean;
}

interface Signature extends FileFormat {
  isOf: (bytes: Buffer, head: string) => boolean;
}

/** Bytes at the start of a file that are examined. */
const headLength = 1024;

const startsWith =
  (...beginnings: string[]) =>
  (_bytes: Buffer, head: string): boolean =>
    beginnings.some((beginning) => head.startsWith(beginning));

const riff =
  (kind: string) =>
  (_bytes: Buffer, head: string): boolean =>
    head.startsWith("RIFF") && head.slice(8, 12) === kind;

/** An ISO media file has its brand after the word ftyp. */
const media =
  (brands: RegExp) =>
  (_bytes: Buffer, head: string): boolean =>
    head.slice(4, 8) === "ftyp" && brands.test(head.slice(8, 12));

/** A ZIP archive that begins with an entry in this folder, as Office files do. */
const archiveOf =
  (folder: string) =>
  (bytes: Buffer, head: string): boolean =>
    head.startsWith("PK\x03\x04") && bytes.includes(`${folder}/`);

/** True for a bitmap. BM may begin a word, so zeros and the length of a known header must follow. */
const isBitmap = (bytes: Buffer, head: string): boolean =>
  head.startsWith("BM") &&
  bytes.length > 18 &&
  bytes.readUInt32LE(6) === 0 &&
  [12, 40, 52, 56, 64, 108, 124].includes(bytes.readUInt32LE(14));

/**
 * Where a PDF begins in a file: behind blank lines, or behind a printer's commands where its last line shows what it
 * is. -1 for any other file.
 */
export const pdfStart = (bytes: Buffer): number => {
  const head = bytes.toString("latin1", 0, headLength);
  const blank = /^(?:\xef\xbb\xbf)?[\r\n]*(?=%PDF-)/.exec(head);
  if (blank) return blank[0].length;
  const behind = /[\r\n](?=%PDF-\d\.\d)/.exec(head);
  return behind && bytes.subarray(-headLength).includes("%%EOF") ? behind.index + 1 : -1;
};

/** True for a text whose first tag matches, after declarations and comments. */
const beginsWithTag = (tag: RegExp) => {
  const opening = /<(?![!?])[a-z]+/i;
  return (_bytes: Buffer, head: string): boolean =>
    /^(\xef\xbb\xbf)?\s*</.test(head) && (tag.test(opening.exec(head)?.[0] ?? "") || tag.test(head.trim()));
};

/** The name of an SVG, which is an image that models can't look at. */
export const svgName = "an SVG drawing";

const signatures: readonly Signature[] = [
  { name: "a PNG image", imageType: "image/png", isOf: startsWith("\x89PNG\r\n\x1a\n") },
  { name: "a JPEG image", imageType: "image/jpeg", isOf: startsWith("\xff\xd8\xff") },
  { name: "a GIF image", imageType: "image/gif", isOf: startsWith("GIF87a", "GIF89a") },
  { name: "a WebP image", imageType: "image/webp", isOf: riff("WEBP") },
  { name: "an AVIF image", isOf: media(/avi[fs]/) },
  { name: "a HEIC image", isOf: media(/hei[cxms]|hev[cx]|mif1|msf1/) },
  { name: "a video or a sound in MP4", isOf: media(/[\s\S]{4}/) },
  { name: "a TIFF image", isOf: startsWith("II*\0", "MM\0*", "II+\0", "MM\0+") },
  { name: "a BMP image", isOf: isBitmap },
  { name: "an icon", isOf: startsWith("\0\0\x01\0") },
  { name: "a Photoshop image", isOf: startsWith("8BPS\0") },
  { name: "a JPEG XL or JPEG 2000 image", isOf: startsWith("\0\0\0\x0cJXL ", "\0\0\0\x0cjP  ") },
  { name: "a PDF", isPdf: true, isOf: (bytes) => pdfStart(bytes) >= 0 },
  { name: "a Word document", isOf: archiveOf("word") },
  { name: "an Excel workbook", isOf: archiveOf("xl") },
  { name: "a PowerPoint presentation", isOf: archiveOf("ppt") },
  { name: "a ZIP archive", isOf: startsWith("PK\x03\x04", "PK\x05\x06", "PK\x07\x08") },
  { name: "an old Office document", isOf: startsWith("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") },
  { name: "a gzip archive", isOf: startsWith("\x1f\x8b\x08") },
  { name: "a 7z, RAR or xz archive", isOf: startsWith("7z\xbc\xaf\x27\x1c", "Rar!\x1a\x07", "\xfd7zXZ\0") },
  { name: "a sound", isOf: startsWith("ID3\x02", "ID3\x03", "ID3\x04", "OggS\0", "fLaC\0") },
  { name: "a sound", isOf: riff("WAVE") },
  { name: "a video", isOf: riff("AVI ") },
  { name: "a video", isOf: startsWith("\x1aE\xdf\xa3") },
  { name: "a program", isOf: startsWith("\x7fELF", "MZ\x90\0") },
  { name: svgName, isText: true, isOf: beginsWithTag(/^<svg\b/i) },
  { name: "an HTML page", isText: true, isOf: beginsWithTag(/^<(html|head|body|!doctype html)\b/i) },
];

/** The format of bytes, whatever their name or content type; undefined when they do not show one. */
export const fileFormat = (bytes: Buffer): FileFormat | undefined => {
  const head = bytes.subarray(0, headLength).toString("latin1");
  return signatures.find(({ isOf }) => isOf(bytes, head));
};
