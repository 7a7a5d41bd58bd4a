import { parseJsonExactly } from "../../src/text/parseJsonExactly";

describe("JSON whose numbers a number can't hold", () => {
  test.each<[string, unknown]>([
    ["7615917337495251231", "7615917337495251231"],
    ["-9007199254740993", "-9007199254740993"],
    ['{"id": 12345678901234567890, "n": 1}', { id: "12345678901234567890", n: 1 }],
    ["[[1234567890123456789012345678901234567890]]", [["1234567890123456789012345678901234567890"]]],
    ["[12345678901234567.89]", ["12345678901234567.89"]],
    ["[1e400, -1E+999]", ["1e400", "-1E+999"]],
    ["1e1000", "1e1000"],
    [`[${"9".repeat(400)}]`, ["9".repeat(400)]],
  ])("keeps what is written: %s", (text, value) => {
    expect(parseJsonExactly(text)).toEqual(value);
  });

  test.each<[string, unknown]>([
    ["9007199254740991", 9007199254740991],
    ["-9007199254740991", -9007199254740991],
    ["[1e21, 1.5e300, 0.1234567890123456789, 1e-400]", [1e21, 1.5e300, 0.12345678901234568, 0]],
    ["[1234567890123456.5]", [1234567890123456.5]],
    ['{"a": "12345678901234567890", "b": "1e400"}', { a: "12345678901234567890", b: "1e400" }],
    ['[0, -1, 2.5, true, null, "é"]', [0, -1, 2.5, true, null, "é"]],
  ])("is numbers where they hold it: %s", (text, value) => {
    expect(parseJsonExactly(text)).toEqual(value);
  });

  test("has own names alone", () => {
    const value = parseJsonExactly('{"__proto__": {"id": 12345678901234567890}}') as object;
    expect(Object.keys(value)).toEqual(["__proto__"]);
    expect(Object.getPrototypeOf(value)).toBe(Object.prototype);
  });

  test.each(["[1,]", "[12345678901234567890,]", ""])("is refused as JSON.parse refuses it: %j", (text) => {
    expect(() => parseJsonExactly(text)).toThrow(SyntaxError);
  });
});
