import { cleanBoolean, cleanNumber } from "../../src/inputs/cleaners";
import { refusalOf } from "./refusal";

const empties: Array<[unknown]> = [[undefined], [null], [""], ["   "], ["\n\t"]];

describe("cleanNumber", () => {
  const clean = cleanNumber("Temperature", { min: 0, max: 2 });
  const cleanWhole = cleanNumber("Number of choices", { min: 1, max: 128, isInteger: true });

  test.each(empties)("takes %j as left empty, which is not 0", (value) => {
    expect(clean(value)).toBeUndefined();
  });

  test.each<[unknown, number]>([
    [0, 0],
    ["0", 0],
    ["0.0", 0],
    [2, 2],
    ["2", 2],
    [1.5, 1.5],
    ["1.5", 1.5],
    [" 0.2 ", 0.2],
    [".5", 0.5],
    ["1.", 1],
    ["+1", 1],
    ["1e0", 1],
    ["2E-1", 0.2],
  ])("reads %j as %d", (value, number) => {
    expect(clean(value)).toBe(number);
  });

  test.each<[unknown]>([
    [-0.1],
    ["-0.1"],
    [2.1],
    ["2.0001"],
    ["banana"],
    ["12abc"],
    ["1,5"],
    ["1 2"],
    ["0x1"],
    ["1_0"],
    ["NaN"],
    ["Infinity"],
    ["1e999"],
    [Number.NaN],
    [Number.POSITIVE_INFINITY],
    [Number.NEGATIVE_INFINITY],
    [true],
    [[]],
    [[1]],
    [{}],
  ])("refuses %p by the label and says what is accepted", (value) => {
    expect(refusalOf(clean, value)).toMatch(/^Temperature: .*Enter a number from 0 to 2\.$/);
  });

  test.each<[unknown, number]>([
    [1, 1],
    ["1", 1],
    ["128", 128],
    ["1e2", 100],
    ["3.0", 3],
  ])("reads %j as the whole number %d", (value, number) => {
    expect(cleanWhole(value)).toBe(number);
  });

  test.each<[unknown]>([
    [0],
    ["0"],
    [129],
    ["129"],
    [1.5],
    ["1.5"],
    ["-1"],
    ["1e999"],
    ["99999999999999999999"],
  ])("refuses %p where a whole number in a range is asked for", (value) => {
    expect(refusalOf(cleanWhole, value)).toMatch(
      /^Number of choices: .*Enter a whole number from 1 to 128\.$/,
    );
  });

  test.each<[unknown]>([["9007199254740993"], ["1e16"], ["1e999"], [Number.POSITIVE_INFINITY]])(
    "refuses %p, which a number can't hold exactly, in an open range",
    (value) => {
      const cleanAny = cleanNumber("Seed", { min: 1, max: Number.MAX_SAFE_INTEGER, isInteger: true });
      expect(refusalOf(cleanAny, value)).toMatch(/^Seed: .*Enter a whole number of at least 1\.$/);
    },
  );

  test("says nothing of bounds where there are none", () => {
    const range = { min: Number.MIN_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER, isInteger: true };
    expect(refusalOf(cleanNumber("Seed", range), "x")).toMatch(/Enter a whole number\.$/);
  });

  test("shows the value that was given", () => {
    expect(refusalOf(clean, "banana")).toContain('"banana"');
  });

  test("shortens a long value in the refusal", () => {
    expect(refusalOf(clean, "9".repeat(5000)).length).toBeLessThan(200);
  });

  test("reads a bigint as the number it is, and refuses one out of the range by the label", () => {
    expect(clean(2n)).toBe(2);
    expect(refusalOf(clean, 5n)).toBe('Temperature: "5" is not accepted. Enter a number from 0 to 2.');
    expect(refusalOf(cleanWhole, 2n ** 64n)).toMatch(/^Number of choices: "18446744073709551616" is not/);
  });
});

describe("cleanBoolean", () => {
  const clean = cleanBoolean("Debug Request");

  test.each(empties)("takes %j as left empty, which is not false", (value) => {
    expect(clean(value)).toBeUndefined();
  });

  test.each<[unknown, boolean]>([
    [true, true],
    ["true", true],
    ["TRUE", true],
    [" true ", true],
    ["yes", true],
    ["on", true],
    [1, true],
    ["1", true],
    [false, false],
    ["false", false],
    ["false ", false],
    ["False", false],
    ["no", false],
    ["off", false],
    ["OFF", false],
    [0, false],
    ["0", false],
  ])("reads %j as %p", (value, expected) => {
    expect(clean(value)).toBe(expected);
  });

  test.each<[unknown]>([["banana"], ["2"], [2], ["truee"], ["null"], [{}], ["constructor"], ["__proto__"]])(
    "refuses %p by the label and says what is accepted",
    (value) => {
      expect(refusalOf(clean, value)).toMatch(/^Debug Request: .*Choose true or false\.$/);
    },
  );
});
