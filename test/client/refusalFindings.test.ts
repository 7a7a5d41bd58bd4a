import { contentFilterError } from "../../local/endpoint";
import { problemInJson } from "../../src/client/answer/serviceProblem";
import { failureOf, keyConnection, run } from "../support/connector";
import { finding } from "../support/contentFilter";
import { shareServer } from "../support/hooks";

const server = shareServer();

const refusal = (body: object, status = 400) => {
  server.script({ status, body, headers: { "apim-request-id": "a-1" } });
  return failureOf(
    run("createChatCompletion", { connection: keyConnection(server.url), userPrompt: "Hello" }),
  );
};

const violence = finding({ side: "prompt", category: "violence", severity: "high", filtered: true });
const results = {
  violence: { filtered: true, severity: "high" },
  hate: { filtered: false, severity: "safe" },
};
const coded = { code: "content_filter", message: "No." };
const azure = { error: { ...coded, innererror: { content_filter_result: results } } };

describe("a refusal of content has what was found", () => {
  it.each<[what: string, body: object]>([
    ["of chat", contentFilterError("D")],
    ["of images", contentFilterError("E")],
    ["in the plural", { error: { ...coded, innererror: { content_filter_results: results } } }],
    ["in the singular", { error: { ...coded, inner_error: { content_filter_result: results } } }],
    ["in the error itself", { error: { ...coded, content_filter_results: [results] } }],
    [
      "through LiteLLM",
      {
        error: {
          ...{ message: "litellm.ContentPolicyViolationError", code: "400" },
          provider_specific_fields: { innererror: { content_filter_result: results } },
        },
      },
    ],
    [
      "in the text of a router's error",
      { error: { message: "Failed", metadata: { raw: JSON.stringify(azure) } } },
    ],
    [
      "in a text in the text of a router's error",
      { error: { message: "Failed", metadata: { raw: JSON.stringify(JSON.stringify(azure)) } } },
    ],
    [
      "in a sentence",
      { error: { message: `AzureException - ${JSON.stringify(azure)}. Group=m`, code: "400" } },
    ],
    [
      "in a sentence that is all of it",
      { error: { message: JSON.stringify(azure), type: "upstream_error" } },
    ],
    ["in a sentence and beside it", { error: { ...azure.error, message: JSON.stringify(azure) } }],
    [
      "in printed Python",
      {
        error: {
          message: `Error code: 400 - {'error': {'message': "It's filtered", 'param': None, 'code': 'content_filter', 'innererror': {'content_filter_result': {'violence': {'filtered': True, 'severity': 'high'}, 'hate': {'filtered': False, 'severity': 'safe'}}}}}`,
        },
      },
    ],
    [
      "beside a failed response's error",
      {
        error: coded,
        content_filters: [{ blocked: true, source_type: "prompt", content_filter_results: results }],
      },
    ],
  ])("%s", async (_what, body) => {
    expect(await refusal(body)).toMatchObject({
      kind: "contentFiltered",
      contentFilter: ["violence (high)"],
      filterFindings: [violence],
      requestId: "a-1",
    });
  });

  it("of Responses, with the place in the text", async () => {
    const { filterFindings } = await refusal(contentFilterError("F"));
    expect(filterFindings).toEqual([{ ...violence, start: 0, end: 9 }]);
  });

  it.each<["prompt" | "completion", string, object]>([
    ["prompt", "in words", {}],
    ["prompt", "of the input", { moderation_details: { moderation_stage: "input", categories: ["sexual"] } }],
    [
      "completion",
      "of the image",
      { moderation_details: { moderation_stage: "output", categories: ["sexual"] } },
    ],
  ])("of the safety system of images: %s, %s", async (side, _what, details) => {
    const message = "Your request was rejected by the safety system. safety_violations=[sexual].";
    const error = { code: "moderation_blocked", type: "image_generation_user_error", message, ...details };
    const found = {
      contentFilter: ["sexual"],
      filterFindings: [finding({ side, category: "sexual", filtered: true })],
    };
    expect(await refusal({ error })).toMatchObject(found);
    expect(await refusal({ error: { message: JSON.stringify({ error }) } })).toMatchObject(found);
  });

  it.each([
    ["words with braces", "Your request {x} was rejected by the safety system }"],
    ["a list that is empty", "Your request was rejected by the safety system. safety_violations=[]."],
    ["quotes without an end", `Rejected by the safety system: {${"'\\'".repeat(4000)}}`],
  ])("as an empty list where a sentence has %s", async (_what, message) => {
    expect(await refusal({ error: { message } })).toMatchObject({
      kind: "contentFiltered",
      filterFindings: [],
    });
  });

  it("without details, as an empty list", async () => {
    expect(await refusal({ error: coded })).toMatchObject({ contentFilter: [], filterFindings: [] });
  });

  it("with what was let through beside it, which is not called blocked", async () => {
    const both = { ...results, profanity: { filtered: false, detected: true } };
    const error = await refusal({ error: { ...coded, innererror: { content_filter_result: both } } });
    expect(error.contentFilter).toEqual(["violence (high)"]);
    expect(error.filterFindings).toEqual([
      violence,
      finding({ side: "prompt", category: "profanity", detected: true }),
    ]);
  });

  it("in place of choices", async () => {
    const prompts = [{ prompt_index: 0, content_filter_results: results }];
    const error = await refusal({ id: "x", choices: [], prompt_filter_results: prompts }, 200);
    expect(error).toMatchObject({ kind: "contentFiltered", filterFindings: [violence] });
  });
});

