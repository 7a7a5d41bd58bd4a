import { PNG } from "pngjs";
import { imageDimensions } from "../../src/text/imageDimensions";
import { imageTokens } from "../../src/text/imageTokens";
import { sampleImages } from "../support/sampleImages";

const jpeg = (frame: string): Buffer =>
  Buffer.from(`ffd8ffe000104a464946000101000001000100 00${frame}`.replaceAll(" ", ""), "hex");

describe("the size of an image", () => {
  test.each<[what: string, bytes: Buffer, width: number, height: number]>([
    ["a PNG", PNG.sync.write(new PNG({ width: 70, height: 30 })), 70, 30],
    ["a GIF", sampleImages.gif, 1, 1],
    ["a lossless WebP", sampleImages.webp, 1, 1],
    [
      "a lossy WebP",
      Buffer.from("52494646220000005745425056503820160000000000009d012a800240010000", "hex"),
      640,
      320,
    ],
    [
      "an extended WebP",
      Buffer.from(
        `52494646220000005745425056503858 0a0000000000000 0 7f0200 3f0100 0000`.replaceAll(" ", ""),
        "hex",
      ),
      640,
      320,
    ],
    ["a JPEG", jpeg("ffc0001108 0140 0280 03"), 640, 320],
    [
      "a JPEG with a table and a fill byte before its frame",
      jpeg("ffc40004 0000 ff ffc2001108 0140 0280 03"),
      640,
      320,
    ],
  ])("is read from %s", (_what, bytes, width, height) => {
    expect(imageDimensions(bytes)).toEqual({ width, height });
  });

  test.each<[what: string, bytes: Buffer]>([
    ["nothing", Buffer.alloc(0)],
    ["a beginning", sampleImages.png.subarray(0, 20)],
    ["zeros", Buffer.concat([Buffer.from("\x89PNG", "latin1"), Buffer.alloc(40)])],
    ["a JPEG without a frame", sampleImages.jpeg],
    ["a JPEG of empty segments", jpeg("ffe00000".repeat(50))],
    ["another kind of file with a WebP's chunk", Buffer.from("RIFF    WAVEVP8                    ")],
    ["another WebP", Buffer.from("RIFF    WEBPALPH                  ")],
    ["text", Buffer.from("No image at all, and long enough for a header.")],
  ])("is not known of %s", (_what, bytes) => {
    expect(imageDimensions(bytes)).toBeUndefined();
  });
});

describe("the tokens of an image", () => {
  test.each<
    [model: string | undefined, width: number, height: number, detail: string | undefined, tokens: number]
  >([
    ["gpt-4o", 1024, 1024, "high", 765],
    ["gpt-4o", 2048, 4096, undefined, 1105],
    ["gpt-4o", 4096, 8192, "low", 85],
    ["gpt-4.1", 128, 64, "auto", 255],
    ["my-deployment", 1024, 1024, "high", 765],
    [undefined, 512, 513, "high", 425],
    ["gpt-4o-mini", 128, 64, "high", 8500],
    ["gpt-4o-mini-2024-07-18", 128, 64, "low", 2833],
    ["o3", 1024, 1024, "high", 675],
    ["gpt-5.4", 1024, 1024, "high", 630],
    ["ft:gpt-5", 10, 10, "low", 70],
    ["gpt-4.1-mini", 1024, 1024, "high", 1659],
    ["gpt-4.1-mini", 1800, 2400, "low", 2353],
    ["gpt-5-nano", 32, 33, undefined, 5],
    ["o4-mini", 1, 100_000, undefined, 2642],
  ])("with %s, %d x %d at detail %s", (model, width, height, detail, tokens) => {
    expect(imageTokens({ width, height }, model, detail)).toBe(tokens);
  });

  test("are bounded for any size", () => {
    for (const width of [1, 31, 4000, 65_535, 2 ** 31])
      for (const height of [1, 33, 1474, 65_535, 2 ** 31]) {
        expect(imageTokens({ width, height }, "gpt-5-mini")).toBeLessThanOrEqual(Math.ceil(1536 * 1.62));
        expect(imageTokens({ width, height }, "gpt-5")).toBeLessThanOrEqual(70 + 8 * 140);
      }
  });
});
