import fc from "fast-check";
import { parsePromptTemplate } from "../../src/text/promptTemplate";
import { refusalOf } from "../inputs/refusal";

const label = "Prompt Template";
const parse = (text: unknown) => parsePromptTemplate(label, String(text));
const rendered = (text: string, record: Record<string, unknown>): string => parse(text).render(record);

describe("a rendered template", () => {
  test.each<[what: string, text: string, record: Record<string, unknown>, prompt: string]>([
    ["a field", "Say {{word}}!", { word: "hello" }, "Say hello!"],
    ["spaces in a placeholder", "Say {{ word }}!", { word: "hello" }, "Say hello!"],
    ["a name with spaces", "{{First Name}}", { "First Name": "Ada" }, "Ada"],
    ["a dotted path", "{{address.city}}", { address: { city: "Paris" } }, "Paris"],
    ["a field with a dot in its name", "{{address.city}}", { "address.city": "Rome" }, "Rome"],
    ["an entry of a list", "{{tags.1}}", { tags: ["a", "b"] }, "b"],
    ["an object", "{{address}}", { address: { city: "Paris" } }, '{"city":"Paris"}'],
    ["a list", "{{tags}}", { tags: ["a", 1, null] }, '["a",1,null]'],
    ["numbers and booleans", "{{a}} {{b}} {{c}}", { a: 0, b: false, c: 1.5 }, "0 false 1.5"],
    ["null and empty text", "[{{a}}{{b}}]", { a: null, b: "" }, "[]"],
    ["a date", "{{day}}", { day: new Date(0) }, "1970-01-01T00:00:00.000Z"],
    ["the whole record", "{{.}}", { a: 1 }, '{"a":1}'],
    ["a field of three braces", "{{{a}}}{{&a}}", { a: "<b>" }, "<b><b>"],
    ["a list section", "{{#items}}{{name}};{{/items}}", { items: [{ name: "a" }, { name: "b" }] }, "a;b;"],
    ["a list of texts", "{{#tags}}<{{.}}>{{/tags}}", { tags: ["a", "b"] }, "<a><b>"],
    ["an outer field in a section", "{{#items}}{{who}}{{/items}}", { who: "x", items: [{}, {}] }, "xx"],
    ["a section of nothing", "a{{#no}}b{{/no}}", { no: [] }, "a"],
    ["an inverted section", "{{^no}}none{{/no}}", { no: "" }, "none"],
    ["a comment", "a{{! not said }}b", {}, "ab"],
    ["braces that open no placeholder", "{{'{{'}}target}} and {{ \"{{\" }}x}}", {}, "{{target}} and {{x}}"],
    ["a long number", "{{id}}", { id: 12345678901234567890n }, "12345678901234567890"],
    ["long numbers within", "{{.}}", { a: [2n ** 64n] }, '{"a":["18446744073709551616"]}'],
    ["a text file", "{{f}}", { f: { data: Buffer.from("\uFEFFhi"), contentType: "text/plain" } }, "hi"],
    ["bytes of a text", "{{f}}", { f: Buffer.from("\uFEFFhi", "utf16le") }, "hi"],
    [
      "a text file that went through JSON",
      "{{f}}",
      JSON.parse(JSON.stringify({ f: Buffer.from("hi") })),
      "hi",
    ],
    [
      "a file in a record",
      "{{.}}",
      { f: { data: Buffer.from("\0\0") } },
      '{"f":{"data":"[a file, 2 bytes]"}}',
    ],
    ["a section that is true", "{{#yes}}{{name}}{{/yes}}", { yes: true, name: "x" }, "x"],
    ["a section of an object", "{{#a}}{{b}}{{c}}{{/a}}", { a: { b: 1 }, c: 2 }, "12"],
    [
      "a list of which some entries have the name",
      "{{#l}}[{{n}}]{{/l}}",
      { n: "Ada", l: [{ n: "B" }, {}] },
      "[B][]",
    ],
    ["a name with a dot within", "{{props.geo.lat}}", { props: { "geo.lat": 47 } }, "47"],
    ["a path through names with dots", "{{a.b.c.d}}", { "a.b": { "c.d": 1 } }, "1"],
    ["the nearest of two paths", "{{a.b}}", { "a.b": 1, a: { b: 2 } }, "1"],
    ["braces that are no placeholder", '{"a": {"b": 1}} {x}', {}, '{"a": {"b": 1}} {x}'],
  ])("holds %s", (_what, text, record, prompt) => {
    expect(rendered(text, record)).toBe(prompt);
  });

  test("escapes no HTML", () => {
    expect(rendered("{{a}}", { a: `<b> & "quotes" 'too' / = \`` })).toBe(`<b> & "quotes" 'too' / = \``);
  });

  test("takes a value for what it is, however much it looks like a template", () => {
    fc.assert(
      fc.property(
        fc.string(),
        fc.constantFrom(
          "{{other}}",
          "{{#a}}",
          "{{/a}}",
          "{{> x}}",
          "{{=<% %>=}}",
          "</data> ignore this",
          "$&",
        ),
        (before, hostile) => {
          const value = `${before}${hostile}`;
          expect(rendered("a {{field}} b", { field: value, other: "secret" })).toBe(`a ${value} b`);
        },
      ),
      { seed: 20_261_101, numRuns: 300 },
    );
  });

  test("keeps text without placeholders as it is", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme" }).filter((text) => !text.includes("{{")),
        (text) => {
          expect(rendered(text, {})).toBe(text);
          expect(parse(text).fields).toEqual([]);
        },
      ),
      { seed: 20_261_102, numRuns: 300 },
    );
  });

  test("calls no function and reads nothing that a record inherits", () => {
    const calls: string[] = [];
    const record = {
      run: () => calls.push("called"),
      nested: { run: () => calls.push("called") },
      list: [1],
    };
    const names = ["run", "nested.run", "constructor", "__proto__", "toString", "list.length", "list.map"];
    const text = names.map((name) => `{{${name}}}{{#${name}}}x{{/${name}}}`).join("");
    expect(rendered(text, record)).toBe("");
    expect(calls).toEqual([]);
    expect(parse("{{constructor}} {{a.length}}").inspect({ a: "text" }).lacking).toEqual([
      "constructor",
      "a.length",
    ]);
  });
});

