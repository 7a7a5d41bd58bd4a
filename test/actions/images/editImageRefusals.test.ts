import { failureOf, run } from "../../support/connector";
import { shareEndpoint, shareServer } from "../../support/hooks";
import { sampleImages } from "../../support/sampleImages";
import { type Api, connectionTo } from "../support";
import { fileOf, leftHalf, pngOf } from "./editing";

const endpoint = shareEndpoint();
const server = shareServer();
const photo = pngOf(48, 32);

const edit = (params: Record<string, unknown>, api: Api = "v1", url = endpoint.url) =>
  run("editImage", {
    connection: connectionTo(url, api),
    model: "gpt-image-2",
    prompt: "A cat",
    images: photo,
    ...params,
  });

const heic = Buffer.concat([Buffer.from("\0\0\0\x18ftypheic\0\0\0\0mif1heic", "latin1"), Buffer.alloc(40)]);
const tiff = Buffer.concat([Buffer.from("II*\0", "latin1"), Buffer.alloc(40)]);
const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>');
const large = (bytes: number): Buffer => {
  const png = Buffer.alloc(bytes);
  photo.copy(png);
  photo.copy(png, bytes - 12, photo.length - 12);
  return png;
};

describe("images that no model edits", () => {
  test.each<[string, unknown, RegExp]>([
    ["none", "", /^Images: it is empty\. Reference the image/],
    ["an empty list", [], /^Images: it is empty/],
    ["an empty file", Buffer.alloc(0), /^Images: image 1: it is empty/],
    ["an address", "https://example.com/a.png", /^Images: image 1: it is an address.*Download it/],
    ["an address in an entry", { url: "https://x.example/a.png" }, /it is an address/],
    ["words", "a cat!", /^Images: image 1: it is a text, and no image/],
    ["words that base64 could be", "a red cat", /it is a text, and no image\. Accepted is/],
    ["base64 of words", Buffer.from("hello there, world").toString("base64"), /it is a text, and no image/],
    ["a data URL without data", "data:image/png;base64,", /it is a data URL without data/],
    ["an object without a file", { id: 7 }, /^Images: image 1: it is no file/],
    [
      "HEIC",
      fileOf(heic, "IMG_1.png"),
      /^Images: image 1 \(IMG_1\.png\): it is a HEIC image, and the service edits PNG/,
    ],
    ["TIFF", tiff, /it is a TIFF image.*Convert it/],
    ["GIF", sampleImages.gif, /it is a GIF image/],
    ["SVG", svg, /it is an SVG drawing/],
    ["a PDF", Buffer.from("%PDF-1.7 hello"), /it is a PDF/],
    ["a cut off image", photo.subarray(0, -20), /it is a PNG image that is cut off/],
    [
      "a second one that is wrong",
      [photo, fileOf(tiff, "b.tif")],
      /^Images: image 2 \(b\.tif\): it is a TIFF/,
    ],
    ["seventeen", Array.from({ length: 17 }, () => photo), /^Images: 17 images are too many.*16/],
    ["one of 50 MB", large(50 * 2 ** 20), /^Images: image 1: it has 50 MB\. Make it smaller/],
  ])("are refused before any request: %s", async (_what, images, expected) => {
    const failure = await failureOf(edit({ images }));
    expect(failure.message).toMatch(expected);
    expect(failure.message.length).toBeLessThan(300);
    expect(endpoint.requests).toEqual([]);
  });

  test.each<[Api, boolean]>([
    ["v1", true],
    ["dated", true],
    ["openai", false],
  ])("are WebP on Azure: %s", async (api, isRefused) => {
    const edited = edit({ images: [photo, sampleImages.webp] }, api);
    if (!isRefused) return expect(edited).resolves.toBeDefined();
    return expect((await failureOf(edited)).message).toMatch(
      /^Images: image 2: it is a WebP image, and Azure/,
    );
  });
});

