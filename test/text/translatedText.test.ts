import fc from "fast-check";
import { checkLine } from "../../src/text/translation/checkLine";
import { type TextLine, TranslatedText } from "../../src/text/translation/TranslatedText";

const linesOf = (text: string, terms: readonly string[] = [], ends: readonly number[] = [text.length]) => {
  const translated = new TranslatedText(text, terms);
  return { translated, lines: translated.linesOf(translated.movedEnds(ends)).flat() };
};

const keptOf = (text: string, terms?: readonly string[]): string[] =>
  linesOf(text, terms).lines.flatMap(({ kept }) => [...kept.values()]);

const lineOf = (text: string): TextLine => {
  const [line] = linesOf(text).lines;
  if (!line) throw new Error("There is no line.");
  return line;
};

/** The text with each line as a model gives it back. */
const echoed = (text: string, terms: readonly string[], ends: readonly number[]): string => {
  const { translated, lines } = linesOf(text, terms, ends);
  const given = lines.map((line) => [line.id, checkLine(line, line.masked)] as const);
  return translated.with(
    lines,
    new Map(given.map(([id, checked]) => [id, "translation" in checked ? checked.translation : "LOST"])),
  );
};

const fragments = [
  ...["{name}", "{{ user.id }}", "{{{raw}}}", `\${x}`, "#{y}", "%s", "%1$d", "%(a)s", "%", "{", "}", "'{'"],
  ...["{n, plural, one {# day} other {# {unit} days}}", "{a, select,", "<b>", "</b>", '<a href="x>y">', "<"],
  ...[
    "<br/>",
    "<!-- no\nwords -->",
    "<pre>\n  code\n</pre>",
    "<script>",
    "```js\nlet a;\n```",
    "```",
    "`code`",
  ],
  ...[
    "[link](https://e.org/a(b))",
    "![i][r]",
    "**bold**",
    "__",
    "|",
    "# ",
    "- ",
    "1. ",
    "> ",
    "- [ ] ",
    "\t",
  ],
  ...["https://example.com/a?b=c.", "a.b@example.com", "C:\\new\\file", "\\n", "&nbsp;", "$HOME", "⟦1⟧", "⟪"],
  ...[
    "word",
    "Azure OpenAI",
    "Grüße",
    "日本語。",
    " ",
    "  ",
    "\n",
    "\r\n",
    "\u2028",
    "\n\n",
    "\u00a0",
    "12.5",
    "—",
    "😀",
  ],
];

test("a text comes back byte for byte from a model that gives back what it gets, wherever it is cut", () => {
  const texts = fc.array(fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...fragments) }, fc.string()), {
    maxLength: 40,
  });
  fc.assert(
    fc.property(
      texts,
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 4 }),
      (pieces, cuts) => {
        const text = pieces.join("");
        const ends = [
          ...cuts.toSorted((one, other) => one - other).map((cut) => Math.floor(cut * text.length)),
          text.length,
        ];
        expect(echoed(text, ["Azure OpenAI"], ends)).toBe(text);
      },
    ),
    { seed: 20_261_126, numRuns: 600 },
  );
});

