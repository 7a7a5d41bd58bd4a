import { isMark } from "../../../src/text/redaction/MarkRestorer";

test.each<[what: string, text: unknown, isOne: boolean]>([
  ["a mark", "[EMAIL_1]", true],
  ["a mark of nine digits", "[PHONE_123456789]", true],
  ["a number of ten digits", "[PHONE_1234567890]", false],
  ["no number", "[EMAIL_]", false],
  ["an unknown kind", "[OTHER_1]", false],
  ["text before a mark", "to [EMAIL_1]", false],
  ["text behind a mark", "[EMAIL_1] and", false],
  ["no text", 1, false],
])("%s is told from a mark", (_what, text, isOne) => {
  expect(isMark(text)).toBe(isOne);
});
