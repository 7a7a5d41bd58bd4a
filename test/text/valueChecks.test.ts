import fc from "fast-check";
import { checkContains, checkExact, checkNumeric } from "../../src/text/valueChecks";

const plain = { ignoresCase: false, trims: false };
const exactly = { tolerance: 0, isRelative: false };

const scoreOf = (checked: ReturnType<typeof checkExact>): number | "problem" =>
  "problem" in checked ? "problem" : checked.score;

describe("exact", () => {
  test("takes any JSON value for itself, however it is written", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(scoreOf(checkExact(value, structuredClone(value), plain))).toBe(1);
      }),
      { seed: 20_261_105, numRuns: 300 },
    );
  });

  test.each<[unknown, unknown, number]>([
    ["a", "A", 0],
    ["e\u0301", "\u00e9", 1],
    [[1, 2], [2, 1], 0],
    [true, "true", 1],
    [0, false, 0],
    ["", null, 0],
    [null, undefined, 1],
    ["null", null, 0],
    [null, "null", 0],
    [null, 0, 0],
    [new Date(0), "1970-01-01T00:00:00.000Z", 1],
    ["1970-01-01T00:00:00.000Z", new Date(0), 1],
    [new Date(0), new Date(0), 1],
    [new Date(0), new Date(1), 0],
    [{ at: [new Date(0)] }, { at: ["1970-01-01T00:00:00.000Z"] }, 1],
    [10n, 10n, 1],
    [10n, "10", 1],
    [10n, 10, 1],
    [10n, 11, 0],
    [12345678901234567n, "12345678901234567", 1],
    [12345678901234567n, "12345678901234568", 0],
    ["12345678901234567", "12345678901234568", 0],
    [{ id: 12345678901234567n }, { id: "12345678901234567" }, 1],
    [{ id: 10n }, { id: 10 }, 1],
    [{ id: 1 }, { id: "1" }, 0],
    [{ a: undefined, b: 1 }, { b: 1 }, 1],
    [{ a: 0 }, { a: -0 }, 1],
    [-0, 0, 1],
    [{ a: null }, {}, 0],
    [{}, [], 0],
    [{ a: 1 }, '{"a":1}', 0],
    [new Map([["a", 1]]), { a: 1 }, 1],
    [new Set([1]), [1], 1],
    [Object.assign(Object.create(null), { a: 1 }), { a: 1 }, 1],
    ["10\u00a0000", "10 000", 0],
    [Buffer.from("a"), Buffer.from("a"), 1],
    [Buffer.from("a"), Buffer.from("b"), 0],
    [{ data: Buffer.from("a") }, JSON.parse(JSON.stringify({ data: Buffer.from("a") })), 1],
    [1e21, 1e21, 1],
  ])("%p and %p: %i", (actual, expected, score) => {
    expect(scoreOf(checkExact(actual, expected, plain))).toBe(score);
  });
});

const loop: Record<string, unknown> = { name: "a" };
loop.self = loop;

