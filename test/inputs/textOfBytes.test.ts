import { deflateRawSync } from "node:zlib";
import { textOfBytes, textOfString, utf8OfBytes } from "../../src/inputs/textOfBytes";
import { refusalOf } from "./refusal";

const read = (value: unknown): string => textOfBytes("File", value as Buffer);
const utf16be = (text: string): Buffer => Buffer.from(text, "utf16le").swap16();
const umlauts = "Müller, Zoë, 東京, 😀";

describe("the text of bytes", () => {
  test.each<[string, Buffer, string]>([
    ["UTF-8", Buffer.from(umlauts), umlauts],
    ["UTF-8 with a mark", Buffer.from(`\uFEFF${umlauts}`), umlauts],
    ["UTF-16 with a mark", Buffer.from(`\uFEFF${umlauts}`, "utf16le"), umlauts],
    ["UTF-16 of the other order with a mark", utf16be(`\uFEFF${umlauts}`), umlauts],
    ["nothing", Buffer.alloc(0), ""],
    ["a mark alone", Buffer.from("\uFEFF"), ""],
    ["HTML, which is text", Buffer.from("<!DOCTYPE html><p>Hi"), "<!DOCTYPE html><p>Hi"],
    ["SVG, which is text", Buffer.from("<svg></svg>"), "<svg></svg>"],
    ["words that begin like files", Buffer.from("BMW, PKW, GIF and MZ"), "BMW, PKW, GIF and MZ"],
    ["a mark within", Buffer.from("a\uFEFFb"), "a\uFEFFb"],
  ])("is read from %s", (_what, bytes, text) => {
    expect(read(bytes)).toBe(text);
    expect(utf8OfBytes("File", bytes)).toEqual(Buffer.from(text));
  });

  test("in UTF-8 is not copied", () => {
    const bytes = Buffer.from("\uFEFFlong");
    expect(utf8OfBytes("File", bytes).buffer).toBe(bytes.buffer);
  });
});

const archive = (folder: string): Buffer =>
  Buffer.concat([
    Buffer.from("PK\x03\x04\x14\0\x06\0[Content_Types].xml"),
    deflateRawSync("x"),
    Buffer.from(folder),
  ]);

describe("bytes that are no text", () => {
  test.each<[string, Buffer, RegExp]>([
    ["a PDF", Buffer.from("%PDF-1.7\n%\xe2\xe3", "latin1"), /is a PDF\. Take its text out/],
    ["a PDF behind a mark", Buffer.from("\uFEFF%PDF-1.4\n"), /is a PDF\./],
    ["a Word document", archive("word/document.xml"), /is a Word document\. Take its text/],
    ["an Excel workbook", archive("xl/workbook.xml"), /is an Excel workbook\. Take/],
    ["a presentation", archive("ppt/slides"), /is a PowerPoint presentation/],
    ["a ZIP archive", archive("photos/"), /is a ZIP archive/],
    ["an old Office document", Buffer.from("d0cf11e0a1b11ae1000000", "hex"), /is an old Office document/],
    ["a gzip archive", Buffer.from("1f8b0800", "hex"), /is a gzip archive/],
    ["an image", Buffer.from("89504e470d0a1a0a0000", "hex"), /is a PNG image/],
    ["a video", Buffer.from("\0\0\0\x18ftypmp42"), /is a video or a sound in MP4/],
    ["Windows-1252", Buffer.from("Müller und Söhne", "latin1"), /is not in UTF-8.*Windows-1252.*as UTF-8\.$/],
    ["the end of a line in Windows-1252", Buffer.from("Caf\xe9", "latin1"), /ends within a character/],
    ["UTF-8 cut within two bytes", Buffer.from("Zoë").subarray(0, 3), /ends within a character.*whole file/],
    ["UTF-8 cut within four bytes", Buffer.from("a😀").subarray(0, 4), /ends within a character/],
    ["UTF-16 without a mark", Buffer.from("Hello", "utf16le"), /zero bytes.*UTF-16 without a mark/],
    [
      "UTF-16 cut within a character",
      Buffer.from("\uFEFF😀", "utf16le").subarray(0, 4),
      /UTF-16, but broken/,
    ],
    ["UTF-16 of an odd length", Buffer.from("\uFEFFab", "utf16le").subarray(0, 5), /UTF-16, but broken/],
    ["UTF-32", Buffer.from("fffe000061000000", "hex"), /is in UTF-32/],
    ["noise", Buffer.from("c3280fa0ff91", "hex"), /is not in UTF-8/],
  ])("are refused by the label, with what they are and what to do: %s", (_what, bytes, message) => {
    expect(refusalOf(read, bytes)).toMatch(message);
    expect(refusalOf(read, bytes)).toMatch(/^File: the file .*(before this one|as UTF-8)\.$/);
  });
});

describe("a text that was entered", () => {
  test.each([
    ["\uFEFFtext", "text"],
    ["cut \uD83D", "cut \uFFFD"],
    ["\uDE00 cut", "\uFFFD cut"],
    ["whole 😀", "whole 😀"],
    ["PKW and %PDF-1.7 are words", "PKW and %PDF-1.7 are words"],
  ])("%j is read as %j", (given, text) => {
    expect(textOfString("Prompt", given)).toBe(text);
  });

  test("is refused as a document in base64, which nobody writes by hand", () => {
    const pdf = Buffer.from(`%PDF-1.7\n${"x".repeat(40)}`).toString("base64");
    expect(refusalOf((value) => textOfString("Prompt", String(value)), pdf)).toMatch(
      /^Prompt: the text is a PDF as base64\. Take its text/,
    );
    const letter = Buffer.from("Dear Ada, this is a letter.").toString("base64");
    expect(textOfString("Prompt", letter)).toBe(letter);
  });

  test.each(["%PDF-1.7\n%\uFFFD\uFFFD", "\uFEFF%PDF-1.4\r\n", "PK\u0003\u0004\u0014\0"])(
    "%j is refused as a document that was read as text",
    (given) => {
      expect(refusalOf((value) => textOfString("Prompt", String(value)), given)).toMatch(
        /^Prompt: the text is a (PDF|ZIP archive).* read as text\. Take its text/,
      );
    },
  );
});
