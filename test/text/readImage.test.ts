import { mostImageBytes, readImage } from "../../src/text/readImage";
import { sampleImages as bytes } from "../support/sampleImages";

const urlsOf = (value: unknown): string[] => {
  const read = readImage(value);
  if ("problem" in read) throw new Error(read.problem);
  return read.urls;
};

const escapedBytes = (image: Buffer): string => image.toString("hex").replace(/../g, "%$&");

const problemOf = (value: unknown): string => {
  const read = readImage(value);
  return "problem" in read ? read.problem : "";
};

describe.each(Object.entries(bytes))("a %s image", (format, image) => {
  const base64 = image.toString("base64");
  const url = `data:image/${format};base64,${base64}`;
  const arrayBuffer = image.buffer.slice(image.byteOffset, image.byteOffset + image.length);

  test.each<[string, unknown]>([
    ["bytes", image],
    ["other bytes", new Uint8Array(image)],
    ["a buffer without a view", arrayBuffer],
    ["base64 text", base64],
    ["base64 text of URLs", image.toString("base64url")],
    ["base64 text in lines", `${base64.slice(0, 4)}\n${base64.slice(4)}`],
    ["a data URL", url],
    ["a data URL in capitals, with blanks", ` DATA:image/${format};BASE64, ${base64}\n`],
    ["a data URL of another type", `data:application/octet-stream;base64,${base64}`],
    ["a data URL of a wrong type", `data:image/heic;base64,${base64}`],
    ["a data URL without a type", `data:;base64,${base64}`],
    ["a data URL of any image", `data:image/*;base64,${base64}`],
    ["a data URL with parameters", `data:image/${format};name=a.x;charset=utf-8;base64,${base64}`],
    ["a data URL in the letters of URLs", `data:image/${format};base64,${image.toString("base64url")}`],
    ["a data URL that is escaped", `data:image/${format};base64,${encodeURIComponent(base64)}`],
    ["a data URL of escaped bytes", `data:image/${format},${escapedBytes(image)}`],
    ["a file", { data: image, contentType: "application/octet-stream" }],
    ["a file of a wrong type", { data: image, contentType: "text/html" }],
    ["a file with base64", { data: base64 }],
    ["a file that says so", { data: base64, encoding: "base64", contentType: "image/x" }],
    ["bytes that went through JSON", JSON.parse(JSON.stringify(image))],
    ["a file that went through JSON", JSON.parse(JSON.stringify({ data: image }))],
    ["an attachment", { id: "att1", url, filename: "a.x", type: "image/x" }],
    ["a part of a message", { type: "image_url", image_url: { url } }],
  ])("may be %s", (_what, value) => {
    expect(urlsOf(value)).toEqual([url]);
  });

  test("is refused when it is cut off", () => {
    expect(problemOf(image.subarray(0, image.length - 3))).toMatch(/ that is cut off\. Reference the whole/);
    expect(problemOf(url.slice(0, -8))).toMatch(/ that is cut off/);
  });

  test("is refused beyond 50 MB", () => {
    const padding = Buffer.alloc(mostImageBytes + 1 - image.length);
    const large = Buffer.concat([image.subarray(0, 13), padding, image.subarray(13)]);
    expect(problemOf(large)).toBe("has 50.0 MB, and the service takes 50.0 MB. Make it smaller.");
  });
});

describe("addresses", () => {
  test.each<[unknown, string[]]>([
    [" https://example.com/a.png?x=1 ", ["https://example.com/a.png?x=1"]],
    ["HTTPS://example.com/a", ["HTTPS://example.com/a"]],
    [new URL("https://example.com/a.png"), ["https://example.com/a.png"]],
    [{ url: "https://example.com/a" }, ["https://example.com/a"]],
    [
      [{ id: "1", url: "https://a.example/1" }, "https://a.example/2"],
      ["https://a.example/1", "https://a.example/2"],
    ],
    [
      "https://a.example/1.png, https://a.example/2.png",
      ["https://a.example/1.png", "https://a.example/2.png"],
    ],
    [
      "https://a.example/1\nhttps://a.example/2;https://a.example/3",
      ["https://a.example/1", "https://a.example/2", "https://a.example/3"],
    ],
    [
      "https://a.example/fetch/w_1,h_1/https://b.example/x.png",
      ["https://a.example/fetch/w_1,h_1/https://b.example/x.png"],
    ],
  ])("%j is sent as %j", (value, urls) => {
    expect(urlsOf(value)).toEqual(urls);
  });

  test.each<[string, RegExp]>([
    ["http://example.com/a.png", /begins with http\. Enter one that begins with https\./],
    ["https://a.example/1.png, http://a.example/2.png", /begins with http\./],
    ["https://a.example/1.png (front)", /with a blank in it\. Write %20/],
    ["https://", /no address that can be read/],
    ["https://a.example:99999/x", /no address that can be read/],
  ])("%j is refused", (value, problem) => {
    expect(problemOf(value)).toMatch(problem);
  });
});

