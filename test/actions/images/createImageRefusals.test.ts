import { capturedLogger, failureOf, run } from "../../support/connector";
import { nothingFound } from "../../support/contentFilter";
import { shareEndpoint } from "../../support/hooks";
import { startScriptedServer } from "../../support/scriptedServer";
import { type Api, connectionTo } from "../support";

const endpoint = shareEndpoint();

const draw = (params: Record<string, unknown>, api: Api = "v1", context = {}) =>
  run(
    "createImage",
    {
      connection: connectionTo(endpoint.url, api),
      model: "gpt-image-2",
      prompt: "A lighthouse",
      imageSize: "640x1024",
      ...params,
    },
    context,
  );

describe("what no service draws", () => {
  test.each<[string, Record<string, unknown>, RegExp]>([
    ["no image", { numImages: "0" }, /^Number of Images: .*from 1 to 10/],
    ["eleven images", { numImages: "11" }, /^Number of Images: .*from 1 to 10/],
    ["an empty prompt", { prompt: " " }, /^Prompt: it is empty/],
    [
      "a prompt of 32,001 characters",
      { prompt: "x".repeat(32_001) },
      /^Prompt: it has 32001 characters.*32000/,
    ],
    ["a size that is none", { imageSize: "banana" }, /^Image Size: /],
    ["a size that is too small", { imageSize: "512x512" }, /^Image Size: /],
    ["a quality that is none", { imageSettings: { quality: "best" } }, /^Quality: .*auto, low, medium, high/],
    [
      "a format that is none",
      { imageSettings: { outputFormat: "tiff" } },
      /^Output Format: .*png, jpeg, webp, gif, svg/,
    ],
    [
      "a background that is none",
      { imageSettings: { background: "blue" } },
      /^Background: .*auto, opaque, transparent/,
    ],
    [
      "a transparent jpeg",
      { imageSettings: { background: "transparent", outputFormat: "jpeg" } },
      /^Background: "transparent" .*PNG: JPEG has no transparency/,
    ],
    [
      "a compressed png",
      { imageSettings: { outputCompression: "80", outputFormat: "png" } },
      /^Output Compression: "80" .*PNG is not compressed/,
    ],
    [
      "a compressed image of the default format",
      { imageSettings: { outputCompression: "0" } },
      /^Output Compression: "0" /,
    ],
    [
      "a compression beyond 100",
      { imageSettings: { outputCompression: "101", outputFormat: "jpeg" } },
      /^Output Compression: /,
    ],
    ["a version that is none", { apiVersion: "latest" }, /^API Version: /],
  ])("is refused before any request: %s", async (_what, params, expected) => {
    const failure = await failureOf(draw(params));
    expect(failure.message).toMatch(expected);
    expect(failure.message.length).toBeLessThan(400);
    expect(endpoint.requests).toEqual([]);
  });

  test("is more than one drawing in lines", async () => {
    const failure = await failureOf(
      draw({ numImages: "2", imageSettings: { outputFormat: "svg" } }, "openai"),
    );
    expect(failure.message).toMatch(/^Number of Images: "2" .*Enter 1: SVG/);
    expect(endpoint.requests).toEqual([]);
  });

  test.each(["v1", "dated"] as const)("is webp on Azure: %s", async (api) => {
    const failure = await failureOf(draw({ imageSettings: { outputFormat: "webp" } }, api));
    expect(failure.message).toMatch(/^Output Format: "webp" .*Azure draws PNG and JPEG/);
    expect(endpoint.requests).toEqual([]);
  });
});

describe("what some service draws", () => {
  test("is webp at OpenAI, with transparency and compression", async () => {
    const bytes = Buffer.from("RIFF____WEBPVP8 ").toString("base64");
    const server = await startScriptedServer([{ body: { created: 1, data: [{ b64_json: bytes }] } }]);
    const params = {
      imageSettings: { outputFormat: "webp", background: "transparent", outputCompression: "50" },
    };
    const { data } = await run("createImage", {
      connection: connectionTo(server.url, "openai"),
      model: "gpt-image-2",
      prompt: "A lighthouse",
      ...params,
    });
    await server.close();
    expect(JSON.parse(server.requests[0]?.body ?? "")).toMatchObject({
      output_format: "webp",
      background: "transparent",
      output_compression: 50,
    });
    expect(data).toMatchObject({ images: [{ contentType: "image/webp", fileName: "image-1.webp" }] });
  });

  test("is a prompt of 32,000 characters", async () => {
    await draw({ prompt: "x".repeat(32_000) });
    expect(endpoint.requests).toHaveLength(1);
  });

  test.each<[Api, number, boolean]>([
    ["v1", 4001, true],
    ["dated", 4001, true],
    ["v1", 4000, false],
    ["openai", 4001, false],
  ])("is warned of when Azure may refuse it: %s, %i characters, %p", async (api, length, isWarned) => {
    const captured = capturedLogger();
    await draw({ prompt: "x".repeat(length) }, api, { logger: captured.logger });
    captured.restore();
    expect(captured.text().includes("some models on Azure accept 4000")).toBe(isWarned);
    expect(captured.text()).not.toContain("xxx");
  });
});

