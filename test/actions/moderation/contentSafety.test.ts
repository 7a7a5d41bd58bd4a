import { startContentSafety } from "../../../local/endpoint";
import { failureOf } from "../../support/connector";
import { shareStarted, useServer, useTestClock } from "../../support/hooks";
import { connectionTo } from "../support";
import { analysisOf, harmless, jsonOf, moderate, picture, red } from "./moderationSupport";

const key = "content-safety-key-0123456789abcdef";
const unused = "https://my-resource.openai.azure.com";

const safetyAt = (url: string, fields: Record<string, unknown> = {}) =>
  connectionTo(unused, "v1", { contentSafetyEndpoint: url, contentSafetyKey: key, ...fields });

describe("at the look-alike", () => {
  const safety = shareStarted(() => startContentSafety({ apiKey: key }));
  beforeEach(() => {
    safety.requests.length = 0;
  });
  const judge = (form: Record<string, unknown>) => moderate(safetyAt(safety.url), form);

  it("judges texts and images, each by a call of its own", async () => {
    const data = await judge({
      texts: ["Please kill the process.", "", "I want to hurt myself.", "A massacre!"],
      files: [picture(64, 64, red), picture(64)],
    });
    expect(data).toMatchObject({ source: "contentSafety", flagged: true });
    expect(data.results.map(({ flagged }) => flagged)).toEqual([false, false, true, true, true, false]);
    expect(data.categories).toEqual({
      hate: { flagged: false, score: null, severity: 0 },
      "self-harm": { flagged: true, score: null, severity: 3 },
      sexual: { flagged: false, score: null, severity: 0 },
      violence: { flagged: true, score: null, severity: 7 },
    });
    expect(safety.requests).toHaveLength(5);
    // They are sent together, and arrive in any order.
    expect(safety.requests).toContainEqual(
      expect.objectContaining({
        path: "/contentsafety/text:analyze",
        query: { "api-version": "2024-09-01" },
        bodyJson: { text: "Please kill the process.", outputType: "EightSeverityLevels" },
      }),
    );
    const sent = safety.requests.map(({ bodyJson }) => bodyJson);
    expect(sent).toContainEqual({ image: { content: picture(64).toString("base64") } });
    expect(data.notJudged).toContain("harassment");
  });

  it("flags by a severity of each category", async () => {
    const thresholds = {
      severities: [
        { key: "Violence", value: 2 },
        { key: "self_harm", value: "4" },
      ],
    };
    const { results } = await judge({ texts: ["kill the process", "hurt myself"], thresholds });
    expect(results.map(({ flagged }) => flagged)).toEqual([true, false]);
  });

  it("sends a long text in parts that the service takes", async () => {
    const { results } = await judge({ texts: [`${"One 🙂 word. ".repeat(2500)}massacre`] });
    expect(results).toMatchObject([{ status: "judged", flagged: true }]);
    expect(safety.requests.length).toBeGreaterThan(3);
  });

  it.each([
    [picture(49, 64), "49 × 64 pixels"],
    [picture(64, 2049), "64 × 2049 pixels"],
    [
      Buffer.concat([picture(64).subarray(0, -12), Buffer.alloc(4 * 2 ** 20), picture(64).subarray(-12)]),
      "4.0 MB",
    ],
  ])("does not send an image that it does not take, and never calls it clean", async (image, words) => {
    const data = await judge({ files: [{ data: image, contentType: "image/png", fileName: "icon.png" }] });
    expect(data).toMatchObject({ flagged: null, counts: { notJudged: 1, clean: 0 } });
    expect(data.results[0]).toMatchObject({ status: "notJudged", flagged: null, name: "icon.png" });
    expect(data.results[0]?.error?.message).toMatch(/^Files: file 1 \(icon\.png\) has /);
    expect(data.results[0]?.error?.message).toContain(words);
    expect(safety.requests).toHaveLength(0);
  });
});

