import type { ComparisonOutput } from "../../../src/actions/records/comparison";
import { failureOf, run } from "../../support/connector";

const compare = async (records: unknown, params: Record<string, unknown> = {}): Promise<ComparisonOutput> =>
  (await run("compareRecords", { records, ...params })).data as ComparisonOutput;

const verdicts = ({ results }: ComparisonOutput) => results.map(({ verdict }) => verdict);

describe("a comparison", () => {
  const pairs = [
    { answer: "Bern", expected: "Bern" },
    { answer: " bern\n", expected: "Bern" },
    { answer: "It is Bern.", expected: "Bern" },
    { answer: 5, expected: "5" },
    { answer: { a: 1, b: [2] }, expected: { b: [2], a: 1 } },
    { answer: null, expected: null },
  ];

  test.each<[comparison: string, params: Record<string, unknown>, expected: Array<string | null>]>([
    ["exact", {}, ["pass", "fail", "fail", "pass", "pass", "pass"]],
    ["exact", { ignoreCase: "true" }, ["pass", "pass", "fail", "pass", "pass", "pass"]],
    ["exact", { ignoreCase: "true", trimSpaces: "false" }, ["pass", "fail", "fail", "pass", "pass", "pass"]],
    ["contains", {}, ["pass", "fail", "pass", "pass", "pass", null]],
    ["numeric", {}, [null, null, null, "pass", null, null]],
  ])("%s with %j gives its verdicts", async (comparison, params, expected) => {
    const data = await compare(pairs, { comparison, ...params });
    expect(verdicts(data)).toEqual(expected);
    const count = (verdict: string | null) => expected.filter((entry) => entry === verdict).length;
    const [passed, failed] = [count("pass"), count(null)];
    expect(data.counts).toEqual({ total: 6, succeeded: 6 - failed, failed, passed });
    const rate = Number((passed / (6 - failed)).toPrecision(12));
    expect(data.means).toEqual({ score: rate, passRate: rate });
  });

  test("is exact, of answer with expected, where nothing else is chosen", async () => {
    const records = [
      { answer: "Bern", expected: "Bern" },
      { answer: "Bern.", expected: "Bern" },
    ];
    expect(verdicts(await compare(records))).toEqual(["pass", "fail"]);
    const empty = { comparison: "", actualField: "", expectedField: "", ignoreCase: "", trimSpaces: "" };
    expect(verdicts(await compare(records, { ...empty, toleranceType: "" }))).toEqual(["pass", "fail"]);
  });

  test("gives the whole result", async () => {
    const record = { out: { city: "Zurich" }, right: "Bern" };
    const data = await compare([record], { actualField: "out.city", expectedField: "right" });
    expect(data).toEqual({
      results: [
        {
          index: 0,
          status: "succeeded",
          record,
          score: 0,
          verdict: "fail",
          reason: '"Zurich" is not "Bern".',
          error: null,
        },
      ],
      counts: { total: 1, succeeded: 1, failed: 0, passed: 0 },
      means: { score: 0, passRate: 0 },
      file: null,
      warnings: [],
    });
  });

  test("of a number that is none is an error of its record, and counts in no mean", async () => {
    const data = await compare(
      [
        { answer: "10.4", expected: 10 },
        { answer: "1,234.5", expected: 1234.5 },
        { answer: 12, expected: 10 },
        { expected: 10 },
      ],
      { comparison: "numeric", tolerance: "0.05", toleranceType: "relative" },
    );
    expect(verdicts(data)).toEqual(["pass", null, "fail", null]);
    expect(data.results[1]).toMatchObject({ status: "failed", score: null, reason: null });
    expect(data.results[1]?.error?.message).toMatch(/^The actual value "1,234\.5" is no number/);
    expect(data.results[3]?.error?.message).toBe(
      "The record has no field answer: there is nothing to judge.",
    );
    expect(data.counts).toEqual({ total: 4, succeeded: 2, failed: 2, passed: 1 });
    expect(data.means).toEqual({ score: 0.5, passRate: 0.5 });
  });

  test("takes the tolerance for an amount unless it is a share", async () => {
    const records = [{ answer: 102, expected: 100 }];
    const tolerances: Array<[tolerance: string, toleranceType: string, verdict: string]> = [
      ["2", "absolute", "pass"],
      ["1.9", "absolute", "fail"],
      ["0.02", "relative", "pass"],
      ["0.019", "relative", "fail"],
    ];
    for (const [tolerance, toleranceType, verdict] of tolerances) {
      const data = await compare(records, { comparison: "numeric", tolerance, toleranceType });
      expect([tolerance, verdicts(data)]).toEqual([tolerance, [verdict]]);
    }
  });

  test("has no mean where nothing could be compared", async () => {
    const data = await compare([{ answer: "x", expected: 1 }], { comparison: "numeric" });
    expect(data.means).toEqual({ score: null, passRate: null });
  });
});

