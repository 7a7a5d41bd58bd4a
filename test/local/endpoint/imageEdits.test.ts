import { PNG } from "pngjs";
import { startLocalEndpoint } from "../../../local/endpoint";
import { leftHalf, pngOf } from "../../actions/images/editing";
import { shareStarted } from "../../support/hooks";
import { sampleImages } from "../../support/sampleImages";

const endpoint = shareStarted(() => startLocalEndpoint());
const photo = pngOf(8, 4);

type File = readonly [field: string, bytes: Buffer, type?: string];

const edit = async (
  files: readonly File[],
  fields: Record<string, string> = {},
  path = "/openai/v1",
  version = "preview",
) => {
  const form = new FormData();
  const named = { model: "gpt-image-1.5", prompt: "a hat on it", ...fields };
  for (const [name, value] of Object.entries(named)) form.append(name, value);
  for (const [field, bytes, type = "image/png"] of files)
    form.append(field, new Blob([new Uint8Array(bytes)], { type }), "file");
  const response = await fetch(`${endpoint.url}${path}/images/edits?api-version=${version}`, {
    method: "POST",
    headers: { "api-key": endpoint.apiKey },
    body: form,
  });
  return {
    status: response.status,
    body: (await response.json()) as { data: Array<{ b64_json: string }>; error: object; usage: object },
  };
};

const pixelsOf = (base64 = ""): PNG => PNG.sync.read(Buffer.from(base64, "base64"));

test("an edit has as many images as were asked for, of the size of the first", async () => {
  const { body } = await edit([["image", photo]], { n: "2" });
  const sizes = body.data
    .map((image) => pixelsOf(image.b64_json))
    .map(({ width, height }) => [width, height]);
  expect(sizes).toEqual([
    [8, 4],
    [8, 4],
  ]);
  expect(body.usage).toMatchObject({ input_tokens_details: { image_tokens: 323 } });
});

test("it shows the mask, also in another size", async () => {
  const { body } = await edit(
    [
      ["image", photo],
      ["mask", leftHalf(8, 4)],
    ],
    { size: "1024x1024" },
  );
  const { width, data } = pixelsOf(body.data[0]?.b64_json);
  const colorAt = (x: number) => [...data.subarray(x * 4, x * 4 + 3)].join();
  expect(width).toBe(1024);
  expect(colorAt(1023)).toBe("200,120,40");
  expect(colorAt(511)).not.toBe("200,120,40");
  expect(colorAt(512)).toBe("200,120,40");
});

test("other formats than PNG are edited as well", async () => {
  const { jpeg, webp } = sampleImages;
  const { status } = await edit(
    [
      ["image[]", webp, "image/webp"],
      ["image[]", jpeg, "image/jpeg"],
    ],
    { output_format: "jpeg" },
  );
  expect(status).toBe(200);
});

const ofImages = { type: "image_generation_user_error" };
const noAlpha = pngOf(8, 4, undefined, 2);
const png: File = ["image", photo];

test.each<[string, readonly File[], Record<string, string>, object]>([
  ["no image", [], {}, { param: "image", code: "missing_required_parameter" }],
  [
    "a part without a type",
    [["image", photo, "application/octet-stream"]],
    {},
    { param: "image[0]", code: "unsupported_file_mimetype" },
  ],
  [
    "a type that is none",
    [png, ["image[]", photo, "image/gif"]],
    {},
    { param: "image[1]", code: "unsupported_file_mimetype" },
  ],
  [
    "bytes that are no image",
    [["image", Buffer.from("text")]],
    {},
    { ...ofImages, code: "invalid_image_file" },
  ],
  ["seventeen", Array.from({ length: 17 }, () => png), {}, { code: "array_above_max_length" }],
  ["a mask without alpha", [png, ["mask", noAlpha]], {}, { ...ofImages, code: "invalid_mask_image_format" }],
  ["an empty mask", [png, ["mask", Buffer.alloc(0)]], {}, { ...ofImages, code: "invalid_mask_image_format" }],
  [
    "a mask of another size",
    [png, ["mask", leftHalf(4, 8)]],
    {},
    { ...ofImages, code: "invalid_mask_image_format" },
  ],
  [
    "a fidelity",
    [png],
    { model: "gpt-image-2", input_fidelity: "low" },
    { ...ofImages, code: "invalid_input_fidelity_model" },
  ],
  [
    "a high one for a small model",
    [png],
    { model: "gpt-image-1-mini", input_fidelity: "high" },
    { ...ofImages, code: "invalid_input_fidelity_model" },
  ],
  [
    "a field of old models",
    [png],
    { response_format: "url" },
    { param: "response_format", code: "unknown_parameter" },
  ],
])("%s is refused", async (_what, files, fields, error) => {
  const { status, body } = await edit(files, fields);
  expect([status, body.error]).toEqual([400, expect.objectContaining(error)]);
});

test("a model beside the deployment of a dated path is refused", async () => {
  const { body } = await edit([png], {}, "/openai/deployments/my-images", "2025-04-01-preview");
  expect(body.error).toMatchObject({ ...ofImages, message: "The model 'gpt-image-1.5' does not exist." });
});
