import { PNG } from "pngjs";
import { startContentSafety, startLocalEndpoint } from "../../../local/endpoint";
import { shareStarted } from "../../support/hooks";
import type { Reply } from "./support";

const endpoint = shareStarted(() => startLocalEndpoint());
const safety = shareStarted(() => startContentSafety());

const send = async (url: string, headers: Record<string, string>, body: object) => {
  const response = await fetch(url, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Reply["body"] };
};

const moderations = (body: object, base = "/v1") =>
  send(
    `${endpoint.url}${base}/moderations`,
    { authorization: `Bearer ${endpoint.apiKey}`, "api-key": endpoint.apiKey },
    body,
  );

const analyze = (kind: string, body: object, key = safety.apiKey, version = "2024-09-01") =>
  send(
    `${safety.url}/contentsafety/${kind}:analyze?api-version=${version}`,
    { "ocp-apim-subscription-key": key },
    body,
  );

const square = (side: number): string => {
  const png = new PNG({ width: side, height: side });
  for (let place = 0; place < png.data.length; place += 4) png.data.set([255, 0, 0, 255], place);
  return PNG.sync.write(png).toString("base64");
};

const image = { type: "image_url", image_url: { url: `data:image/png;base64,${square(2)}` } };

describe("moderation", () => {
  test("has a result for each text of a list, and one for a list of parts", async () => {
    const texts = await moderations({ input: ["Stab them.", "A nice day."] });
    expect(texts.body.results.map(({ flagged }: { flagged: boolean }) => flagged)).toEqual([true, false]);
    const parts = await moderations({ input: [{ type: "text", text: "A nice day." }, image] });
    expect(parts.body.results).toHaveLength(1);
    expect(parts.body.results[0].category_applied_input_types).toMatchObject({
      violence: ["text", "image"],
      hate: ["text"],
    });
    expect(parts.body.results[0].categories.violence).toBe(true);
  });

  test("refuses two images, and a model that judges nothing", async () => {
    const { status, body } = await moderations({ input: [image, image] });
    expect([status, body.error.code]).toEqual([400, "too_many_images"]);
    expect(body.error.message).toBe("Number of images (2) exceeds maximum of 1");
    expect((await moderations({ input: "x", model: "gpt-5.4" })).status).toBe(404);
  });

  test("is not there on Azure", async () => {
    expect((await moderations({ input: "x" }, "/openai/v1")).status).toBe(404);
  });
});

describe("Content Safety", () => {
  test("has the categories in its own order, else in the one asked for", async () => {
    const categoriesOf = async (body: object) =>
      (await analyze("text", body)).body.categoriesAnalysis.map(
        (entry: { category: string }) => entry.category,
      );
    expect(await categoriesOf({ text: "x" })).toEqual(["Hate", "SelfHarm", "Sexual", "Violence"]);
    const categories = ["Violence", "Hate"];
    expect(await categoriesOf({ text: "x", categories })).toEqual(categories);
  });

  test("has four severities, or eight of texts", async () => {
    const severityOf = async (more: object) =>
      (await analyze("text", { text: "A massacre!", ...more })).body.categoriesAnalysis[3].severity;
    expect(await severityOf({})).toBe(6);
    expect(await severityOf({ outputType: "EightSeverityLevels" })).toBe(7);
  });

  test("judges an image by its color", async () => {
    const { body } = await analyze("image", { image: { content: square(50) } });
    expect(body.categoriesAnalysis[3]).toEqual({ category: "Violence", severity: 6 });
  });

  test.each([
    ["text", { text: "x".repeat(10_001) }],
    ["text", {}],
    ["image", { image: { content: square(49) } }],
    ["image", { image: { content: square(50), blobUrl: "https://b" } }],
    ["image", { image: {} }],
  ])("refuses %s %#", async (kind, body) => {
    const answer = await analyze(kind, body);
    expect([answer.status, answer.body.error.code]).toEqual([400, "InvalidRequestBody"]);
  });

  test("lets nobody in without its key, and knows no other version", async () => {
    expect((await analyze("text", { text: "x" }, "another")).status).toBe(401);
    expect((await analyze("text", { text: "x" }, safety.apiKey, "2020-01-01")).status).toBe(404);
  });
});
