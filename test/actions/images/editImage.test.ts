import { PNG } from "pngjs";
import type { ImageOutput } from "../../../src/actions/images/images";
import { failureOf, run } from "../../support/connector";
import { shareEndpoint, shareServer } from "../../support/hooks";
import { sampleImages } from "../../support/sampleImages";
import type { ScriptedAnswer } from "../../support/scriptedServer";
import { type Api, apis, connectionTo, datedVersion, onlyRequest } from "../support";
import { fieldsOf, fileOf, filesOf, leftHalf, partsOf, pngOf } from "./editing";

const endpoint = shareEndpoint();
const server = shareServer();
const photo = pngOf(48, 32);

const edit = async (params: Record<string, unknown> = {}, api: Api = "v1"): Promise<ImageOutput> =>
  (
    await run("editImage", {
      connection: connectionTo(endpoint.url, api),
      model: "gpt-image-2",
      prompt: "A cat with a red scarf",
      images: fileOf(photo),
      ...params,
    })
  ).data as ImageOutput;

describe("the request", () => {
  test("is a form with the prompt, the form's defaults and the image as it is", async () => {
    await edit();
    const request = onlyRequest(endpoint);
    expect(fieldsOf(request)).toStrictEqual({
      model: "gpt-image-2",
      prompt: "A cat with a red scarf",
      n: "1",
      size: "auto",
    });
    expect(filesOf(request)).toEqual([["image", "image-1.png", "image/png"]]);
    expect(partsOf(request).at(-1)?.bytes).toEqual(photo);
  });

  test("holds only what was filled in", async () => {
    await edit({ numImages: "", imageSize: "", mask: "", editSettings: "", imageSettings: "" });
    expect(Object.keys(fieldsOf(onlyRequest(endpoint)))).toEqual(["model", "prompt"]);
  });

  test("holds every input, and objects of Extra Parameters as fields in brackets", async () => {
    await edit({
      model: "my-painter",
      numImages: "2",
      imageSize: "640x1024",
      editSettings: { inputFidelity: "high" },
      imageSettings: {
        quality: "low",
        complexity: "high",
        outputFormat: "jpeg",
        outputCompression: "0",
        extraParameters: '{"user": "u", "a": {"b": [1, true], "c": null}, "d": ""}',
      },
    });
    expect(fieldsOf(onlyRequest(endpoint))).toStrictEqual({
      ...{ model: "my-painter", prompt: "A cat with a red scarf", n: "2", size: "640x1024" },
      ...{ input_fidelity: "high", quality: "low", complexity: "high" },
      ...{ output_format: "jpeg", output_compression: "0", user: "u", "a[b][]": "true" },
    });
  });

  test("has each image with its own type, and the mask behind them", async () => {
    const { webp, jpeg } = sampleImages;
    const images = [photo, { data: webp.toString("base64"), contentType: "image/png" }, jpeg];
    await edit({ images, mask: leftHalf(48, 32) }, "openai");
    expect(filesOf(onlyRequest(endpoint))).toEqual([
      ["image[]", "image-1.png", "image/png"],
      ["image[]", "image-2.webp", "image/webp"],
      ["image[]", "image-3.jpeg", "image/jpeg"],
      ["mask", "mask.png", "image/png"],
    ]);
  });

  test("may have a markup", async () => {
    await edit({ editSettings: { markup: leftHalf(48, 32) } });
    expect(filesOf(onlyRequest(endpoint)).at(-1)).toEqual(["markup", "markup.png", "image/png"]);
  });

  test.each<[Api, string, Record<string, string>, boolean]>([
    ["v1", "/openai/v1/images/edits", { "api-version": "preview" }, true],
    ["dated", "/openai/deployments/gpt-image-2/images/edits", { "api-version": datedVersion }, false],
    ["openai", "/v1/images/edits", {}, true],
  ])("goes to the right address, and names the model once: %s", async (api, path, query, isNamed) => {
    await edit({}, api);
    const request = onlyRequest(endpoint);
    expect({ path: request.path, query: request.query }).toEqual({ path, query });
    expect("model" in fieldsOf(request)).toBe(isNamed);
  });
});

