import { shareEndpoint, useServer } from "../../support/hooks";
import { connectionTo } from "../support";
import { jsonOf, moderate, picture } from "./moderationSupport";

const safe = { filtered: false, severity: "safe" };
const safeHarms = { hate: safe, self_harm: safe, sexual: safe, violence: safe };

const completionWith = (filters: object): object => ({
  body: {
    id: "c-1",
    object: "chat.completion",
    model: "m",
    choices: [{ index: 0, finish_reason: "length", message: { role: "assistant", content: "" } }],
    usage: { prompt_tokens: 5, completion_tokens: 16, total_tokens: 21 },
    ...filters,
  },
});

const promptWith = (results: unknown): object =>
  completionWith({ prompt_filter_results: [{ prompt_index: 0, content_filter_results: results }] });

describe("at the local endpoint", () => {
  const endpoint = shareEndpoint();

  it.each(["v1", "dated"] as const)("judges by the filter of a chat deployment on %s", async (api) => {
    const data = await moderate(connectionTo(endpoint.url, api), {
      model: "gpt-5.4",
      texts: ["A nice day.", "mild-violence", "forbidden-hate", "suspected-jailbreak", "mild-self-harm"],
      files: [picture(8)],
    });
    expect(data).toMatchObject({ source: "contentFilter", flagged: true });
    expect(data.results.map(({ flagged }) => flagged)).toEqual([false, false, true, true, true, false]);
    expect(data.results[1]?.categories["violence"]).toEqual({ flagged: false, score: null, severity: 2 });
    expect(data.results[2]?.categories).toEqual({ hate: { flagged: true, score: null, severity: 6 } });
    expect(data.results[3]?.categories["jailbreak"]).toMatchObject({ flagged: true, severity: null });
    expect(data.tokens?.input).toBeGreaterThan(0);
    expect(endpoint.requests[0]?.bodyJson).toMatchObject({
      messages: [{ role: "user", content: "A nice day." }],
      max_completion_tokens: 16,
    });
  });

  it("judges what was sent, and not the answer that the filter cut", async () => {
    const connection = connectionTo(endpoint.url);
    const { results } = await moderate(connection, { model: "gpt-5.4", texts: ["filtered-hate"] });
    expect(results).toMatchObject([{ status: "judged", flagged: false }]);
  });

  it("is no judge where answers have no annotations", async () => {
    const form = { model: "gpt-5.4", texts: ["A nice day."], by: "contentFilter" };
    const { results, flagged } = await moderate(connectionTo(endpoint.url, "openai"), form);
    expect(flagged).toBeNull();
    expect(results).toMatchObject([{ status: "notJudged", flagged: null }]);
  });
});

describe("whatever the service does", () => {
  const server = useServer();
  const judge = (form: Record<string, unknown>) =>
    moderate(connectionTo(server.url), { model: "m", ...form });

  it("asks for more where a model can't end its thoughts", async () => {
    const message = "Could not finish the message because max_tokens or model output limit was reached.";
    server.script({ status: 400, body: { error: { message } } }, promptWith(safeHarms));
    expect(await judge({ text: "x" })).toMatchObject({ flagged: false });
    expect(server.requests.map((request) => jsonOf(request)["max_completion_tokens"])).toEqual([16, 4096]);
  });

  it.each<[what: string, answer: object]>([
    ["the filter did not run", promptWith({ ...safeHarms, error: { code: 500, message: "No answer." } })],
    ["a harm is missing", promptWith({ ...safeHarms, violence: undefined })],
    ["a harm is null", promptWith({ ...safeHarms, violence: null })],
    ["a harm says nothing", promptWith({ ...safeHarms, violence: { severity: "odd" } })],
    ["nothing is annotated", completionWith({})],
    ["the annotations are a text", completionWith({ prompt_filter_results: "none" })],
  ])("where %s, the text is not judged", async (_what, answer) => {
    server.script(answer);
    const { results, flagged } = await judge({ texts: ["x"] });
    expect(flagged).toBeNull();
    expect(results[0]).toMatchObject({ status: "notJudged", flagged: null });
    expect(results[0]?.error?.message).toMatch(/^The content filter (says nothing of|did not run)/);
  });

  it("flags what is detected, and what is as severe as the threshold", async () => {
    const profanity = { filtered: false, detected: true };
    server.script(promptWith({ ...safeHarms, hate: { filtered: false, severity: "low" }, profanity }));
    const thresholds = { severities: [{ key: "hate", value: "2" }] };
    const { categories } = await judge({ text: "x", thresholds });
    expect(categories).toMatchObject({
      hate: { flagged: true, severity: 2 },
      profanity: { flagged: true, severity: null },
    });
  });

  it("joins what is said of the parts of a prompt, and of the older name", async () => {
    server.script(
      completionWith({
        prompt_annotations: [
          { prompt_index: 0, content_filter_results: safeHarms },
          { prompt_index: 1, content_filter_results: { violence: { filtered: true, severity: "high" } } },
        ],
      }),
    );
    const { categories } = await judge({ files: [picture(8)] });
    expect(categories["violence"]).toEqual({ flagged: true, score: null, severity: 6 });
    expect(jsonOf(server.requests[0] as never)["messages"]).toMatchObject([
      {
        content: [
          { type: "image_url", image_url: { url: expect.stringMatching(/^data:image\/png;base64,/) } },
        ],
      },
    ]);
  });

  it("flags a refusal that names no category", async () => {
    server.script({ status: 400, body: { error: { code: "content_filter", message: "Blocked." } } });
    const { results } = await judge({ texts: ["x"] });
    expect(results).toMatchObject([{ status: "judged", flagged: true, categories: {}, error: null }]);
  });

  it("is not misled by a resource that is blocked", async () => {
    const message =
      "Your resource has been temporarily blocked because we detected behavior that may violate our content policy.";
    server.script({ status: 403, body: { error: { code: "Forbidden", message } } });
    await expect(judge({ texts: ["x"] })).rejects.toThrow("temporarily blocked");
  });
});
