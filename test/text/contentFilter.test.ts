import type { FilterFinding } from "../../src/text/contentFilter/filterReport";
import { readAnswerFilter } from "../../src/text/contentFilter/readAnswerFilter";
import { choice, finding, safe, undetected } from "../support/contentFilter";

const findingsOf = (results: unknown, fields?: object) =>
  readAnswerFilter(choice(results, fields))?.findings ?? [];

describe("the report", () => {
  it.each<[what: string, answer: unknown]>([
    ["nothing", undefined],
    ["null", null],
    ["a text", "content_filter"],
    ["a chat completion of OpenAI", { choices: [{ index: 0, finish_reason: "stop" }] }],
    ["empty prompt results", { prompt_filter_results: [], choices: [{ content_filter_results: {} }] }],
    [
      "empty results of a prompt",
      { prompt_filter_results: [{ prompt_index: 0, content_filter_results: {} }] },
    ],
    ["results that are null", choice({ hate: null, violence: null })],
    ["Responses before they are done", { content_filters: null }],
    ["Responses without any", { content_filters: [] }],
    ["images without any", { data: [{ b64_json: "" }, null] }],
  ])("of %s is null", (_what, answer) => {
    expect(readAnswerFilter(answer)).toBeNull();
  });

  it("has no findings where all is safe", () => {
    const results = {
      hate: safe,
      jailbreak: undetected,
      custom_blocklists: { filtered: false, details: [] },
    };
    expect(readAnswerFilter(choice(results))).toEqual({
      filtered: false,
      categories: [],
      findings: [],
      didNotRun: [],
    });
  });

  it("has both sides", () => {
    const report = readAnswerFilter({
      prompt_filter_results: [
        {
          prompt_index: 1,
          content_filter_results: { hate: safe, jailbreak: { filtered: false, detected: true } },
        },
      ],
      ...choice({ violence: { filtered: true, severity: "medium" } }, { finish_reason: "content_filter" }),
    });
    expect(report).toEqual({
      filtered: true,
      categories: ["violence"],
      findings: [
        finding({ side: "prompt", index: 1, category: "jailbreak", detected: true }),
        finding({ category: "violence", severity: "medium", filtered: true }),
      ],
      didNotRun: [],
    });
  });

  it.each<[what: string, answer: object]>([
    ["a choice that ends so, without results", { choices: [{ finish_reason: "content_filter" }] }],
    ["one with safe results", choice({ hate: safe }, { finish_reason: "content_filter" })],
    ["the second of two", { choices: [{ finish_reason: "stop" }, { finish_reason: "content_filter" }] }],
    ["an incomplete response", { output: [], incomplete_details: { reason: "content_filter" } }],
    ["a blocked one", { content_filters: [{ blocked: true, source_type: "prompt" }] }],
  ])("is filtered for %s", (_what, answer) => {
    expect(readAnswerFilter(answer)).toMatchObject({ filtered: true, categories: [], findings: [] });
  });

  it("has a hundred of each thing at most, those first that were filtered", () => {
    const results = (index: number) =>
      Object.fromEntries(
        Array.from({ length: 50 }, (_, entry) => [
          `${index} ${entry}`,
          { filtered: index > 2, severity: "low" },
        ]),
      );
    const choices = Array.from({ length: 6 }, (_, index) => ({
      index,
      content_filter_results: results(index),
    }));
    const report = readAnswerFilter({ choices });
    expect(report?.findings.every(({ filtered }) => filtered)).toBe(true);
    expect([report?.findings.length, report?.categories.length]).toEqual([100, 100]);
  });

  it("names a category once, whatever side it was filtered on", () => {
    const hate = { filtered: true, severity: "low" };
    const report = readAnswerFilter({
      prompt_annotations: [{ content_filter_results: { hate } }],
      ...choice({ hate }),
    });
    expect(report?.categories).toEqual(["hate"]);
    expect(report?.findings).toHaveLength(2);
  });
});

it("the model's side of a response has several names", () => {
  const sides = ["completion", "output", "assistant", "prompt", "user", 7].map((source) => {
    const filter = { source_type: source, content_filter_results: { hate: { filtered: true } } };
    return readAnswerFilter({ content_filters: [filter] })?.findings[0]?.side;
  });
  expect(sides).toEqual([...Array(3).fill("completion"), ...Array(3).fill("prompt")]);
});

describe("where the results stand", () => {
  const violence = { filtered: false, severity: "low" };
  const found = finding({ category: "violence", severity: "low" });
  it.each<[what: string, answer: object, expected: Partial<FilterFinding>]>([
    [
      "prompt_filter_results",
      { prompt_filter_results: [{ prompt_index: 2, content_filter_results: { violence } }] },
      { side: "prompt", index: 2 },
    ],
    [
      "prompt_annotations",
      { prompt_annotations: [{ prompt_index: 0, content_filter_results: { violence } }] },
      { side: "prompt" },
    ],
    [
      "the singular",
      { prompt_filter_results: [{ content_filter_result: { violence } }] },
      { side: "prompt" },
    ],
    ["one object", { prompt_filter_results: { content_filter_results: { violence } } }, { side: "prompt" }],
    ["a choice", choice({ violence }, { index: 3 }), { index: 3 }],
    ["a choice in the singular", { choices: [{ content_filter_result: { violence } }] }, {}],
    ["a message", { choices: [null, { message: { content_filter_results: { violence } } }] }, { index: 1 }],
    [
      "a gateway's fields",
      { choices: [{ provider_specific_fields: { content_filter_results: { violence } } }] },
      {},
    ],
    [
      "a response's prompt",
      { content_filters: [{ blocked: false, source_type: "prompt", content_filter_results: { violence } }] },
      { side: "prompt" },
    ],
    [
      "a response's answer",
      { content_filters: [{ source_type: "completion", content_filter_results: { violence } }] },
      {},
    ],
    ["an image", { data: [{}, { content_filter_results: { violence } }] }, { index: 1 }],
    [
      "an image's prompt",
      { data: [{}, { prompt_filter_results: { violence } }] },
      { side: "prompt", index: 1 },
    ],
    ["a list of results", choice([null, { violence }]), {}],
  ])("%s", (_what, answer, expected) => {
    expect(readAnswerFilter(answer)?.findings).toEqual([{ ...found, ...expected }]);
  });

  it("repeats nothing that a gateway has in two places", () => {
    const message = { provider_specific_fields: { content_filter_results: { violence } } };
    expect(findingsOf({ violence }, { message })).toEqual([found]);
  });
});