test.each([
  ["Hello {name}, you have {0} of {total:N2}.", ["{name}", "{0}", "{total:N2}"]],
  ["Dear {{ customer.first }}, {{#if x}}hello{{/if}}", ["{{ customer.first }}", "{{#if x}}", "{{/if}}"]],
  [`Run \${cmd} as #{user} in $HOME, %s`, [`\${cmd}`, "#{user}", "$HOME", "%s"]],
  ["%1$s has %(count)d or %.2f of %{all}", ["%1$s", "%(count)d", "%.2f", "%{all}"]],
  ["{% if x %}Yes{% endif %} {# a note #}", ["{% if x %}", "{% endif %}", "{# a note #}"]],
  ["Save 50% today, or 20%off", []],
  ["Costs $5 and {not a name} here", []],
  [
    "You have {n, plural, one {# day} other {'{'# days}} left",
    ["{n, plural, one {# day} other {'{'# days}}"],
  ],
  ["Give it to {g, select, f {her} other {them}}!", ["{g, select, f {her} other {them}}"]],
  ['<p class="a > b">Hi <b>you</b></p>', ['<p class="a > b">', "<b>", "</b>", "</p>"]],
  ["if a < b and b > c it's fine", []],
  ["See <code>let x = 1;</code> now", ["<code>let x = 1;</code>"]],
  ["Read [the guide](https://e.org/a_(b)) now", ["](https://e.org/a_(b))"]],
  ["Go to https://example.com/a?b=c, then mail a@b.example.", ["https://example.com/a?b=c", "a@b.example"]],
  ["Mail mailto:ada.l+1@mail.example.com, not me", ["mailto:ada.l+1@mail.example.com"]],
  ["Use `npm ci` in C:\\new\\app or \\n", ["`npm ci`", "C:\\new\\app", "\\n"]],
  ["Tea &amp; cake&#33;", ["&amp;", "&#33;"]],
])("of %j, a translation keeps %j", (text, kept) => {
  expect(keptOf(text)).toEqual(kept);
});

test("terms that are listed stay as whole words, the longest first", () => {
  expect(keptOf("Azure OpenAI and Azure, not Azures.", ["Azure", "Azure OpenAI"])).toEqual([
    "Azure OpenAI",
    "Azure",
  ]);
  expect(keptOf("C++ (beta) is C", ["C++", "(beta)"])).toEqual(["C++", "(beta)"]);
});

test("what has no words is not sent, and neither are blanks and signs before the words", () => {
  const text =
    "# Title\n\n---\n12.50\n{name}\n  - [ ] To do  \n> Said\n```js\nlet word;\n```\n| a | b |\n\t1) One\r\n";
  expect(linesOf(text).lines.map(({ masked }) => masked)).toEqual([
    "Title",
    "To do",
    "Said",
    "| a | b |",
    "One",
  ]);
});

test("marks are others than those of the text, and no two are the same", () => {
  const text = "⟦1⟧ says {a}.\nAnd {b} too.";
  const marks = linesOf(text).lines.flatMap(({ kept }) => [...kept.keys()]);
  expect(new Set(marks).size).toBe(2);
  for (const mark of marks) expect(text).not.toContain(mark);
  const all = "⟦1⟧ ⟦7⟧ ⟪1⟫ ⦃1⦄ ⧼1⧽ says {a}.";
  const [own] = linesOf(all).lines.flatMap(({ kept }) => [...kept.keys()]);
  expect(all).not.toContain(own);
});

describe("a translation is refused", () => {
  test.each<[string, (masked: string) => string | undefined, string[]]>([
    ["that was left out", () => undefined, []],
    ["that is blank", () => " ", []],
    ["of two lines", (masked) => `${masked}\nmore`, []],
    ["without a placeholder", (masked) => masked.replace("⟦1⟧", ""), ["{name}"]],
    ["with a placeholder twice", (masked) => `${masked}⟦1⟧`, ["{name}"]],
    ["with a placeholder for another", (masked) => masked.replace("⟦2⟧", "⟦1⟧"), ["{name}", "<b>"]],
    ["with a mark of another line", (masked) => `${masked} ⟦99⟧`, []],
    ["with a broken mark beside the whole ones", (masked) => `${masked} ⟦ 1⟧`, []],
    ["with a placeholder of its own", (masked) => `${masked} {Name}`, ["{", "}"]],
    ["with a tag of its own", (masked) => `${masked} <i>`, ["<"]],
    ["with other signs of Markdown", (masked) => masked.replace("**", ""), ["**"]],
  ])("%s", (_what, change, missing) => {
    const line = lineOf("Hello {name}, you are **very** <b>welcome</b>!");
    const checked = checkLine(line, change(line.masked));
    expect(checked).toMatchObject({ missing, problem: expect.stringMatching(/\.$/) });
  });
});

test("a translation may put what is kept into another order", () => {
  const line = lineOf("{a} of {b}");
  expect(checkLine(line, "⟦2⟧: davon ⟦1⟧")).toEqual({ translation: "{b}: davon {a}" });
});