describe("whatever the service does", () => {
  const server = useServer();
  const judge = (form: Record<string, unknown>) => moderate(safetyAt(server.url), form);

  it("flags a long text where one part is bad, also when another part failed", async () => {
    server.script(analysisOf({ ...harmless, Hate: 7 }), { status: 400, body: { error: { message: "No." } } });
    const { results } = await judge({ texts: ["One word. ".repeat(1500)] });
    expect(results).toMatchObject([{ flagged: true, status: "judged", error: { status: 400 } }]);
    server.script(analysisOf(harmless), { status: 400, body: { error: { message: "No." } } });
    const unclear = await judge({ texts: ["One word. ".repeat(1500)] });
    expect(unclear.results).toMatchObject([{ flagged: null, status: "failed" }]);
  });

  it("says that Spread over Fallbacks does nothing", async () => {
    const form = { text: "x", fallbackModels: ["other"], bulkOptions: { spread: "true" } };
    server.script(analysisOf(harmless), analysisOf(harmless));
    expect((await judge(form)).warnings).toEqual([
      "Spread over Fallbacks does nothing: Content Safety is one resource, without fallbacks.",
    ]);
    expect((await judge({ text: "x" })).warnings).toEqual([]);
  });

  it.each([
    { body: "<html>", headers: { "content-type": "text/html" } },
    { status: 302, headers: { location: "https://elsewhere.example/" } },
    { body: {} },
  ])("names the field of Content Safety for an answer that is none: %j", async (answer) => {
    server.script(answer);
    expect((await failureOf(judge({ text: "x" }))).message).toContain("Content Safety Endpoint");
  });

  it("reads severities by the names of their categories", async () => {
    server.script(analysisOf({ Violence: 6, Hate: 0, Sexual: 0, SelfHarm: 1 }));
    const { categories } = await judge({ text: "x" });
    expect(categories).toMatchObject({
      violence: { severity: 6, flagged: true },
      "self-harm": { severity: 1 },
    });
  });

  it.each<[what: string, analysis: object]>([
    ["a severity is missing", analysisOf({ ...harmless, Violence: undefined })],
    ["a severity is null", analysisOf({ ...harmless, Violence: null })],
    ["a severity is a text", { body: { categoriesAnalysis: [{ category: "Violence", severity: "0" }] } }],
    ["a category is missing", analysisOf({ Hate: 0, SelfHarm: 0, Sexual: 0 })],
    ["there are no categories", { body: { categoriesAnalysis: [] } }],
    ["categories are no objects", { body: { categoriesAnalysis: [null, 7, "Violence"] } }],
  ])("where %s, the text is not judged", async (_what, analysis) => {
    server.script(analysis as object);
    const { results, flagged } = await judge({ texts: ["x"] });
    expect(flagged).toBeNull();
    expect(results[0]).toMatchObject({ status: "notJudged", flagged: null });
    expect(results[0]?.categories["violence"]?.severity ?? null).toBeNull();
    expect(results[0]?.error?.message).toMatch(/^Content Safety says nothing of .*violence/);
  });

  it("flags what is bad enough, whatever is missing beside it", async () => {
    server.script(analysisOf({ Hate: 6 }));
    expect((await judge({ texts: ["x"] })).results[0]).toMatchObject({ status: "judged", flagged: true });
  });

  it("keeps the service's words, and a category that is new", async () => {
    server.script(analysisOf({ ...harmless, Fraud: 5 }));
    const { results, categories } = await judge({ texts: ["x"] });
    expect(categories["Fraud"]).toEqual({ flagged: true, score: null, severity: 5 });
    expect(results[0]?.raw).toMatchObject({
      categoriesAnalysis: expect.arrayContaining([{ category: "Fraud", severity: 5 }]),
    });
  });

  it("sends its key alone, and asks nothing of the connection's own service", async () => {
    server.script(analysisOf(harmless));
    await judge({ text: "x" });
    const [request] = server.requests;
    expect(request?.headers["ocp-apim-subscription-key"]).toBe(key);
    expect(request?.headers).not.toHaveProperty("api-key");
    expect(request?.headers).not.toHaveProperty("authorization");
    expect(JSON.stringify(jsonOf(request as never))).not.toContain(key);
  });

  it("hides its key in errors", async () => {
    server.script({ status: 400, body: { error: { code: "InvalidRequestBody", message: `Wrong: ${key}` } } });
    const { message } = await failureOf(judge({ text: "x" }));
    expect(message).toContain("InvalidRequestBody");
    expect(message).not.toContain(key);
  });

  it("names the fields where the key is refused", async () => {
    server.script({ status: 401, body: { error: { code: "401", message: "Access denied." } } });
    const failure = await failureOf(judge({ texts: ["x", "y"] }));
    expect(failure).toHaveProperty("connection");
    expect(failure.message).toContain("Content Safety Key");
  });
});

describe("under its limit of requests", () => {
  const clock = useTestClock();
  const server = useServer();

  it.each([
    [429, "TooManyRequests", { "retry-after": "7" }, 7000],
    [503, "ServerBusy", { "retry-after": "3" }, 3000],
    [503, "ServerBusy", {}, 0],
    [500, "InternalError", {}, 0],
  ])("waits after %d %s", async (status, code, headers, leastMs) => {
    const startedAtMs = clock.now();
    server.script({ status, headers, body: { error: { code, message: "Wait." } } }, analysisOf(harmless));
    const { counts } = await moderate(safetyAt(server.url), { texts: ["x"] });
    expect(counts).toMatchObject({ clean: 1, failed: 0 });
    expect(clock.now() - startedAtMs).toBeGreaterThanOrEqual(leastMs);
  });
});
