import { PNG } from "pngjs";
import { startLocalEndpoint } from "../../../local/endpoint";
import { shareStarted } from "../../support/hooks";
import { call } from "./support";

const endpoint = shareStarted(() => startLocalEndpoint());

const imagesPath = "/openai/v1/images/generations?api-version=preview";
const draw = (fields: Record<string, unknown>) =>
  call(endpoint, imagesPath, { model: "my-images", prompt: "a cat", ...fields });

test("an image is a PNG of the size asked for", async () => {
  const { status, body } = await draw({ size: "1536x1024", quality: "low" });
  const png = PNG.sync.read(Buffer.from(body.data[0].b64_json, "base64"));
  expect([status, png.width, png.height]).toEqual([200, 1536, 1024]);
  expect(body).toMatchObject({
    created: expect.any(Number),
    output_format: "png",
    size: "1536x1024",
    quality: "low",
    background: "opaque",
    usage: { input_tokens: 2, input_tokens_details: { text_tokens: 2, image_tokens: 0 } },
  });
});

test("auto is a square, and the same prompt gives the same picture", async () => {
  const [first, second] = await Promise.all([draw({ size: "auto" }), draw({})]);
  expect(first.body.size).toBe("1024x1024");
  expect(first.body.data[0].b64_json).toBe(second.body.data[0].b64_json);
});

test("several images differ", async () => {
  const { body } = await draw({ n: 3 });
  expect(new Set(body.data.map((image: { b64_json: string }) => image.b64_json)).size).toBe(3);
});

test("a transparent background has transparent pixels", async () => {
  const { body } = await draw({ background: "transparent" });
  const png = PNG.sync.read(Buffer.from(body.data[0].b64_json, "base64"));
  expect(png.data.some((value, index) => index % 4 === 3 && value === 0)).toBe(true);
});

test("jpeg output starts and ends as a JPEG and has the size in its header", async () => {
  const { body } = await draw({ output_format: "jpeg", size: "1024x1536" });
  const bytes = Buffer.from(body.data[0].b64_json, "base64");
  const frame = bytes.indexOf(Buffer.from([0xff, 0xc0]));
  expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]));
  expect(bytes.subarray(-2)).toEqual(Buffer.from([0xff, 0xd9]));
  expect([bytes.readUInt16BE(frame + 7), bytes.readUInt16BE(frame + 5)]).toEqual([1024, 1536]);
});

test("the dated route draws as well", async () => {
  const path = "/openai/deployments/my-images/images/generations?api-version=2024-10-21";
  expect((await call(endpoint, path, { prompt: "a cat" })).body.data).toHaveLength(1);
});

test("a dated path names the deployment, and a body that names it as well is refused", async () => {
  const path = "/openai/deployments/my-images/images/generations?api-version=2024-10-21";
  const { status, body } = await call(endpoint, path, { model: "my-images", prompt: "a cat" });
  expect([status, body.error]).toEqual([
    400,
    expect.objectContaining({ type: "image_generation_user_error", param: "model", code: "invalid_value" }),
  ]);
});

test("a body that says that it is a form and can't be read as one is refused", async () => {
  const response = await fetch(`${endpoint.url}/openai/v1/images/edits`, {
    method: "POST",
    headers: { "api-key": endpoint.apiKey, "content-type": "multipart/form-data; boundary=b" },
    body: "--other\r\n",
  });
  const body = (await response.json()) as { error: { message: string } };
  expect([response.status, body.error.message]).toEqual([400, expect.stringContaining("a form")]);
});

test.each([
  [{ prompt: undefined }, "prompt", "missing_required_parameter"],
  [{ prompt: "x".repeat(32_001) }, "prompt", "string_above_max_length"],
  [{ n: 11 }, "n", "integer_above_max_value"],
  [{ n: 0 }, "n", "integer_below_min_value"],
  [{ size: "1000x1000" }, "size", "invalid_value"],
  [{ size: "big" }, "size", "invalid_value"],
  [{ size: "3840x1024" }, "size", "invalid_value"],
  [{ model: "gpt-image-1", size: "2048x2048" }, "size", "invalid_value"],
  [{ response_format: "b64_json" }, "response_format", "unknown_parameter"],
  [{ output_format: "webp" }, "output_format", "invalid_value"],
  [{ background: "transparent", output_format: "jpeg" }, "background", "invalid_value"],
])("%# is refused with param %s", async (fields, param, code) => {
  const { status, body } = await draw(fields);
  expect([status, body.error.param, body.error.code]).toEqual([400, param, code]);
});

test("a forbidden prompt is refused in the image shape", async () => {
  const { status, body } = await draw({ prompt: "forbidden-content" });
  expect([status, body.error.code]).toEqual([400, "content_policy_violation"]);
  expect(body.error.inner_error.code).toBe("ResponsibleAIPolicyViolation");
});
