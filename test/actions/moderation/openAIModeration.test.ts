import { failureOf } from "../../support/connector";
import { shareEndpoint, useServer, useTestClock } from "../../support/hooks";
import { type ReceivedRequest, sendAnswer } from "../../support/scriptedServer";
import { connectionTo } from "../support";
import { jsonOf, moderate, moderationOf, picture, red, resultOf } from "./moderationSupport";

describe("at the local endpoint", () => {
  const endpoint = shareEndpoint();
  const judge = (form: Record<string, unknown>) => moderate(connectionTo(endpoint.url, "openai"), form);

  it("judges texts in one call and images in one each, in their order", async () => {
    const files = [{ data: picture(8, 8, red), contentType: "image/png", fileName: "a.png" }, picture(8)];
    const data = await judge({ texts: ["A nice day.", "", "Those vermin!"], files });
    expect(data).toMatchObject({ source: "openai", flagged: true, warning: null });
    expect(data.results.map(({ flagged }) => flagged)).toEqual([false, false, true, true, false]);
    expect(data.results).toMatchObject([
      { kind: "text", index: 0, name: null },
      { kind: "text", index: 1, categories: {} },
      { kind: "text", index: 2, categories: { hate: { flagged: true, severity: null } } },
      { kind: "image", index: 0, name: "a.png", categories: { violence: { flagged: true } } },
      { kind: "image", index: 1, flagged: false },
    ]);
    expect(data.counts).toEqual({ total: 5, flagged: 2, clean: 3, notJudged: 0, failed: 0, remaining: 0 });
    expect(endpoint.requests.map(({ bodyJson }) => (bodyJson as { input: unknown[] }).input.length)).toEqual([
      2, 1, 1,
    ]);
  });

  it("leaves out what is not looked for in images, and says so", async () => {
    const { categories, warnings } = await judge({ files: [picture(8)] });
    expect(categories).toHaveProperty(["self-harm"]);
    expect(categories).not.toHaveProperty(["hate"]);
    expect(warnings.join()).toContain("does not look for these in images: harassment");
  });

  it("names what it can't tell", async () => {
    const { notJudged, tokens } = await judge({ text: "A nice day." });
    expect(notJudged).toEqual(["jailbreak", "indirect_attack"]);
    expect(tokens).toMatchObject({ input: 0, output: 0 });
  });
});

