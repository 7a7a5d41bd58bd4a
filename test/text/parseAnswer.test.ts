import fc from "fast-check";
import { parseAnswer } from "../../src/text/parseAnswer";
import { parseJsonExactly } from "../../src/text/parseJsonExactly";
import { withoutThoughts } from "../../src/text/withoutThoughts";

const answer = { sentiment: "good", score: 0.5 };
const json = JSON.stringify(answer);
const pretty = JSON.stringify(answer, null, 2);
const fence = "```";

describe("the one object of an answer is taken", () => {
  test.each<[what: string, text: string]>([
    ["alone", json],
    ["in a fence", `${fence}json\n${json}\n${fence}`],
    ["in a fence of Windows", `${fence}json\r\n${json}\r\n${fence}\r\n`],
    ["in a fence on one line", `${fence}json ${json} ${fence}`],
    ["in a fence of another language", `${fence}json5\n${pretty}\n${fence}`],
    ["in tildes", `~~~\n${json}\n~~~`],
    ["in a fence without an end", `${fence}json\n${json}`],
    ["in a fence with words around it", `Here is the JSON:\n${fence}json\n${pretty}\n${fence}\nLet me know!`],
    ["with words alone around it", `Sure! ${json} Anything else?`],
    ["behind a byte order mark", `\uFEFF${json}`],
    ["between zero-width characters", `\u200B${json}\u200D\u2060`],
    ["between no-break spaces", `\u00A0${json}\u00A0`],
    ["with no-break spaces within", pretty.replaceAll("\n  ", "\n\u00A0\u3000")],
    ["with a brace too many", `${json}}`],
    ["with the end of a template", `${json}<|im_end|>`],
    ["behind a thought", `<think>\nhm { not this: "one" }\n</think>\n\n${json}`],
    ["behind a thought with another object", `<think>Maybe {"score": 1}?</think>${json}`],
    ["behind several thoughts", `<thinking>a</thinking>\n<Reasoning>b</REASONING>${json}`],
    ["behind a thought in brackets", `[THINK]a[/THINK]${json}`],
    ["behind a thought within one", `<think>a <think>b</think> c</think>${json}`],
    ["behind the end of a thought", `I think of {"score": 1}.\n</think>\n${json}`],
    ["twice", `${json}\n${json}`],
    ["twice, once in a fence", `${json}\n${fence}json\n${pretty}\n${fence}`],
    ["behind braces in prose", `Fields {name}, {} and { "x": … } become ${json}`],
    ["in a list of one", `[${json}]`],
    ["as a text of JSON", JSON.stringify(pretty)],
    ["as a text of JSON that has a fence", ` ${JSON.stringify(`${fence}json\n${json}\n${fence}`)}\n`],
    ["with 2,000 lines behind it", `${json}${"\n".repeat(2000)}`],
  ])("%s", (_what, text) => {
    expect(parseAnswer(text)).toEqual({ value: answer, checked: answer });
  });

  test("with whatever its texts hold", () => {
    const tricky = { a: '{"b": "</think>"} ``` \\" }{', "<think>": "\u00A0\uFEFF", c: [{}, []] };
    const text = JSON.stringify(tricky);
    for (const whole of [text, `${fence}json\n${text}\n${fence}`, `Here: ${text}.`])
      expect(parseAnswer(whole)).toEqual({ value: tricky, checked: tricky });
  });

  test("around any object, whatever prose and marks stand there", () => {
    const prose = fc.array(
      fc.constantFrom("Here", "is", ":", "\n", "\u00A0", "```json", "~~~", "}", "'", "{x}", "[1]"),
    );
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 }),
        prose,
        prose,
        (value, before, behind) => {
          const text = `${before.join(" ")}\n${JSON.stringify(value)}\n${behind.join(" ")}`;
          const expected = JSON.stringify(value);
          expect(parseAnswer(text)).toEqual({
            value: parseJsonExactly(expected),
            checked: JSON.parse(expected),
          });
        },
      ),
      { seed: 20_261_125, numRuns: 500 },
    );
  });
});

test("integers beyond 2^53 keep their digits, and the check sees numbers", () => {
  expect(parseAnswer('So: {"id": 7615917337495251231, "n": 1}')).toEqual({
    value: { id: "7615917337495251231", n: 1 },
    checked: { id: 7_615_917_337_495_251_000, n: 1 },
  });
});

