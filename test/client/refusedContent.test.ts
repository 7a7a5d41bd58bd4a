import { filterSentences } from "../../src/client/answer/contentFilter";
import { isSaid } from "../../src/client/answer/phrase";
import { readServiceProblem } from "../../src/client/answer/serviceProblem";
import { failureOf, keyConnection, run } from "../support/connector";
import { shareServer } from "../support/hooks";

const server = shareServer();

const blocked = { hate: { filtered: true, severity: "high" }, sexual: { filtered: false } };

/** Codes of the services and of gateways, as their documentation and their reports have them. */
const codes = [
  ...["content_filter", "contentFilter", "content_filtered", "content_filter_error", "content_moderation"],
  ...["content_policy_violation", "image_content_policy_violation", "content_blocked", "invalid_prompt"],
  ...[
    "ContentPolicyViolationError",
    "ResponsibleAIPolicyViolation",
    "moderation_blocked",
    "moderation_failed",
  ],
  ...["prompt_blocked", "hooks_failed", "guardrail_intervened", "guardrail_violation", "GuardrailIntervened"],
  ...["PROHIBITED_CONTENT", "data_inspection_failed", "DataInspectionFailed"],
];

describe("a refusal of content is contentFiltered, whatever it is called", () => {
  it.each(codes)("with the code %s", async (code) => {
    server.script({ status: 400, body: { error: { code, message: "No." } } });
    const error = await failureOf(
      run("createChatCompletion", { connection: keyConnection(server.url), userPrompt: "Hello" }),
    );
    expect(error).toMatchObject({ kind: "contentFiltered", code, attempts: 1 });
  });

  it.each<[what: string, status: number, body: object | string, categories: string[]]>([
    [
      "images",
      400,
      { error: { type: "image_generation_user_error", code: "moderation_blocked", message: "No." } },
      [],
    ],
    ["Responses", 400, { error: { code: "invalid_prompt", message: "No." } }, []],
    ["a gateway's code", 400, { error: { code: "content_filtered", message: "No." } }, []],
    ["a type", 400, { error: { type: "ContentPolicyViolationError", code: "400", message: "No." } }, []],
    [
      "LiteLLM",
      400,
      {
        error: {
          ...{ message: "litellm.BadRequestError", type: "None", param: "None", code: "400" },
          provider_specific_fields: {
            innererror: { code: "ResponsibleAIPolicyViolation", content_filter_result: blocked },
          },
        },
      },
      ["hate (high)"],
    ],
    [
      "OpenRouter",
      403,
      {
        error: {
          ...{ code: 403, message: "Input was flagged by moderation." },
          metadata: { reasons: ["violence", 7, "hate"], flagged_input: "No", provider_name: "OpenAI" },
        },
      },
      ["violence", "hate"],
    ],
    ["Portkey", 446, { error: { type: "hooks_failed", message: "The guardrail checks failed" } }, []],
    ["API Management", 403, { statusCode: 403, message: "Request failed content safety check." }, []],
    ["API Management's shield", 403, { statusCode: 403, message: "Prompt attack detected." }, []],
    ["xAI", 403, { code: "forbidden", error: "Content violates usage guidelines." }, []],
    ["a policy without details", 400, { error: { code: "content_filter", message: "No." } }, []],
    ["DeepSeek", 400, { error: { code: "invalid_request_error", message: "Content Exists Risk" } }, []],
    ["plain text", 400, "The prompt was flagged as potentially violating our usage policy.", []],
    ["Bedrock", 400, { message: "Guardrail intervened and blocked the request." }, []],
  ])("%s", async (_what, status, body, categories) => {
    server.script({ status, body });
    const error = await failureOf(
      run("createChatCompletion", { connection: keyConnection(server.url), userPrompt: "Hello" }),
    );
    expect(error).toMatchObject({ kind: "contentFiltered", status, contentFilter: categories, attempts: 1 });
    expect(error).not.toHaveProperty("connection");
    expect(error.mend).toMatch(/Change the prompt, or the deployment's content filter\.$/);
  });
});

it("is none where a gateway gives a blocked resource the code of blocked content", async () => {
  const message = "403: Your resource has been temporarily blocked because we detected misuse.";
  server.script({ status: 422, body: { error: { code: "content_policy_violation", message } } });
  const error = await failureOf(
    run("createChatCompletion", { connection: keyConnection(server.url), userPrompt: "Hello" }),
  );
  expect(error).toMatchObject({ kind: "rejected", reason: "account" });
  expect(error).not.toHaveProperty("filterFindings");
});

const saying = (message: string) => readServiceProblem(JSON.stringify({ error: { message } }));

it("has its categories from a list of results, whatever else stands in it, however deep", () => {
  let results: unknown = blocked;
  for (let level = 0; level < 3_000; level += 1) results = [results];
  const error = { code: "content_filter", message: "No.", content_filter_result: [results, null, blocked] };
  const problem = readServiceProblem(JSON.stringify({ error }));
  expect(problem?.contentFilter).toEqual(["hate (high)"]);
});

const sentences = [
  "The response was filtered due to the prompt triggering Azure OpenAI's content management policy.",
  "Violated the Responsible AI policy",
  "content_policy_violation: no",
  "The content filter blocked it.",
  "Your prompt was blocked by the content filter.",
  "Request failed content safety check.",
  "Prompt injection was detected",
  "Jailbreak detected",
  "Guardrail intervened.",
  "Blocked by a guardrail",
  "Your request was rejected as a result of our safety system.",
  "Your prompt was flagged as potentially violating our usage policy.",
  "Content violates usage guidelines.",
  "Content Exists Risk",
];

describe("a sentence alone", () => {
  it.each(sentences)("%s", (sentence) => {
    expect(saying(sentence).contentFilter).toEqual([]);
    expect(saying(sentence.toUpperCase()).contentFilter).toEqual([]);
  });

  it("each form of the table has one here", () => {
    for (const form of filterSentences)
      expect(sentences.some((sentence) => isSaid(sentence, form)) ? "" : String(form)).toBe("");
  });

  it.each([
    "Your resource has been temporarily blocked because it may violate our content policy.",
    "Your access was terminated due to violation of our policies: content policy violation.",
    "The deployment has no content filter of that name.",
    "Rate limit exceeded by policy.",
    "Access denied by policy.",
  ])("that is none: %s", (sentence) => {
    expect(saying(sentence)).not.toHaveProperty("contentFilter");
  });
});
