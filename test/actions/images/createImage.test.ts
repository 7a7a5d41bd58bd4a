import { PNG } from "pngjs";
import type { ImageOutput } from "../../../src/actions/images/images";
import { run } from "../../support/connector";
import { shareEndpoint } from "../../support/hooks";
import { type Api, apis, connectionTo, datedVersion, onlyRequest } from "../support";

const endpoint = shareEndpoint();

const draw = async (params: Record<string, unknown> = {}, api: Api = "v1"): Promise<ImageOutput> =>
  (
    await run("createImage", {
      connection: connectionTo(endpoint.url, api),
      model: "gpt-image-2",
      prompt: "A lighthouse at dawn",
      imageSize: "640x1024",
      ...params,
    })
  ).data as ImageOutput;

const sizeOf = (data: Buffer | undefined): string => {
  const { width, height } = PNG.sync.read(data ?? Buffer.alloc(0));
  return `${width}x${height}`;
};

describe("the request", () => {
  test("holds the prompt and the form's defaults", async () => {
    await run("createImage", {
      connection: connectionTo(endpoint.url),
      model: "gpt-image-2",
      prompt: "A lighthouse",
    });
    expect(onlyRequest(endpoint).bodyJson).toStrictEqual({
      model: "gpt-image-2",
      prompt: "A lighthouse",
      n: 1,
      size: "1024x1024",
    });
  });

  test("holds only what was filled in", async () => {
    await draw({ numImages: "", imageSize: "" });
    expect(onlyRequest(endpoint).bodyText).toBe('{"model":"gpt-image-2","prompt":"A lighthouse at dawn"}');
  });

  test("holds every input", async () => {
    await draw({
      model: "my-painter",
      numImages: "2",
      imageSize: "640 x 1024",
      imageSettings: {
        ...{ quality: "Low", complexity: "medium", background: "opaque" },
        ...{ outputFormat: "jpeg", outputCompression: "0" },
      },
    });
    expect(onlyRequest(endpoint).bodyJson).toStrictEqual({
      model: "my-painter",
      prompt: "A lighthouse at dawn",
      n: 2,
      size: "640x1024",
      quality: "low",
      complexity: "medium",
      background: "opaque",
      output_format: "jpeg",
      output_compression: 0,
    });
  });

  test.each<[Api, unknown, string, Record<string, string>]>([
    ["v1", undefined, "/openai/v1/images/generations", { "api-version": "preview" }],
    ["v1", "preview", "/openai/v1/images/generations", { "api-version": "preview" }],
    ["v1", "v1", "/openai/v1/images/generations", {}],
    [
      "dated",
      undefined,
      "/openai/deployments/gpt-image-2/images/generations",
      { "api-version": datedVersion },
    ],
    [
      "dated",
      "2025-04-01-preview",
      "/openai/deployments/gpt-image-2/images/generations",
      { "api-version": "2025-04-01-preview" },
    ],
    ["openai", undefined, "/v1/images/generations", {}],
    ["openai", "v1", "/v1/images/generations", {}],
  ])("goes to the right address: %s, API Version %s", async (api, apiVersion, path, query) => {
    await draw({ apiVersion }, api);
    const request = onlyRequest(endpoint);
    expect({ path: request.path, query: request.query }).toEqual({ path, query });
  });

  test.each<[Api, boolean]>([
    ["v1", true],
    ["dated", false],
    ["openai", true],
  ])("names the model once, as a deployment in a dated path: %s", async (api, isNamed) => {
    await draw({}, api);
    expect("model" in (onlyRequest(endpoint).bodyJson as object)).toBe(isNamed);
  });

  test("reaches the service with v1 on a dated connection", async () => {
    await expect(draw({ apiVersion: "v1" }, "dated")).resolves.toBeDefined();
  });

  test("reaches the service with a date on a connection of the v1 API", async () => {
    await expect(draw({ apiVersion: "2025-04-01-preview" }, "v1")).resolves.toBeDefined();
  });
});

describe("the images", () => {
  test.each<[string, Api]>([
    ["640x1024", "v1"],
    ["1536x512", "dated"],
    ["1024x1024", "openai"],
  ])("are real files of the size asked for: %s on %s", async (imageSize, api) => {
    const { images } = await draw({ imageSize }, api);
    expect(images).toHaveLength(1);
    expect(images[0]).toMatchObject({ contentType: "image/png", fileName: "image-1.png" });
    expect(Buffer.isBuffer(images[0]?.data)).toBe(true);
    expect(sizeOf(images[0]?.data)).toBe(imageSize);
  });

  test("are as many as were asked for, each with a name of its own", async () => {
    const { images, data } = await draw({ numImages: "3" });
    expect(images.map(({ fileName }) => fileName)).toEqual(["image-1.png", "image-2.png", "image-3.png"]);
    expect(images.map((image) => image.data?.toString("base64"))).toEqual(
      data?.map(({ b64_json }) => b64_json),
    );
  });

  test("are called what their bytes are", async () => {
    const { images } = await draw({ imageSettings: { outputFormat: "jpeg", outputCompression: 80 } });
    expect(images[0]).toMatchObject({ contentType: "image/jpeg", fileName: "image-1.jpeg" });
    expect(images[0]?.data?.subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]));
  });

  test("may be drawings in lines at OpenAI", async () => {
    const { images } = await draw({ imageSettings: { outputFormat: "svg" } }, "openai");
    expect(images[0]).toMatchObject({ contentType: "image/svg+xml", fileName: "image-1.svg" });
    expect(images[0]?.data?.toString()).toMatch(/^<svg /);
  });

  test.each(apis)("come beside the service's own object: %s", async (api) => {
    const output = await draw({}, api);
    expect(output).toMatchObject({
      created: expect.any(Number),
      output_format: "png",
      size: "640x1024",
      usage: { total_tokens: expect.any(Number) },
      data: [{ b64_json: expect.any(String) }],
    });
  });
});