describe("no answer is", () => {
  test.each<[what: string, text: string, violation: RegExp]>([
    [
      "two objects that differ",
      `${json}\n{"sentiment":"bad","score":0.5}`,
      /several JSON objects that differ/,
    ],
    ["two in a list", `[${json},{"score":1}]`, /several JSON objects that differ/],
    ["nothing", "", /is empty/],
    ["white space", " \n\u3000\n ", /is empty/],
    ["a thought without an end", `<think>${json}`, /is empty/],
    ["a text", "It is good.", /is not JSON/],
    ["a cut-off object", '{"sentiment": "go', /is not JSON/],
    ["JavaScript", "{sentiment: 'good'}", /is not JSON/],
    ["a list", '["a"]', /is not a JSON object/],
    ["a number", "5", /is not a JSON object/],
    ["501 levels", `${'{"a":'.repeat(501)}1${"}".repeat(501)}`, /is nested too deep/],
  ])("%s", (_what, text, violation) => {
    expect(parseAnswer(text)).toEqual({ violation: expect.stringMatching(violation) });
  });
});

test.each<[what: string, text: string]>([
  ["fences and line feeds", `${fence}json\n${"\n".repeat(200_000)}x`],
  ["braces", "{".repeat(200_000)],
  ["braces with blanks", `{${" ".repeat(200)}`.repeat(1000)],
  ["braces and quotation marks", '{"'.repeat(100_000)],
  ["objects without an end", '{"a":'.repeat(40_000)],
  ["objects within lists", '{"a":['.repeat(33_000)],
  ["strings without an end", '{"a\\'.repeat(50_000)],
  ["pairs of braces", "{}".repeat(100_000)],
  ["the same object", '{"a":1}'.repeat(28_000)],
  ["thoughts", "<think></think>".repeat(13_000)],
  ["openings of thoughts", "<think>".repeat(28_000)],
  ["ends of thoughts", "</think>".repeat(25_000)],
  ["blanks of all kinds", "\u00A0\u200B\t\uFEFF".repeat(50_000)],
  ["fences", "```".repeat(66_000)],
  ["backslashes", `{"a":"${"\\".repeat(200_000)}`],
  ["closing braces", `{"a":1${"}".repeat(200_000)}`],
])("200,000 characters of %s are read in a moment", (_what, text) => {
  expect(Object.keys(parseAnswer(text)).length).toBeGreaterThan(0);
  expect(withoutThoughts(text).length).toBeLessThanOrEqual(text.length);
});

test("an object that is said twice in another order is one", () => {
  const text = '{"a": 1, "b": {"c": [2], "d": 3}} or {"b": {"d": 3, "c": [2]}, "a": 1}';
  expect(parseAnswer(text)).toMatchObject({ value: { a: 1, b: { c: [2], d: 3 } } });
});

test("an answer that is no JSON is told on one line", () => {
  expect(parseAnswer("{'a':\n\n 1}\n")).toEqual({ violation: expect.stringMatching(/^[^\n]+$/) });
});

test("an answer in channels is what stands in the final one", () => {
  const text =
    '<|channel|>analysis<|message|>{"a": 1} or 2?<|end|><|start|>assistant<|channel|>final <|constrain|>json<|message|>{"a": 2}<|return|>';
  expect(parseAnswer(text)).toMatchObject({ value: { a: 2 } });
  expect(withoutThoughts(text)).toBe('{"a": 2}');
});

describe("a text without its thoughts", () => {
  test.each([
    ["<think>a</think>\n\nThe harbor.", "The harbor."],
    ["\uFEFF <THINK>a</THINK> \u200BThe harbor.", "The harbor."],
    ["◁think▷a◁/think▷The harbor.", "The harbor."],
    ["so…</think>The harbor.", "The harbor."],
    ["The tag <think>a</think> is one.", "The tag <think>a</think> is one."],
    [" The harbor. ", " The harbor. "],
    ["<thinker>a</thinker>", "<thinker>a</thinker>"],
    ["<reasoning>a", ""],
    ["<think>a</reasoning>b", ""],
    ["<think>a</reasoning>b</think>The harbor.", "The harbor."],
    ...[
      "think",
      "thinking",
      "thought",
      "thoughts",
      "reasoning",
      "reflection",
      "scratchpad",
      "analysis",
    ].flatMap((tag) => [
      [`<${tag}>a</${tag}>The harbor.`, "The harbor."],
      [`a</${tag}>The harbor.`, "The harbor."],
    ]),
    ["[THINK]a[/THINK]The harbor.", "The harbor."],
    ["<|start|>assistant<|channel|>final<|message|>The harbor.<|end|>", "The harbor."],
    ["<|channel|>final<|message|>The harbor.<|return|> \n", "The harbor."],
    ["<|channel|>final", "<|channel|>final"],
  ])("%j is %j", (text, rest) => {
    expect(withoutThoughts(text)).toBe(rest);
  });
});
