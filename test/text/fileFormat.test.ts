import { fileFormat } from "../../src/text/fileFormat";

const bytesOf = (head: string): Buffer => Buffer.concat([Buffer.from(head, "latin1"), Buffer.alloc(40)]);
const nameOf = (head: string): string | undefined => fileFormat(bytesOf(head))?.name;

const beginnings: ReadonlyArray<readonly [name: string, heads: readonly string[]]> = [
  ["a PNG image", ["\x89PNG\r\n\x1a\n"]],
  ["a JPEG image", ["\xff\xd8\xff\xe0", "\xff\xd8\xff\xdb"]],
  ["a GIF image", ["GIF87a", "GIF89a"]],
  ["a WebP image", ["RIFF\x24\0\0\0WEBP"]],
  ["an AVIF image", ["\0\0\0\x1cftypavif", "\0\0\0\x1cftypavis"]],
  ["a HEIC image", ["heic", "heix", "hevc", "mif1", "msf1"].map((brand) => `\0\0\0\x1cftyp${brand}`)],
  ["a video or a sound in MP4", ["\0\0\0\x1cftypisom", "\0\0\0\x1cftypM4A "]],
  ["a TIFF image", ["II*\0", "MM\0*", "II+\0", "MM\0+"]],
  ["a BMP image", ["BM\x46\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0"]],
  ["an icon", ["\0\0\x01\0"]],
  ["a Photoshop image", ["8BPS\0\x01"]],
  ["a JPEG XL or JPEG 2000 image", ["\0\0\0\x0cJXL \r\n", "\0\0\0\x0cjP  \r\n"]],
  ["a PDF", ["%PDF-1.7", "\xef\xbb\xbf\r\n\n%PDF-2.0"]],
  ["a Word document", ["PK\x03\x04\x14\0word/document.xml"]],
  ["an Excel workbook", ["PK\x03\x04\x14\0xl/workbook.xml"]],
  ["a PowerPoint presentation", ["PK\x03\x04\x14\0ppt/presentation.xml"]],
  ["a ZIP archive", ["PK\x03\x04\x14\0words.txt", "PK\x05\x06", "PK\x07\x08"]],
  ["an old Office document", ["\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]],
  ["a gzip archive", ["\x1f\x8b\x08"]],
  ["a 7z, RAR or xz archive", ["7z\xbc\xaf\x27\x1c", "Rar!\x1a\x07", "\xfd7zXZ\0"]],
  ["a sound", ["ID3\x02", "ID3\x03", "ID3\x04", "OggS\0", "fLaC\0", "RIFF\x24\0\0\0WAVE"]],
  ["a video", ["RIFF\x24\0\0\0AVI LIST", "\x1aE\xdf\xa3"]],
  ["a program", ["\x7fELF", "MZ\x90\0"]],
  ["an SVG drawing", ["<svg ", " \n<?xml version='1.0'?><!-- a --><SVG ", "\xef\xbb\xbf<svg>"]],
  ["an HTML page", ["<!DOCTYPE html>", "<html ", "<head>", "<body "]],
];

test.each(beginnings)("%s is known by its first bytes", (name, heads) => {
  expect(heads.map(nameOf)).toEqual(heads.map(() => name));
});

test.each<[what: string, head: string]>([
  ["a word of two capitals", "BM is a name of a bank, and not of a bitmap."],
  ["a bitmap whose zeros are missing", "BM\x46\0\0\0\x01\0\0\0\x36\0\0\0\x28\0\0\0"],
  ["a bitmap with a header of no known length", "BM\x46\0\0\0\0\0\0\0\x36\0\0\0\x29\0\0\0"],
  ["another kind of RIFF", "RIFF\x24\0\0\0ACON"],
  ["a PDF's word in a text", "On %PDF-1.7 and what came after it."],
  ["a text in brackets", "<name> is a placeholder."],
  ["a tag that only begins like one", "<svgs>"],
  ["a page's tag behind words", "Write <html> first."],
  ["an MP3's mark of an unknown version", "ID3\x05"],
  ["nothing", ""],
])("%s shows no format", (_what, head) => {
  expect(nameOf(head)).toBeUndefined();
});