it("no other error has findings", async () => {
  const error = await refusal({ error: { code: "invalid_value", message: "No." } });
  expect(error.kind).toBe("rejected");
  expect(error).not.toHaveProperty("filterFindings");
});

describe("a completion as the body of a 400", () => {
  const stopped = (choice: object) => ({
    ...{ id: "chatcmpl-1", model: "", object: "chat.completion", created: 1, prompt_filter_results: null },
    choices: [{ index: 0, message: { role: "assistant", content: "" }, ...choice }],
    usage: { prompt_tokens: 55, total_tokens: 55 },
  });

  it("is a refusal of the answer, in the service's words", async () => {
    const message = "Response content blocked by label 'MultiSeverity_ViolenceScore'.";
    const error = await refusal(
      stopped({
        finish_reason: "content_filter",
        content_filter_results: { error: { code: "content_filter", message } },
      }),
    );
    expect(error).toMatchObject({
      ...{ kind: "contentFiltered", status: 400, code: "content_filter", attempts: 1 },
      contentFilter: ["violence"],
      filterFindings: [finding({ category: "violence", filtered: true })],
      ...{ sentence: message, usage: { prompt_tokens: 55, total_tokens: 55 } },
    });
  });

  it("has a sentence where the service has none", async () => {
    const { sentence } = await refusal(stopped({ finish_reason: "content_filter" }));
    expect(sentence).toBe("The content filter ended the answer.");
  });

  it("is no refusal of content where it ended otherwise", async () => {
    const low = { hate: { filtered: false, severity: "low" } };
    const body = stopped({ finish_reason: "length", content_filter_results: low });
    expect((await refusal(body)).kind).toBe("rejected");
  });
});

describe("of strangers", () => {
  it("names in an error are on one line and short", () => {
    const category = `a\n${"b".repeat(500)}`;
    const problem = problemInJson({
      error: { ...coded, content_filter_result: { [category]: { filtered: true } } },
    });
    expect(problem?.contentFilter?.[0]).toMatch(/^a b+…$/);
    expect(problem?.contentFilter?.[0]?.length).toBeLessThan(110);
  });

  it("findings show nothing of the other connection's credential, in a 200 either", async () => {
    const apiKey = "0ther+Secret/9876543210==zyxwvutsrq";
    const results = { [`hate ${apiKey}`]: { filtered: true, severity: apiKey } };
    server.script({ body: { choices: [], prompt_filter_results: [{ content_filter_results: results }] } });
    const connection = keyConnection(server.url);
    const fallbackConnection = keyConnection(server.url, { apiKey });
    const error = await failureOf(
      run("createChatCompletion", { connection, fallbackConnection, userPrompt: "Hello" }),
    );
    expect(error.filterFindings).toHaveLength(1);
    expect(JSON.stringify({ ...error })).not.toContain(apiKey);
  });
});