describe("whatever the service does", () => {
  const server = useServer();
  const judge = (form: Record<string, unknown>) => moderate(connectionTo(server.url, "openai"), form);

  const answerEach =
    (answer: (input: unknown[]) => object) =>
    (request: ReceivedRequest, response: Parameters<typeof sendAnswer>[0]): void =>
      sendAnswer(response, answer(jsonOf(request)["input"] as unknown[]));

  it.each([
    ["says so of the whole alone", { ...resultOf({ hate: 0.1 }), flagged: true }],
    ["names no category", { flagged: true }],
    [
      "says that it does not look for the category in texts",
      { ...resultOf({ hate: 0.9 }, ["hate"]), category_applied_input_types: { hate: ["image"] } },
    ],
  ])("calls nothing clean that is flagged, where the service %s", async (_what, result) => {
    server.script(moderationOf(result));
    expect(await judge({ text: "x" })).toMatchObject({ flagged: true, results: [{ error: null }] });
  });

  it("flags by the builder's score where there is one, else as OpenAI does", async () => {
    const scores = { violence: 0.3, hate: 0.3, "self-harm": 0.2 };
    server.script(moderationOf(resultOf(scores, ["hate"])));
    const thresholds = { scores: [{ key: "SelfHarm", value: "0.2" }] };
    const { categories } = await judge({ text: "x", thresholds });
    expect(categories).toEqual({
      violence: { flagged: false, score: 0.3, severity: null },
      hate: { flagged: true, score: 0.3, severity: null },
      "self-harm": { flagged: true, score: 0.2, severity: null },
    });
  });

  it("judges a long text in parts, of which the worst counts", async () => {
    const sent: unknown[] = [];
    server.script(
      answerEach((input) => {
        sent.push(...input);
        return moderationOf(
          ...input.map((part) => resultOf({ hate: String(part).includes("bad") ? 0.9 : 0.1 })),
        );
      }),
    );
    const text = `${"A good sentence. ".repeat(900)}bad. ${"Another one. ".repeat(900)}`;
    const { results } = await judge({ text, thresholds: { scores: [{ key: "hate", value: "0.8" }] } });
    expect(sent.join("")).toBe(text);
    expect(Math.max(...sent.map((part) => String(part).length))).toBeLessThanOrEqual(10_000);
    expect(results).toMatchObject([{ flagged: true, categories: { hate: { score: 0.9 } } }]);
    expect(results[0]?.raw).toHaveLength(sent.length);
  });

  it.each([
    [
      "fewer results than texts",
      (input: unknown[]) => moderationOf(...input.slice(1).map(() => resultOf({ hate: 0 }))),
    ],
    ["one result for all", () => moderationOf(resultOf({ hate: 0 }))],
    ["no list of results", () => ({ body: { id: "modr-1", results: "none" } })],
  ])("asks for each text alone where there come %s", async (_what, ofList) => {
    server.script(
      answerEach((input) => (input.length > 1 ? ofList(input) : moderationOf(resultOf({ hate: 0.1 })))),
    );
    const { results } = await judge({ texts: ["a", "b", "c"] });
    expect(results.map(({ flagged, status }) => [flagged, status])).toEqual(Array(3).fill([false, "judged"]));
  });

  it("lets one text that is refused fail alone", async () => {
    const refusal = { status: 400, body: { error: { message: "Too long.", type: "invalid_request_error" } } };
    server.script(
      answerEach((input) =>
        input.includes("b") ? refusal : moderationOf(...input.map(() => resultOf({ hate: 0 }))),
      ),
    );
    const { results, flagged, counts } = await judge({ texts: ["a", "b", "c"] });
    expect(results.map(({ status }) => status)).toEqual(["judged", "failed", "judged"]);
    expect(results[1]).toMatchObject({ flagged: null, error: { status: 400 } });
    expect([flagged, counts["failed"], counts["clean"]]).toEqual([null, 1, 2]);
  });

  it.each<[what: string, result: unknown]>([
    ["nothing", {}],
    ["null", null],
    ["a text", "clean"],
    ["no categories", { flagged: false, categories: null, category_scores: null }],
    ["categories of nothing", { categories: { hate: null }, category_scores: { hate: "0" } }],
  ])("calls a text of which the result says %s not judged, and never clean", async (_what, result) => {
    server.script(moderationOf(result));
    const data = await judge({ texts: ["x"] });
    expect(data).toMatchObject({ flagged: null, counts: { notJudged: 1, clean: 0 } });
    expect(data.results).toMatchObject([{ status: "notJudged", flagged: null, raw: result }]);
    expect(data.results[0]?.error?.message).toContain("OpenAI says nothing");
  });

  it("fails the step where its one text fails", async () => {
    server.script({ status: 400, body: { error: { message: "Too long." } } });
    expect((await failureOf(judge({ text: "x" }))).message).toContain("Too long.");
  });

  it("says that the model is another where the service does not know it", async () => {
    server.script({
      status: 404,
      body: { error: { message: "The model `m` does not exist.", code: "model_not_found" } },
    });
    expect((await failureOf(judge({ text: "x", model: "m" }))).message).toContain("Model / Deployment Name");
  });
});

describe("under its own limit", () => {
  const clock = useTestClock();
  const server = useServer();

  it("waits as its refusal says", async () => {
    const message =
      "Rate limit reached for default-moderation-api in organization org-1 on requests per min. Limit: 3 / min. Please try again in 20s.";
    const refusal = {
      status: 429,
      body: { error: { message, type: "requests", code: "rate_limit_exceeded" } },
    };
    server.script(refusal, moderationOf(resultOf({ hate: 0 })));
    const startedAtMs = clock.now();
    const data = await moderate(connectionTo(server.url, "openai"), { texts: ["x"] });
    expect(data.counts["clean"]).toBe(1);
    expect(clock.now() - startedAtMs).toBeGreaterThanOrEqual(20_000);
  });

  it("asks no text again that was judged before the refusal", async () => {
    const asked: string[] = [];
    server.script((request, response) => {
      const input = jsonOf(request)["input"] as string[];
      asked.push(input.join());
      const isFirstB = input.join() === "b" && asked.filter((one) => one === "b").length === 1;
      const status = input.length > 1 ? 400 : isFirstB ? 429 : 200;
      const error = { body: { error: { message: "No." } } };
      sendAnswer(response, status === 200 ? moderationOf(resultOf({ hate: 0 })) : { status, ...error });
    });
    const data = await moderate(connectionTo(server.url, "openai"), { texts: ["a", "b"] });
    expect(data.counts).toMatchObject({ clean: 2, failed: 0 });
    expect(asked).toEqual(["a,b", "a", "b", "b"]);
  });
});
