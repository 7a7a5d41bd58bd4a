import type { FilterFinding } from "../../src/text/contentFilter/filterReport";
import { readAnswerFilter } from "../../src/text/contentFilter/readAnswerFilter";
import { choice, finding, safe, undetected } from "../support/contentFilter";

const findingsOf = (results: unknown, fields?: object) =>
  readAnswerFilter(choice(results, fields))?.findings ?? [];

describe("a finding", () => {
  it.each<[what: string, category: string, result: unknown, expected: Partial<FilterFinding>[]]>([
    [
      "filtered at a low severity",
      "hate",
      { filtered: true, severity: "low" },
      [{ severity: "low", filtered: true }],
    ],
    ["found and let through", "sexual", { filtered: false, severity: "medium" }, [{ severity: "medium" }]],
    ["detected alone", "profanity", { detected: true }, [{ detected: true }]],
    ["filtered without more", "jailbreak", { filtered: true }, [{ filtered: true }]],
    [
      "of a category that nobody knows",
      "new_thing",
      { filtered: true, detected: true, score: 3 },
      [{ filtered: true, detected: true }],
    ],
    ["with a severity in numbers", "hate", { filtered: false, severity: 4 }, [{ severity: "4" }]],
    [
      "of licensed code",
      "protected_material_code",
      { filtered: false, detected: true, citation: { URL: "https://example.com/a.js", license: "MIT" } },
      [{ detected: true, citationUrl: "https://example.com/a.js", citationLicense: "MIT" }],
    ],
    [
      "of a blocklist",
      "custom_blocklists",
      {
        filtered: true,
        details: [
          { id: "names", filtered: true },
          { id: "places", filtered: false },
        ],
      },
      [{ filtered: true }, { detail: "names", filtered: true }],
    ],
    [
      "of a blocklist, as old answers have it",
      "custom_blocklists",
      [
        { id: "names", filtered: true },
        { id: "places", filtered: false },
      ],
      [{ filtered: true }, { detail: "names", filtered: true }],
    ],
    [
      "of one blocklist",
      "custom_blocklists",
      { id: "names", filtered: true },
      [{ detail: "names", filtered: true }],
    ],
    [
      "of a topic",
      "custom_topics",
      {
        filtered: true,
        details: [
          { id: "politics", detected: true },
          { id: "weather", detected: false },
        ],
      },
      [
        { filtered: true, detected: true },
        { detail: "politics", detected: true, filtered: true },
      ],
    ],
    [
      "of spans",
      "ungrounded_material",
      {
        filtered: false,
        detected: true,
        details: [{ completion_start_offset: 4, completion_end_offset: 9 }],
      },
      [{ detected: true }, { detected: true, start: 4, end: 9 }],
    ],
    [
      "of personal data",
      "personally_identifiable_information",
      {
        ...{ filtered: false, detected: true, redacted_text: "Write to *****." },
        sub_categories: [
          { sub_category: "Email", filtered: false, detected: true, redacted: true },
          { sub_category: "PhoneNumber", filtered: false, detected: false, redacted: false },
        ],
      },
      [
        { detected: true, redactedText: "Write to *****." },
        { detail: "Email", detected: true },
      ],
    ],
  ])("%s", (_what, category, result, expected) => {
    expect(findingsOf({ [category]: result })).toEqual(
      expected.map((fields) => finding({ category, ...fields })),
    );
  });

  it.each<[what: string, result: unknown]>([
    ["that is safe", safe],
    ["in capitals", { filtered: false, severity: "Safe" }],
    ["of severity 0", { filtered: false, severity: 0 }],
    ["that was not detected", undetected],
    ["without fields", {}],
    ["that is a text", "high"],
    ["with a truth in words", { filtered: "true", detected: 1 }],
  ])("is none for a result %s", (_what, result) => {
    expect(findingsOf({ hate: result })).toEqual([]);
  });

  it("has the place that its results are about", () => {
    const offsets = { check_offset: 4522, start_offset: 4522, end_offset: 4686 };
    const found = findingsOf({ violence: { filtered: true } }, { content_filter_offsets: offsets });
    expect(found).toEqual([finding({ category: "violence", filtered: true, start: 4522, end: 4686 })]);
  });
});

describe("an error among the results", () => {
  it.each<[what: string, error: object, reason: string]>([
    ["with a number", { code: 500, message: "The filter timed out." }, "The filter timed out."],
    [
      "of old streams",
      { code: "content_filter_error", message: "The contents are not filtered" },
      "The contents are not filtered",
    ],
    ["without a message", { code: 7 }, "7"],
  ])("%s means that the filter did not run", (_what, error, reason) => {
    expect(readAnswerFilter(choice({ error, hate: safe }))).toEqual({
      filtered: false,
      categories: [],
      findings: [],
      didNotRun: [{ side: "completion", index: 0, reason }],
    });
  });

  it.each<[label: string, categories: string[]]>([
    ["MultiSeverity_ViolenceScore", ["violence"]],
    ["MultiSeverity_SelfHarmScore", ["self_harm"]],
    ["MultiSeverity_HateScore", ["hate"]],
    ["MultiSeverity_SexualScore", ["sexual"]],
    ["Other", []],
  ])("is the block itself where it ended the answer: %s", (label, categories) => {
    const error = { code: "content_filter", message: `Response content blocked by label '${label}'.` };
    const report = readAnswerFilter(choice({ error }, { finish_reason: "content_filter" }));
    expect(report).toMatchObject({ filtered: true, categories, didNotRun: [] });
  });
});

describe("of strangers' answers", () => {
  it("the number of findings is bounded, and what was filtered stays", () => {
    const many = Object.fromEntries(
      Array.from({ length: 5000 }, (_, index) => [`c${index}`, { detected: true }]),
    );
    const choices = Array.from({ length: 500 }, (_, index) => ({ index, content_filter_results: many }));
    choices[100] = {
      index: 100,
      content_filter_results: { last: { detected: true, filtered: true } } as never,
    };
    const report = readAnswerFilter({ choices });
    expect(report?.findings).toHaveLength(100);
    expect(report?.findings[0]).toMatchObject({ index: 100, category: "last", filtered: true });
  });

  it("texts are bounded, and a redacted text is whole or absent", () => {
    const long = "x".repeat(2_000_000);
    const result = {
      detected: true,
      severity: long,
      redacted_text: long,
      citation: { URL: long, license: long },
    };
    const [found] = findingsOf({ [long]: result });
    expect(found).toMatchObject({ redactedText: null });
    expect(JSON.stringify(found).length).toBeLessThan(3000);
  });

  it("depth and strange types do not matter", () => {
    let deep: unknown = { filtered: true };
    for (let level = 0; level < 3000; level += 1) deep = { details: [deep], error: deep };
    const strange = [null, 7, "x", [], [[]], { details: 7, citation: [], sub_categories: "x", id: {} }];
    for (const value of [...strange, deep])
      for (const answer of [
        choice({ hate: value, error: value }),
        choice(value, { content_filter_offsets: value, message: value, index: value, finish_reason: value }),
        { prompt_filter_results: value, content_filters: value, data: value, choices: [value] },
        {
          content_filters: [{ source_type: value, content_filter_results: value }],
          incomplete_details: value,
        },
      ])
        expect(() => readAnswerFilter(answer)).not.toThrow();
  });
});