const heif = (brand: string): Buffer => Buffer.from(`\0\0\0\x18ftyp${brand}\0\0\0\0`, "latin1");
const bitmap = Buffer.concat([Buffer.from("BM"), Buffer.alloc(12), Buffer.from([40]), Buffer.alloc(40)]);

describe("what models don't look at", () => {
  const files: Array<[string, Buffer, RegExp]> = [
    ["HEIC", heif("heic"), /^is a HEIC image\. Convert it to PNG, JPEG, GIF or WebP\.$/],
    ["HEIF", heif("mif1"), /^is a HEIC image/],
    ["AVIF", heif("avif"), /^is an AVIF image/],
    ["TIFF", Buffer.from("II*\0\x08\0\0\0"), /^is a TIFF image/],
    ["TIFF of the other order", Buffer.from("MM\0*\0\0\0\x08"), /^is a TIFF image/],
    ["BMP", bitmap, /^is a BMP image/],
    ["SVG", Buffer.from('<?xml version="1.0"?>\n<!-- x -->\n<svg xmlns="y"/>'), /^is an SVG drawing/],
    ["HTML", Buffer.from("<html>404 Not Found</html>"), /^is an HTML page/],
    ["HTML with a doctype", Buffer.from("\n<!doctype html><title>x"), /^is an HTML page/],
    ["PDF", Buffer.from("%PDF-1.7\n"), /^is a PDF\. Convert/],
    ["a sound", Buffer.from("RIFF\x24\0\0\0WAVEfmt "), /^is a sound/],
    ["words", Buffer.from("not found"), /^is no image that a model looks at\. Convert it/],
    ["nothing", Buffer.alloc(0), /^is empty\./],
  ];

  test.each(files)("is refused by its bytes, whatever it is called: %s", (_what, file, problem) => {
    expect(problemOf({ data: file, contentType: "image/png" })).toMatch(problem);
    if (file.length > 0)
      expect(problemOf(`data:image/png;base64,${file.toString("base64")}`)).toMatch(problem);
  });

  test.each<[unknown]>([
    ["ftp://example.com/a.png"],
    ["data:text/html;base64,YWJj"],
    ["data:image/svg+xml,%3Csvg%3E%3C/svg%3E"],
    ["data:image/png;base64,%%%"],
    ["data:image/png;base64,"],
    ["data:image/png"],
    ["a photo"],
    ["YWJjZGVm"],
    [" "],
    [{}],
    [{ url: null }],
    [{ url: { url: { url: { url: "https://example.com/a" } } } }],
    [Object.create(null)],
    [{ type: "Buffer", data: [300, -1] }],
    [5],
    [5n],
    [true],
    [null],
    [undefined],
    [[null]],
  ])("is refused: %p", (value) => {
    expect(problemOf(value)).toMatch(/^(is|has) .+\.$/);
  });
});

describe("a GIF of several pictures", () => {
  const header = Buffer.from("GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff", "latin1");
  const pause = Buffer.from("21f904000000000000", "hex").subarray(0, 8);
  const picture = Buffer.from("2c00000000010001000002024401" + "00", "hex");
  const end = Buffer.from(";");
  const comment = Buffer.from("21fe032c2c3b00", "hex");

  test("is refused, since models look at one", () => {
    expect(problemOf(Buffer.concat([header, pause, picture, pause, picture, end]))).toMatch(
      /^is an animated GIF, .* Convert it to PNG\.$/,
    );
  });

  test.each([
    ["one picture", [header, pause, picture, end]],
    ["one picture and a comment", [header, comment, picture, comment, end]],
    ["one picture and bytes behind the end", [header, picture, end, picture, picture, end]],
  ])("is none with %s", (_what, parts) => {
    expect(readImage(Buffer.concat(parts))).toHaveProperty("urls");
  });
});

test.each([
  ["https://a.example/?of=https://b.example/1,https://b.example/2", 1],
  ["https://a.example/?of=https://b.example/1,https://b.example/2, https://c.example/3", 2],
  ["https://a.example/w_1,h_1/1.png,https://a.example/w_1,h_1/2.png", 2],
])("%s holds as many addresses as are meant", (cell, count) => {
  expect(readImage(cell)).toEqual({ urls: cell.split(count > 1 ? /,\s*(?=https:..(?:c|a))/ : "\n") });
});

test.each(["https://a.example/1.png;", "https://a.example/1.png, ", "https://a.example/1.png |"])(
  "%j holds one address without the separator behind it",
  (cell) => {
    expect(readImage(cell)).toEqual({ urls: ["https://a.example/1.png"] });
  },
);

test("a long cell of separators is read in no time worse than linear", () => {
  const cell = `https://a.example/1${" ,;".repeat(100_000)}x`;
  expect(problemOf(cell)).toMatch(/with a blank in it/);
});