describe("what the service refuses", () => {
  test("is told in its own sentence, by the parameter", async () => {
    const failure = await failureOf(draw({ model: "gpt-image-1.5", imageSize: "2048x2048" }));
    expect(failure).toMatchObject({ kind: "rejected", status: 400, code: "invalid_value", param: "size" });
    expect(failure.message).toContain("Supported sizes are 1024x1024, 1024x1536, 1536x1024 and auto.");
  });

  test.each(["v1", "dated"] as const)("is the content filter's: %s", async (api) => {
    const failure = await failureOf(draw({ prompt: "forbidden-content" }, api));
    expect(failure).toMatchObject({
      kind: "contentFiltered",
      contentFilter: ["violence (high)"],
      attempts: 1,
    });
    expect(failure.message).toMatch(/^Create Image was stopped by the content filter/);
  });

  test("is a wrong key", async () => {
    const connection = connectionTo(endpoint.url, "v1", { apiKey: "another-key-0123456789" });
    expect((await failureOf(draw({ connection }))).name).toBe("ConnectionError");
  });
});

describe("answers of other kinds", () => {
  const drawAt = async (body: object) => {
    const server = await startScriptedServer([{ body }]);
    const outcome = await run("createImage", {
      connection: connectionTo(server.url),
      model: "m",
      prompt: "x",
    }).finally(() => server.close());
    return outcome.data;
  };

  test("are passed on unchanged, fields that the connector does not know included", async () => {
    const body = {
      created: 1,
      data: [
        { b64_json: "aGVsbG8=", revised_prompt: "x", content_filter_results: { hate: { filtered: false } } },
      ],
      future_field: [null],
    };
    expect(await drawAt(body)).toStrictEqual({
      ...body,
      images: [
        { data: Buffer.from("hello"), contentType: "application/octet-stream", fileName: "image-1.bin" },
      ],
      tokens: null,
      cost: null,
      usageRecord: expect.any(Object),
      contentFilter: nothingFound,
      warnings: [],
      warning: null,
    });
  });

  test("may be an address in place of a file", async () => {
    const url = "https://example.com/image.png?sig=abc";
    const data = await drawAt({ created: 1, data: [{ url }] });
    expect(data).toMatchObject({
      data: [{ url }],
      images: [{ url }],
      warning: expect.stringContaining("under url"),
    });
    expect((data as { images: object[] }).images[0]).not.toHaveProperty("data");
  });

  const png = Buffer.from("89504e470d0a1a0a0000000d49484452ffef", "hex");
  const base64 = png.toString("base64");

  test.each([
    ["a data URL", `data:image/png;base64,${base64}`],
    ["a data URL of another type", `DATA:application/octet-stream;charset=x;base64,${base64}`],
    ["the alphabet of addresses", png.toString("base64url")],
    ["line ends", `${base64.slice(0, 8)}\r\n ${base64.slice(8)}\n`],
    ["blanks and tabs within", ` ${base64.slice(0, 5)} \t${base64.slice(5)} `],
    ["a data URL with escapes", `data:image/png;base64,${encodeURIComponent(base64)}`],
    ["base64 without its padding", base64.replaceAll("=", "")],
  ])("may have their files as %s", async (_what, b64_json) => {
    const { images } = (await drawAt({ created: 1, data: [null, { b64_json }] })) as { images: object[] };
    expect(images).toStrictEqual([{ data: png, contentType: "image/png", fileName: "image-2.png" }]);
  });

  test("may have a data URL where an address is expected", async () => {
    const url = `data:image/png;base64,${base64}`;
    const { images } = (await drawAt({ created: 1, data: [{ b64_json: "", url }] })) as { images: object[] };
    expect(images).toStrictEqual([{ data: png, contentType: "image/png", fileName: "image-1.png" }]);
  });

  test("say how many of their entries are no image", async () => {
    const output = await drawAt({ data: [{ b64_json: base64 }, { b64_json: "!!!" }, { b64_json: base64 }] });
    expect(output).toMatchObject({
      images: [{ fileName: "image-1.png" }, { fileName: "image-3.png" }],
      warning: expect.stringMatching(/^1 of 3 entries of the answer are no image/),
    });
  });

  test("are what their bytes show: RIFF alone is no image", async () => {
    const b64_json = Buffer.from("RIFF____WAVEfmt ").toString("base64");
    expect(await drawAt({ created: 1, data: [{ b64_json }] })).toMatchObject({
      images: [{ contentType: "application/octet-stream", fileName: "image-1.bin" }],
    });
  });

  test.each<[string, object]>([
    ["no images", { created: 1, data: [] }],
    ["no list", { created: 1 }],
    ...[
      "!!!",
      " ",
      "A",
      "=",
      "data:image/png;base64,",
      "data:image/png;base64,!!!",
      "null?",
      "é".repeat(99),
    ].map((b64_json): [string, object] => [`${b64_json} for an image`, { created: 1, data: [{ b64_json }] }]),
    ["values of other types", { data: [true, [], {}, [7], 0].map((b64_json) => ({ b64_json })) }],
    ["words for an address", { data: [{ url: "none" }, { url: " " }, { b64_json: null, url: "image.png" }] }],
    [
      "nothing in the list",
      { created: 1, data: [null, {}, "x", 5, { b64_json: "", url: null }, { b64_json: 7 }] },
    ],
  ])("are errors with %s in them", async (_what, body) => {
    expect(await failureOf(drawAt(body))).toMatchObject({ kind: "unexpectedResponse" });
  });
});