describe("a template's fields", () => {
  test("are named once, in their order", () => {
    expect(parse("{{b}} {{a.c}} {{b}} {{#list}}{{x}}{{/list}}{{^no}}{{/no}}").fields).toEqual([
      "b",
      "a.c",
      "list",
      "no",
    ]);
  });

  test("are found, lacking or absent in a record", () => {
    const template = parse("{{a}}{{b}}{{#c}}{{d}}{{/c}}{{#e}}{{f}}{{/e}}{{^g}}{{h}}{{/g}}");
    expect(template.inspect({ a: null, c: [{ d: 1 }, {}] })).toEqual({
      found: ["a", "c", "d"],
      lacking: ["b", "d", "h"],
      absent: ["e", "g"],
      problems: [],
    });
  });
});

describe("a template that can't be read", () => {
  test.each<[text: string, refusal: string]>([
    ["Say {{word", "Prompt Template: the {{ has no }}, at line 1, column 5."],
    ["}}{{", "the {{ has no }}, at line 1, column 3. Enter placeholders such as {{name}}. Two braces"],
    ["{{", "Two braces that open no placeholder are written {{'{{'}}."],
    ["{{{x}}", "Prompt Template: a placeholder is not closed, at line 1, column "],
    ["{{a}} and\n  {{b", "Prompt Template: the {{ has no }}, at line 2, column 3."],
    ["{{#a}}text", "Prompt Template: the section {{#a}} is not closed by {{/a}}, at line 1, column 11."],
    [
      "{{#a}}{{#b}}{{/a}}",
      "Prompt Template: the section {{#b}} is not closed by {{/b}}, at line 1, column 13.",
    ],
    ["a{{/b}}", "Prompt Template: {{/b}} closes a section that was not opened, at line 1, column 2."],
    ["a\n{{> part}}", "Prompt Template: {{> part}} would include another template"],
    ["{{#a}}{{> part}}{{/a}}", "Prompt Template: {{> part}} would include another template"],
    ["{{=<% %>=}}", "Prompt Template: the delimiters {{ and }} can't be changed, at line 1, column 1."],
    ["{{= Total}}", "Enter placeholders such as {{name}}. A field of that name is written {{&= Total}}."],
    [
      "{{# Orders}}",
      "{{# Orders}} is not closed by {{/Orders}}, at line 1, column 13. Enter placeholders such as {{name}}. A field of that name is written {{&# Orders}}.",
    ],
    ["{{^x}}", "A field of that name is written {{&^x}}."],
    [
      "a {{ /path }}",
      "{{/path}} closes a section that was not opened, at line 1, column 3. Enter placeholders such as {{name}}. A field of that name is written {{&/path}}.",
    ],
    [`${"{{#a}}".repeat(5_000)}${"{{/a}}".repeat(5_000)}`, "sections are nested more than 50 levels deep"],
    ["{{>50k}}", "A field of that name is written {{&>50k}}."],
    [`{{${"x".repeat(600)}}}`, "the {{ has no }} within 500 characters, at line 1, column 1."],
    [`{{!${"x".repeat(30_000)}}}`, "the {{ has no }} within 20000 characters"],
    ["a {{ }}", "Prompt Template: a placeholder has no name, at line 1, column 3."],
  ])("is refused by its label, with the place: %j", (text, refusal) => {
    expect(refusalOf(parse, text)).toContain(refusal);
    expect(refusalOf(parse, text)).toContain("Enter placeholders such as {{name}}.");
  });

  test.each([`{{a${" ".repeat(200_000)}`, "{{".repeat(100_000), `${"{{".repeat(50_000)}}}`])(
    "is refused in no time worse than linear",
    (text) => {
      expect(refusalOf(parse, text)).toMatch(/^Prompt Template: the \{\{ has no \}\}/);
    },
  );

  test("is refused with an error that is for people, whatever it is", () => {
    const parts = fc.constantFrom("{{", "}}", "{{{", "#", "/", "^", ">", "=", "&", "a", " ", "\n", ".");
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 12 }), (pieces) => {
        const text = pieces.join("");
        let template: ReturnType<typeof parse>;
        try {
          template = parse(text);
        } catch (error) {
          expect((error as Error).message).toMatch(/^Prompt Template: .*Enter placeholders/s);
          return;
        }
        expect(typeof template.render({ a: "value" })).toBe("string");
      }),
      { seed: 20_261_103, numRuns: 2000 },
    );
  });
});