describe("a mask that marks nothing, or does not fit", () => {
  const white = pngOf(48, 32, () => 255);

  test.each<[string, unknown, RegExp]>([
    ["a JPEG", sampleImages.jpeg, /^Mask: it is a JPEG image, and it has to be a PNG/],
    [
      "no alpha",
      pngOf(48, 32, undefined, 2),
      /^Mask: it has no transparency.*places to change are transparent/,
    ],
    [
      "white, and nowhere transparent",
      white,
      /^Mask: it is transparent nowhere.*black and white mark nothing/,
    ],
    ["half transparent, and nowhere wholly", pngOf(48, 32, () => 128), /^Mask: it is transparent nowhere/],
    ["another size", leftHalf(32, 48), /^Mask: it is 32 × 48 pixels large, and the first image 48 × 32/],
    ["4 MB", large(4 * 2 ** 20), /^Mask: it has 4 MB.*less than 4 MB/],
    ["several files", [white, white], /^Mask: it has 2 files/],
    ["damaged pixels", leftHalf(48, 32).fill(0xff, 45, 60), /^Mask: it is a PNG that can't be read/],
    ["an address", "https://example.com/mask.png", /^Mask: it is an address/],
  ])("is refused before any request: %s", async (_what, mask, expected) => {
    expect((await failureOf(edit({ mask }))).message).toMatch(expected);
    expect(endpoint.requests).toEqual([]);
  });

  test("is no markup beside it", async () => {
    const layer = leftHalf(48, 32);
    const failure = await failureOf(edit({ mask: layer, editSettings: { markup: layer } }));
    expect(failure.message).toMatch(/^Markup: it can't be set together with Mask/);
  });

  test("is compared with the turned sides of a JPEG as well", async () => {
    const sides = Buffer.from("ffc0000b080020003001011100", "hex");
    const jpeg = Buffer.concat([sampleImages.jpeg.subarray(0, 20), sides, sampleImages.jpeg.subarray(20)]);
    await expect(failureOf(edit({ images: jpeg, mask: leftHalf(40, 40) }))).resolves.toMatchObject({
      message: expect.stringMatching(/^Mask: it is 40 × 40 pixels large, and the first image 48 × 32/),
    });
    server.script({ body: { created: 1, data: [{ b64_json: photo.toString("base64") }] } });
    await expect(edit({ images: jpeg, mask: leftHalf(32, 48) }, "v1", server.url)).resolves.toBeDefined();
  });
});

test.each<[string, Record<string, unknown>, RegExp]>([
  ["SVG", { imageSettings: { outputFormat: "svg" } }, /^Output Format: .*SVG is for Create Image alone/],
  [
    "GIF with a mask",
    { imageSettings: { outputFormat: "gif" }, mask: leftHalf(48, 32) },
    /^Output Format: .*leave Mask empty/,
  ],
])("formats that edits can't have are refused: %s", async (_what, params, expected) => {
  expect((await failureOf(edit(params, "openai"))).message).toMatch(expected);
  expect(endpoint.requests).toEqual([]);
});

/** A refusal of the image models, as they word it. */
const refusal = (error: object, status = 400) => ({
  status,
  body: { error: { type: "image_generation_user_error", param: null, ...error } },
});

const blocked =
  "Your resource has been temporarily blocked because we detected behavior that may violate our content policy.";

describe("what the service refuses", () => {
  test("is a fidelity that the model does not take", async () => {
    const failure = await failureOf(edit({ editSettings: { inputFidelity: "low" } }));
    expect(failure).toMatchObject({ kind: "rejected", code: "invalid_input_fidelity_model", attempts: 1 });
    expect(failure.message).toContain("Leave Input Fidelity empty: this model does not take the value.");
  });

  test.each<[string, { status: number; body: object }, object, RegExp]>([
    [
      "a fidelity that is for another model",
      refusal({
        message: "input_fidelity 'high' is only supported for model gpt-model-1",
        code: "invalid_input_fidelity_model",
      }),
      { kind: "rejected" },
      /Leave Input Fidelity empty/,
    ],
    [
      "a mask",
      refusal({
        message: "Invalid mask image format - mask image missing alpha channel",
        param: "mask",
        code: "invalid_mask_image_format",
      }),
      { kind: "rejected" },
      /Check what Mask holds/,
    ],
    [
      "the type of an image",
      refusal({
        message: "Invalid file 'image[0]': unsupported mimetype ('application/octet-stream').",
        type: "invalid_request_error",
        param: "image[0]",
        code: "unsupported_file_mimetype",
      }),
      { kind: "rejected", param: "image[0]" },
      /Check what Images holds/,
    ],
    [
      "content, by its categories",
      refusal({
        message: "Your request was rejected by the safety system. safety_violations=[violence, self-harm].",
        param: "",
        code: "moderation_blocked",
      }),
      { kind: "contentFiltered", contentFilter: ["violence", "self-harm"] },
      /stopped by the content filter.*Blocked: violence, self-harm/,
    ],
    [
      "the whole resource",
      { status: 403, body: { error: { code: "Forbidden", message: blocked } } },
      { kind: "rejected", reason: "account" },
      /The resource is blocked, whatever is asked of it/,
    ],
    [
      "the same within a success",
      { ...refusal({ message: "Invalid image.", code: "invalid_image_file" }), status: 200 },
      { kind: "rejected", status: 400 },
      /Invalid image\./,
    ],
  ])("is told once, without a retry: %s", async (_what, answer, facts, expected) => {
    server.script(answer);
    const failure = await failureOf(edit({}, "v1", server.url));
    expect(failure).toMatchObject({ attempts: 1, ...facts });
    expect(failure.message).toMatch(expected);
  });

  test("is unsafe content, also of the look-alike", async () => {
    const failure = await failureOf(edit({ prompt: "forbidden-content" }, "openai"));
    expect(failure).toMatchObject({ kind: "contentFiltered", contentFilter: ["violence"] });
  });
});

describe("fewer images than were asked for", () => {
  const image = { b64_json: photo.toString("base64") };

  test.each(["editImage", "createImage"])("are told by %s", async (action) => {
    server.script({ body: { created: 1, data: [image, image] } });
    const images = action === "editImage" ? { images: photo } : {};
    const connection = connectionTo(server.url);
    const { data } = await run(action, { connection, model: "m", prompt: "x", numImages: "3", ...images });
    expect(data).toMatchObject({ warning: expect.stringMatching(/^2 of 3 images came/) });
  });

  test("are an error where none came", async () => {
    server.script({ body: { created: 1, data: [] } });
    expect(await failureOf(edit({}, "v1", server.url))).toMatchObject({ kind: "unexpectedResponse" });
  });
});