describe("values of every kind", () => {
  test.each<[comparison: string, actual: unknown, expected: unknown, verdict: string | null]>([
    ["exact", 10n, 10n, "pass"],
    ["numeric", 10n, 10, "pass"],
    ["contains", 12345678901234567n, "4567", "pass"],
    ["exact", new Date(0), "1970-01-01T00:00:00.000Z", "pass"],
    ["exact", Infinity, -Infinity, null],
    ["exact", Number.NaN, null, null],
    ["exact", null, "null", "fail"],
    ["numeric", 4006381333931, 4006381333933, "fail"],
    ["numeric", "1e400", "1e400", null],
  ])("%s of %p and %p is %s", async (comparison, answer, expected, verdict) => {
    expect(verdicts(await compare([{ answer, expected }], { comparison }))).toEqual([verdict]);
  });

  test("are read from JSON with all of their digits", async () => {
    const json =
      '[{"answer": 12345678901234567, "expected": 12345678901234568}, {"answer": 2, "expected": 2}]';
    for (const comparison of ["exact", "numeric"]) {
      const { results } = await compare(json, { comparison });
      expect(results.map(({ verdict }) => verdict)).toEqual(["fail", "pass"]);
      expect(results[0]?.record).toEqual({ answer: "12345678901234567", expected: "12345678901234568" });
      expect(results[0]?.reason).toContain("12345678901234568");
    }
  });
});

describe("an input that names a field", () => {
  const records = [{ "answer ": "a", expected: "a", "question\u00a0": "q", id: 1 }];

  test.each(["exact", "contains"])("finds a field that looks the same: %s", async (comparison) => {
    const fields = { actualField: " answer", expectedField: "\uFEFFexpected" };
    expect((await compare(records, { comparison, ...fields })).counts.passed).toBe(1);
  });

  test.each<[given: unknown, params: Record<string, unknown>, message: string]>([
    [[], {}, "Records: there is no record"],
    [[{ answer: 1 }, "b"], {}, 'Records: record 2 is "b"'],
    [records, { actualField: "anser" }, "Actual Field: anser is a field of no record. The nearest is"],
    [records, { expectedField: "expect" }, "Expected Field: record 1 has no field expect. Add it,"],
    [
      [{ answer: "a", expected: "x" }, { answer: "b" }],
      {},
      "Expected Field: record 2 has no field expected. Add it, or enter another Expected Field. It has answer.",
    ],
    [records, { comparison: "model" }, 'Comparison: "model" is not accepted.'],
  ])("or its value is refused: %j with %j", async (given, params, message) => {
    expect((await failureOf(compare(given, params))).message).toContain(message);
  });

  test("lists the fields there are thirty at most", async () => {
    const wide = Object.fromEntries(Array.from({ length: 200 }, (_, index) => [`column number ${index}`, 1]));
    for (const params of [{ actualField: "zzz" }, { actualField: "column number 1", expectedField: "zzz" }]) {
      const { message } = await failureOf(compare([wide], params));
      expect(message).toContain("column number 29, and 170 more");
      expect(message.length).toBeLessThan(900);
    }
  });
});

test.each(["exact", "contains", undefined])(
  "a Tolerance that %s would not use is refused",
  async (comparison) => {
    const failure = await failureOf(
      compare([{ answer: "10.2", expected: "10" }], { comparison, tolerance: "0.5" }),
    );
    expect(failure.message).toBe(
      "Tolerance: it is filled in, but Comparison is not numeric. Leave it empty.",
    );
  },
);
