import { problemOf } from "../../../local/workbench/server/runs/problemOf";

const failing = (): never => {
  throw new Error("no");
};
const unread = "The step threw something that can't be read.";

test.each([
  ["a message that throws", Object.defineProperty({}, "message", { get: failing }), unread],
  ["a text that throws", { toString: failing }, unread],
  ["an object without a text", Object.create(null), unread],
  ["null", null, "null"],
  ["a symbol", Symbol("odd"), "Symbol(odd)"],
  ["nothing said", new Error(""), "The step failed without a word."],
])("a step may throw anything: %s", (_, thrown, message) => {
  expect(problemOf(thrown, [], (text) => text)).toEqual({ message });
});

test("a message is cut after its secrets are gone", () => {
  const thrown = new Error(`${"x".repeat(19_998)}secret`);
  expect(problemOf(thrown, [], (text) => text.replace("secret", "(secret)")).message).toHaveLength(20_000);
  expect(problemOf(thrown, [], (text) => text.replace("secret", "(secret)")).message).toMatch(/x\(s$/);
});
