import fc from "fast-check";
import { MarkRestorer } from "../../../src/text/redaction/MarkRestorer";
import { Redaction } from "../../../src/text/redaction/Redaction";
import type { RedactionRules } from "../../../src/text/redaction/redactionRules";

const rules: RedactionRules = {
  emailAddresses: true,
  phoneNumbers: true,
  paymentCards: true,
  ibans: true,
  machineAddresses: true,
  names: ["Ada Lovelace", "Ada", "Ng"],
  patterns: ["CUST-\\d{3}", 'say "[^"]{0,9}"', "\\{[^}]{0,5}"],
};

const masked = (text: string, redaction = new Redaction(rules)) => {
  redaction.avoid(text);
  return { text: redaction.mask(text), redaction };
};

const piece = fc.oneof(
  fc.string({ unit: "binary", maxLength: 6 }),
  fc.constantFrom(
    ...[
      "ada@example.com",
      "Ada Lovelace",
      "ada",
      " Ng ",
      "CUST-123",
      "4111 1111 1111 1111",
      "+44 20 7946 0958",
    ],
    ...[
      "10.0.0.1",
      "[EMAIL_1]",
      "[NAME_2]",
      "<NAME>",
      "NAME_1",
      'say "hi"',
      '{"a":',
      '"',
      "\\",
      "}",
      "{",
      "[",
      "]",
    ],
    ...["\ud800", "\n", " ", "_1]", "DE89370400440532013000", "00:1a:2b:3c:4d:5e"],
  ),
);
const texts = fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join(""));

test("what is masked and restored is what it was, whatever the text", () => {
  fc.assert(
    fc.property(texts, (given) => {
      const { text, redaction } = masked(given);
      expect(redaction.restorer().restore(text)).toBe(given);
      expect(redaction.restorer().damaged()).toEqual([]);
    }),
    { seed: 20_261_126, numRuns: 1000 },
  );
});

test("a value whose mark makes JSON of its text is masked in pieces, so that it comes back without escapes", () => {
  const given = '{"a": "they say "hi""}';
  const { text, redaction } = masked(given, new Redaction({ patterns: ['say "[^"]{0,9}"'] }));
  expect(text).toBe('{"a": "they [PATTERN_2]"[PATTERN_3]""}');
  expect(redaction.restorer().restore(text)).toBe(given);
});

test("one value has one mark, in all texts, and the text's own marks are not given again", () => {
  const redaction = new Redaction({ emailAddresses: true });
  const given = ["a@x.org and b@x.org", "b@x.org, [EMAIL_1], EMAIL_3"];
  for (const text of given) redaction.avoid(text);
  expect(given.map((text) => redaction.mask(text))).toEqual([
    "[EMAIL_2] and [EMAIL_4]",
    "[EMAIL_4], [EMAIL_1], EMAIL_3",
  ]);
  expect(redaction.map()).toEqual([
    { mark: "[EMAIL_2]", kind: "email", value: "a@x.org" },
    { mark: "[EMAIL_4]", kind: "email", value: "b@x.org" },
  ]);
});

describe("the strings of JSON", () => {
  test.each([
    ["behind an escape", '{"m":"x\\nada@example.com"}', '{"m":"x\\n[EMAIL_1]"}'],
    ["spelled in escapes", '{"m":"\\u0041da, \\u0061da@example.com"}', '{"m":"[NAME_1], [EMAIL_1]"}'],
    ["over two lines", '{"m":"Ada\\nLovelace"}', '{"m":"[NAME_1]\\n[PATTERN_1]"}'],
    ["within JSON in JSON", '{"m":"{\\"n\\":\\"\\\\nAda\\"}"}', '{"m":"{\\"n\\":\\"\\\\n[NAME_1]\\"}"}'],
  ])("are masked %s, stay JSON, and come back", (_what, given, expected) => {
    const redaction = new Redaction({ emailAddresses: true, names: ["Ada"], patterns: ["Lovelace"] });
    const { text } = masked(given, redaction);
    expect(text).toBe(expected);
    expect(JSON.parse(redaction.restorer().restore(text))).toEqual(JSON.parse(given));
  });

  test.each([
    [{ patterns: ["\\d"] }, '{"a":"\\n5"}'],
    [{ names: ["Ada", "Name"] }, '{"a":"\\nAda"}'],
    [{ names: ["Ada"], patterns: ["[^\\n]+"] }, '{"a":"\\nAda","b":1}'],
  ])("have marks in which nothing is found, by %j", (own, given) => {
    const { text, redaction } = masked(given, new Redaction(own));
    expect(text).not.toMatch(/\[[^\]]*\[/);
    expect(redaction.restorer().restore(text)).toBe(given);
  });
});

const restorer = () =>
  new MarkRestorer([
    { mark: "[NAME_1]", kind: "name", value: 'Ada "Countess"\nLovelace' },
    { mark: "[NAME_11]", kind: "name", value: "Ng" },
  ]);

describe("a restored value", () => {
  test.each([
    ["is escaped within JSON", '{"a": "[NAME_1]"}', '{"a": "Ada \\"Countess\\"\\nLovelace"}'],
    ["is escaped within a list", '["[NAME_1]"]', '["Ada \\"Countess\\"\\nLovelace"]'],
    [
      "is escaped within a fence alone",
      '[NAME_1]: {"a":"[NAME_1]"}',
      'Ada "Countess"\nLovelace: {"a":"Ada \\"Countess\\"\\nLovelace"}',
    ],
    ["stands as it is in a text", "[NAME_1], {[NAME_11]}", 'Ada "Countess"\nLovelace, {Ng}'],
  ])("%s", (_what, text, expected) => {
    expect(restorer().restore(text)).toBe(expected);
  });

  test("is escaped in JSON that was cut off, where it is said to be JSON", () => {
    expect(restorer().restore('{"a": "[NAME_1]', true)).toBe('{"a": "Ada \\"Countess\\"\\nLovelace');
  });
});

test.each([
  ["<NAME_1>", ["<NAME_1>"]],
  ["[NAME 1] (NAME_1) [name_1] NAME_1", ["[NAME 1]", "(NAME_1)", "[name_1]", "NAME_1"]],
  ["<NAME> \\[NAME\\_1\\] [NAME_7]", ["<NAME>", "[NAME\\_1\\]", "[NAME_7]"]],
  ["cut off at [NAME_", ["[NAME_"]],
  ["[NAME_1] [Name](x) a name, (name), RENAME_1, [EMAIL_1]", []],
])("in %s, damaged are %j", (text, damaged) => {
  const mine = restorer();
  mine.noteDamage(text);
  expect(mine.damaged()).toEqual(damaged);
});
