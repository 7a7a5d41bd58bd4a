import { failureOf, run } from "../support/connector";
import { finding, nothingFound } from "../support/contentFilter";
import { shareEndpoint } from "../support/hooks";
import { connectionTo } from "./support";

const endpoint = shareEndpoint();

type Data = Record<string, never> & {
  contentFilter: Record<string, unknown>;
  results: Data[];
  usage: unknown;
};

const dataOf = async (action: string, params: Record<string, unknown>): Promise<Data> => {
  const { data } = await run(action, { connection: connectionTo(endpoint.url), ...params });
  return data as Data;
};

const filterOf = async (userPrompt: string): Promise<Record<string, unknown>> =>
  (await dataOf("createChatCompletion", { userPrompt })).contentFilter;

const requestId = expect.stringMatching(/^[0-9a-f-]{36}$/);

describe("contentFilter of Create Chat Completion", () => {
  test("has no findings where all is well, and the id of the request", async () => {
    expect(await filterOf("Say one")).toEqual({ ...nothingFound, requestId });
  });

  test("is null on OpenAI", async () => {
    const connection = connectionTo(endpoint.url, "openai");
    const { data } = await run("createChatCompletion", { connection, userPrompt: "Say one" });
    expect(data).toMatchObject({ contentFilter: null });
  });

  test("has both sides, what cut the answer and what was let through", async () => {
    expect(await filterOf("Say filtered-hate mild-sexual suspected-jailbreak")).toEqual({
      ...{ filtered: true, categories: ["hate"], didNotRun: [], requestId },
      findings: [
        finding({ side: "prompt", category: "sexual", severity: "low" }),
        finding({ side: "prompt", category: "jailbreak", detected: true }),
        finding({ category: "hate", severity: "medium", filtered: true }),
      ],
    });
  });

  test("has protected code with its source, and filters that did not run", async () => {
    expect(await filterOf("protected-code failed-filter")).toMatchObject({
      filtered: false,
      findings: [
        {
          ...{ category: "protected_material_code", detected: true, filtered: false },
          citationUrl: "https://example.com/licensed.js",
          citationLicense: "MIT",
        },
      ],
      didNotRun: [{ side: "completion", index: 0, reason: "The filter did not answer." }],
    });
  });

  test("has the answer without personal data", async () => {
    const { findings } = await filterOf("Say write to ann@example.com about personal-data");
    expect(findings).toEqual([
      finding({
        ...{ category: "personally_identifiable_information", detected: true },
        redactedText: "write to ***** about personal-data",
      }),
      finding({ category: "personally_identifiable_information", detail: "Email", detected: true }),
    ]);
  });

  test("has the blocklist behind its category", async () => {
    const { findings } = await filterOf("listed-word");
    expect(findings).toEqual([
      finding({ side: "prompt", category: "custom_blocklists", filtered: true }),
      finding({ side: "prompt", category: "custom_blocklists", detail: "local-blocklist", filtered: true }),
    ]);
  });
});

describe("of other actions", () => {
  test("Create Image has it for prompt and image", async () => {
    const { contentFilter } = await dataOf("createImage", { model: "gpt-image-2", prompt: "mild-hate" });
    expect(contentFilter).toEqual({
      ...{ ...nothingFound, requestId },
      findings: [finding({ side: "prompt", category: "hate", severity: "low" })],
    });
  });

  test("Summarize Text has that of the summary", async () => {
    const { contentFilter } = await dataOf("summarizeText", { textToSummarize: "Tea. mild-hate is told." });
    expect(contentFilter).toMatchObject({
      filtered: false,
      findings: [{ side: "prompt", category: "hate" }],
    });
  });

  test("Create Multiple Chat Completion has one for each prompt, refused ones included", async () => {
    const messages = ["Say one", "forbidden-jailbreak", "filtered-output"];
    const { results } = await dataOf("createCompletions", { messages });
    expect(results.map(({ contentFilter }) => contentFilter)).toMatchObject([
      { filtered: false, findings: [] },
      {
        filtered: true,
        categories: ["jailbreak"],
        findings: [{ side: "prompt", detected: true }],
        requestId,
      },
      { filtered: true, categories: ["violence"], findings: [{ side: "completion", severity: "medium" }] },
    ]);
  });

  test("Create Multiple Chat Completion counts the tokens of an answer that was taken back", async () => {
    const choice = { index: 0, finish_reason: "content_filter", message: { content: "" } };
    const body = { object: "chat.completion", choices: [choice], usage: { prompt_tokens: 55 } };
    endpoint.enqueueFaults({ kind: "status", status: 400, body });
    const { results, usage } = await dataOf("createCompletions", { messages: ["Say one"] });
    expect(results[0]).toMatchObject({ status: "failed", contentFilter: { filtered: true, categories: [] } });
    expect(usage).toMatchObject({ prompt_tokens: 55, completion_tokens: 0 });
  });

  test("Enrich Records counts them as well, of the record and of the step", async () => {
    const choice = { index: 0, finish_reason: "content_filter", message: { content: "" } };
    const body = { object: "chat.completion", choices: [choice], usage: { prompt_tokens: 55 } };
    endpoint.enqueueFaults({ kind: "status", status: 400, body });
    const params = { records: [{ answer: "Tea" }], promptTemplate: "{{answer}}", outputField: "said" };
    expect(await dataOf("enrichRecords", params)).toMatchObject({
      results: [{ status: "failed", usage: { prompt_tokens: 55 } }],
      ...{ tokens: { input: 55 }, usageRecord: { tokens: { input: 55 } } },
    });
  });

  test.each(["enrichRecords", "evaluateRecords"])("%s has one for each record", async (action) => {
    const records = ["mild-hate", "forbidden-sexual", "filtered-violence"].map((answer) => ({ answer }));
    const { results } = await dataOf(action, {
      records,
      ...(action === "enrichRecords"
        ? { promptTemplate: "{{answer}}", outputField: "said" }
        : { rubric: "It is polite." }),
    });
    expect(results.map(({ contentFilter }) => contentFilter)).toMatchObject([
      { filtered: false, findings: [{ side: "prompt", category: "hate", severity: "low" }] },
      { filtered: true, categories: ["sexual"], requestId },
      { filtered: true, categories: ["violence"], findings: [{ side: "completion" }] },
    ]);
  });
});

describe("a refusal", () => {
  test("has the findings and the id of the request in its error", async () => {
    const connection = connectionTo(endpoint.url);
    const error = await failureOf(run("createChatCompletion", { connection, userPrompt: "forbidden-hate" }));
    expect(error).toMatchObject({
      ...{ kind: "contentFiltered", contentFilter: ["hate (high)"], requestId },
      filterFindings: [finding({ side: "prompt", category: "hate", severity: "high", filtered: true })],
    });
  });
});