describe("a value that is like no other", () => {
  test.each<[string, unknown, unknown, RegExp]>([
    ["NaN", Number.NaN, null, /^The actual value is NaN, which is no number: it can't be compared\.$/],
    ["NaN itself", Number.NaN, Number.NaN, /actual value is NaN/],
    ["an infinity", Infinity, -Infinity, /actual value is Infinity, which is no number/],
    ["an expected infinity", 1, Infinity, /^The expected value is Infinity/],
    ["an invalid date", new Date(Number.NaN), null, /actual value is an invalid date/],
    ["a pattern", /x/, /x/, /actual value is an object without fields/],
    ["an error within", [new Error("x")], [new Error("y")], /actual value is an object without fields/],
    ["a symbol", Symbol("x"), Symbol("x"), /actual value is a symbol/],
    ["one within", { a: [{ b: Number.NaN }] }, { a: [{ b: null }] }, /actual value is NaN/],
    ["one that holds itself", loop, loop, /actual value is a value that holds itself/],
  ])("never passes, and says why: %s", (_what, actual, expected, problem) => {
    for (const check of [checkExact, checkContains]) {
      if (check === checkContains && expected === null) continue;
      const checked = check(actual, expected, plain);
      expect("problem" in checked && checked.problem).toMatch(problem);
    }
  });

  test("is a number whose last digits may be lost, where it would pass", () => {
    const rounded = 2 ** 53 + 2;
    const pairs: Array<[unknown, unknown]> = [
      [rounded, rounded],
      [rounded, String(rounded)],
      [String(rounded), rounded],
    ];
    for (const pair of pairs) {
      const message = `The number ${rounded} is beyond 2^53, where numbers lose their last digits. Hand it over as text.`;
      expect(checkExact(...pair, plain)).toEqual({ problem: message });
      expect(checkNumeric(...pair, exactly)).toEqual({ problem: message });
    }
    expect(scoreOf(checkExact(rounded, rounded + 2, plain))).toBe(0);
    expect(scoreOf(checkNumeric(rounded, rounded + 2, { tolerance: 10, isRelative: false }))).toBe(1);
  });
});

describe("a reason", () => {
  test.each<[unknown, unknown, string]>([
    ["10\u00a0000", "10 000", '"10\\u00a0000" is not "10 000".'],
    ["\ufeffid", "id", '"\\ufeffid" is not "id".'],
    ["a\nb", "a b", '"a\\u000ab" is not "a b".'],
    ["zero\u200bwidth", "zerowidth", '"zero\\u200bwidth" is not "zerowidth".'],
    [new Date(0), "today", '"1970-01-01T00:00:00.000Z" is not "today".'],
    [null, "null", 'null is not "null".'],
    [{ file: Buffer.from("abc") }, 1, '{"file":"[a file, 3 bytes]"} is not 1.'],
    [
      `${"x".repeat(100)}left`,
      `${"x".repeat(100)}right`,
      `"${"x".repeat(80)}…" is not "${"x".repeat(80)}…". From character 101 on they are "left" and "right".`,
    ],
    [
      "x".repeat(81),
      "x".repeat(90),
      `"${"x".repeat(80)}…" is not "${"x".repeat(80)}…". From character 82 on they are "" and "${"x".repeat(9)}".`,
    ],
  ])("of %p and %p can be read", (actual, expected, reason) => {
    expect(checkExact(actual, expected, plain)).toEqual({ score: 0, reason });
  });
});

describe("contains", () => {
  test.each<[unknown, unknown, number | "problem"]>([
    ["It is Bern.", "Bern", 1],
    ["It is Bern.", "bern", 0],
    ["a and b", ["a", "b"], 1],
    ["a and c", ["a", "b"], 0],
    [["a", { b: 1 }], { b: 1 }, 1],
    [["ab"], "a", 0],
    [123, 2, 1],
    [12345678901234567n, "4567", 1],
    [{ city: "It is Bern", n: [1] }, "Bern", 1],
    [{ city: "It is Bern" }, "city", 0],
    [{ city: null }, "null", 0],
    [{ a: { b: 1 } }, { b: 1 }, 1],
    [{ a: 1 }, { a: 1 }, 1],
    [null, "null", 0],
    [new Date(0), "1970-01-01", 1],
    [new Set(["a"]), "a", 1],
    ["text", undefined, "problem"],
    ["text", "", "problem"],
    ["text", null, "problem"],
    ["text", [], "problem"],
    ["text", ["a", ""], "problem"],
  ])("%p and %p: %s", (actual, expected, score) => {
    expect(scoreOf(checkContains(actual, expected, plain))).toBe(score);
  });

  test("says why in short", () => {
    const checked = checkContains("x".repeat(200), "y", plain);
    expect(checked).toEqual({ score: 0, reason: `"${"x".repeat(80)}…" does not contain "y".` });
  });
});

describe("numeric", () => {
  test.each<[unknown, unknown, { tolerance: number; isRelative: boolean }, number | "problem"]>([
    [1, 1, exactly, 1],
    ["1.0", 1, exactly, 1],
    [" +1e3 ", "1000", exactly, 1],
    [".5", 0.5, exactly, 1],
    [0.1 + 0.2, 0.3, exactly, 1],
    [1.1, 1, { tolerance: 0.1, isRelative: false }, 1],
    [1.11, 1, { tolerance: 0.1, isRelative: false }, 0],
    [-105, -100, { tolerance: 0.05, isRelative: true }, 1],
    [-105.1, -100, { tolerance: 0.05, isRelative: true }, 0],
    [0.001, 0, { tolerance: 0.5, isRelative: true }, 0],
    [4006381333931, 4006381333933, exactly, 0],
    [1_700_000_000_000, 1_700_000_000_001, exactly, 0],
    [1e15, 1e15 + 900, exactly, 0],
    [1e15, 1e15 + 900, { tolerance: 900, isRelative: false }, 1],
    [1e15, 1e15 + 901, { tolerance: 900, isRelative: false }, 0],
    [12_345_678_901, 12_345_678_901.01, exactly, 0],
    [1.1 * 100, 110, exactly, 1],
    [1e-20, 2e-20, exactly, 0],
    ["12345678901234567", "12345678901234568", exactly, 0],
    ["12345678901234567", "12345678901234568", { tolerance: 1, isRelative: false }, 1],
    ["12345678901234567", 12345678901234567n, exactly, 1],
    ["+00012", 12n, exactly, 1],
    ["1.0", 1n, exactly, 1],
    [10n, 10, exactly, 1],
    [10n, 10.5, { tolerance: 0.5, isRelative: false }, 1],
    [-(2n ** 64n), 2n ** 64n, exactly, 0],
    [129, 100, { tolerance: 0.29, isRelative: true }, 1],
    [1e300, 1e300, exactly, 1],
    ["9".repeat(401), "9".repeat(401), exactly, "problem"],
    [new Date(0), 0, exactly, "problem"],
    [Infinity, Infinity, exactly, "problem"],
    ["10\u00a0000", 10_000, exactly, "problem"],
    ["1,234.5", 1234.5, exactly, "problem"],
    ["5%", 0.05, exactly, "problem"],
    ["5 kg", 5, exactly, "problem"],
    ["", 0, exactly, "problem"],
    [null, 0, exactly, "problem"],
    [true, 1, exactly, "problem"],
    [Number.NaN, Number.NaN, exactly, "problem"],
    ["Infinity", 1, exactly, "problem"],
    ["1e999", 1, exactly, "problem"],
    ["0x10", 16, exactly, "problem"],
    [1, "one", exactly, "problem"],
    [[1], 1, exactly, "problem"],
  ])("%p and %p within %j: %s", (actual, expected, rules, score) => {
    expect(scoreOf(checkNumeric(actual, expected, rules))).toBe(score);
  });

  test("tells whole numbers in all of their digits", () => {
    expect(checkNumeric("12345678901234567", 12345678901234569n, exactly)).toEqual({
      score: 0,
      reason: "12345678901234567 is not within 0 of 12345678901234569.",
    });
  });

  test("has every number within its own distance, and in both directions", () => {
    const number = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e9, max: 1e9 });
    fc.assert(
      fc.property(number, number, (left, right) => {
        const rules = { tolerance: Math.abs(left - right), isRelative: false };
        expect(scoreOf(checkNumeric(left, right, rules))).toBe(1);
        expect(scoreOf(checkNumeric(left, right, exactly))).toBe(scoreOf(checkNumeric(right, left, exactly)));
      }),
      { seed: 20_261_106, numRuns: 300 },
    );
  });
});
