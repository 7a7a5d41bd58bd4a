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
  ])("%j and %j: %i", (actual, expected, score) => {
    expect(scoreOf(checkExact(actual, expected, plain))).toBe(score);
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
    ["text", "", "problem"],
    ["text", null, "problem"],
    ["text", [], "problem"],
    ["text", ["a", ""], "problem"],
  ])("%j and %j: %s", (actual, expected, score) => {
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
  ])("%j and %j within %j: %s", (actual, expected, rules, score) => {
    expect(scoreOf(checkNumeric(actual, expected, rules))).toBe(score);
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
