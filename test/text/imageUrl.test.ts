import { imageUrl } from "../../src/text/imageUrl";

const bytes = {
  png: Buffer.from("89504e470d0a1a0a0000000d49484452", "hex"),
  jpeg: Buffer.from("ffd8ffe000104a464946", "hex"),
  gif: Buffer.from("GIF89a\x01\x00"),
  webp: Buffer.from("RIFF\x24\x00\x00\x00WEBPVP8 "),
};

describe.each(Object.entries(bytes))("a %s image", (format, image) => {
  const url = `data:image/${format};base64,${image.toString("base64")}`;
  test.each<[string, unknown]>([
    ["bytes", image],
    ["other bytes", new Uint8Array(image)],
    ["base64 text", image.toString("base64")],
    ["base64 text of URLs", image.toString("base64url")],
    ["base64 text in lines", `${image.toString("base64").slice(0, 4)}\n${image.toString("base64").slice(4)}`],
    ["a data URL", url],
    ["a file", { data: image, contentType: "application/octet-stream" }],
    ["a file with base64", { data: image.toString("base64") }],
    ["bytes that went through JSON", JSON.parse(JSON.stringify(image))],
    ["a file that went through JSON", JSON.parse(JSON.stringify({ data: image }))],
  ])("may be %s", (_what, value) => {
    const made = imageUrl(value) ?? "";
    expect(made.startsWith(`data:image/${format};base64,`)).toBe(true);
    expect(Buffer.from(made.split(",")[1] ?? "", "base64")).toEqual(image);
  });
});

test("an https address is sent as it is", () => {
  expect(imageUrl(" https://example.com/a.png?x=1 ")).toBe("https://example.com/a.png?x=1");
});

test("bytes of an unknown format go by their content type", () => {
  expect(imageUrl({ data: Buffer.from("abc"), contentType: "image/heic" })).toBe(
    "data:image/heic;base64,YWJj",
  );
});

test.each<[unknown]>([
  ["http://example.com/a.png"],
  ["ftp://example.com/a.png"],
  ["https://"],
  ["data:text/html;base64,YWJj"],
  ["data:image/png;base64,%%%"],
  ["a photo"],
  ["YWJjZGVm"],
  [Buffer.from("abc")],
  [Buffer.alloc(0)],
  [{ data: Buffer.from("abc"), contentType: "text/html" }],
  [{ data: Buffer.alloc(0), contentType: "image/png" }],
  [{}],
  [5],
  [true],
  [null],
])("%j is no image", (value) => {
  expect(imageUrl(value)).toBeUndefined();
});