describe("an image", () => {
  const base64 = photo.toString("base64");

  test.each<[string, unknown]>([
    ["bytes", photo],
    ["bytes of another kind", new Uint8Array(photo)],
    ["a buffer that was JSON between steps", JSON.parse(JSON.stringify(photo))],
    ["a file with base64 text", { data: base64, fileName: "x" }],
    ["base64 text", base64],
    ["base64 text with line ends", `${base64.slice(0, 40)}\r\n${base64.slice(40)}`],
    ["a data URL", `data:image/jpeg;base64,${base64}`],
    ["an attachment with a data URL", { image_url: { url: `data:;base64,${base64}` } }],
    ["an entry of the service's answer", { b64_json: base64 }],
    ["a list as JSON", JSON.stringify([`data:image/png;base64,${base64}`])],
    ["a list in a list", [[null, photo, ""]]],
  ])("may be %s", async (_what, images) => {
    await edit({ images });
    const request = onlyRequest(endpoint);
    expect(filesOf(request)).toEqual([["image", "image-1.png", "image/png"]]);
    expect(partsOf(request).at(-1)?.bytes).toEqual(photo);
  });

  test("may be what Create Image gave", async () => {
    const { data } = await run("createImage", {
      connection: connectionTo(endpoint.url),
      ...{ model: "gpt-image-2", prompt: "A cat", imageSize: "640x1024" },
    });
    const output = await edit({ images: (data as ImageOutput).images });
    expect(output.size).toBe("640x1024");
  });

  test("may be one of sixteen", async () => {
    await edit({ images: Array.from({ length: 16 }, () => photo) });
    expect(filesOf(onlyRequest(endpoint))).toHaveLength(16);
  });
});

describe("what comes out", () => {
  test.each(apis)("shows the mask: %s", async (api) => {
    const { images, data, tokens, warning, warnings } = await edit({ mask: leftHalf(48, 32) }, api);
    expect(images).toEqual([{ data: expect.any(Buffer), contentType: "image/png", fileName: "image-1.png" }]);
    expect(data).toHaveLength(1);
    const { width, height, data: pixels } = PNG.sync.read(images[0]?.data ?? Buffer.alloc(0));
    const colorAt = (x: number) => [...pixels.subarray(x * 4, x * 4 + 3)];
    expect([width, height]).toEqual([48, 32]);
    expect(colorAt(47)).toEqual([200, 120, 40]);
    expect(colorAt(0)).not.toEqual([200, 120, 40]);
    expect(tokens).toMatchObject({ input: expect.any(Number), image: expect.anything() });
    expect({ warning, warnings }).toEqual({ warning: null, warnings: [] });
  });

  test("warns of a mask that is transparent everywhere", async () => {
    const { warnings } = await edit({ mask: pngOf(48, 32, () => 0) });
    expect(warnings).toEqual(["Mask is transparent everywhere: all of the first image may change."]);
  });
});

describe("a budget", () => {
  test("holds for forms as well: images count, and nothing is sent over it", async () => {
    const images = [photo, photo];
    const failure = await failureOf(edit({ images, numImages: "2", budget: { tokensPerRun: "17000" } }));
    expect(failure).toMatchObject({ reason: "budget", attempts: 0 });
    // Two images of 2,500 tokens to read, and two of 6,240 to draw.
    expect(failure.message).toMatch(/may take 17[5-9]\d\d tokens/);
    expect(endpoint.requests).toEqual([]);
  });

  test("books what an edit used", async () => {
    const output = await edit({ budget: { tokensPerRun: "100000" } });
    expect(output).toMatchObject({ usageRecord: { calls: 1, models: ["gpt-image-2"] } });
  });
});

describe("a form that is sent again", () => {
  const answer = { body: { created: 1, data: [{ b64_json: photo.toString("base64") }] } };
  const again = async (first: ScriptedAnswer, params: object = {}) => {
    server.script(first, answer);
    const requestOptions = { retryDelayMS: "1" };
    const output = await edit({ connection: connectionTo(server.url), requestOptions, ...params });
    const lengths = server.requests.map(({ headers }) => Number(headers["content-length"]));
    return { output, lengths, forms: server.requests.map(({ body }) => body) };
  };

  test("is whole in each attempt", async () => {
    const { lengths, forms } = await again({ status: 500, body: { error: { message: "Broken" } } });
    expect(lengths[0]).toBeGreaterThan(photo.length);
    expect(lengths[1]).toBe(lengths[0]);
    expect(forms[1]).toBe(forms[0]);
  });

  test("names the fallback that it is for", async () => {
    const missing = { status: 404, body: { error: { code: "DeploymentNotFound", message: "Not there." } } };
    const { output, forms } = await again(missing, { fallbackModels: ["my-other"] });
    expect(output.fallback).toMatchObject({ answeredBy: { deployment: "my-other" } });
    expect(forms.map((form) => /name="model"\r\n\r\n([\w.-]+)/.exec(form)?.[1])).toEqual([
      "gpt-image-2",
      "my-other",
    ]);
  });
});
