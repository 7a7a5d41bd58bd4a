import { cleanMessages } from "../../src/inputs/messages";
import { sampleImages } from "../support/sampleImages";
import { refusalOf } from "./refusal";

const label = "Messages (JSON)";
const clean = cleanMessages(label);
const call = (id: string) => ({ id, type: "function", function: { name: "find", arguments: "{}" } });
const result = (id: string, content = "x") => ({ role: "tool", tool_call_id: id, content });
const user = (content: unknown) => ({ role: "user", content });

describe("a list of messages", () => {
  test("that code left holes in is refused by the first of them", () => {
    expect(refusalOf(clean, Array(3))).toMatch(/message 1 is not an object/);
  });

  test.each<[unknown]>([[undefined], [null], [""], [" \n "]])("%j is left empty", (value) => {
    expect(clean(value)).toBeUndefined();
  });

  test.each<[string, unknown]>([
    ["text", [user("Hello")]],
    ["empty text", [user("")]],
    [
      "content parts",
      [
        user([
          { type: "text", text: "Hello" },
          { type: "image_url", image_url: { url: "gs://bucket/x.png" } },
        ]),
      ],
    ],
    ["every role", ["system", "user", "assistant", "function"].map((role) => ({ role, content: "x" }))],
    ["the role developer", [{ role: "developer", content: "x" }, user("y")]],
    [
      "calls of tools with their results in any order",
      [
        { role: "assistant", content: null, tool_calls: [call("1"), call("2")] },
        ...[result("2"), result("1")],
        { role: "assistant", content: "", tool_calls: [call("1")] },
        ...[result("1", ""), user("And?")],
      ],
    ],
    [
      "a call without an id of its own",
      [{ role: "assistant", content: null, tool_calls: [call("")] }, result("")],
    ],
    ["a refusal without content", [{ role: "assistant", refusal: "No." }]],
    [
      "fields that this connector does not know",
      [{ role: "user", content: "x", name: "Ann", future: { a: 1 } }],
    ],
  ])("may hold %s, as JSON text and as an earlier step's list", (_what, messages) => {
    expect(clean(messages)).toEqual(messages);
    expect(clean(JSON.stringify(messages, null, 2))).toEqual(messages);
    expect(clean(Buffer.from(JSON.stringify(messages)))).toEqual(messages);
    expect(clean(`\uFEFF${JSON.stringify(messages)}`)).toEqual(messages);
  });

  test("may hold null where a gateway's answer has no calls", () => {
    const given = { role: "assistant", content: "x", tool_calls: null, function_call: null, refusal: null };
    expect(clean([given, user("y")])).toEqual([
      { role: "assistant", content: "x", refusal: null },
      user("y"),
    ]);
  });

  test("may hold 2,048 messages", () => {
    expect(clean(Array.from({ length: 2048 }, () => user("x")))).toHaveLength(2048);
  });

  test("may not hold 2,049 messages", () => {
    const message = refusalOf(clean, JSON.stringify(Array.from({ length: 2049 }, () => user("x"))));
    expect(message).toMatch(/^Messages \(JSON\): 2049 messages .* 2048 /);
  });
});

describe("text that is not JSON", () => {
  test.each<[string, string, string]>([
    ["an unquoted word", '[{"role": "user", "content": hello}]', "line 1, column 30"],
    ["a comma after the last item, on a line of its own", '["a",\n "b",\n]', "line 3, column 1"],
    ["a missing comma", '[{"role": "user"\n "content": "x"}]', "line 2, column 2"],
    ["single quotes", "[{'role': 'user'}]", "line 1, column 3"],
    ["a bare line break in a text", '[{"role": "user", "content": "a\nb"}]', "line 1, column 32"],
    ["plain text", "Where was it?", "line 1, column 1|at its start"],
    ["text behind the list", '[{"role": "user", "content": "x"}] y', "line 1, column 36"],
    ["a wrong bracket in a short text", "[1,}", "line 1, column 4"],
    ["a byte order mark in front", "\uFEFF[{'role': 1}]", "line 1, column 3"],
    [
      "a mistake far down",
      `[\n${'  {"role": "user", "content": "x"},\n'.repeat(40)}  {"role": user, "content": "x"}\n]`,
      "line 42, column 12",
    ],
  ])("is refused with the place of %s", (_what, text, place) => {
    const message = refusalOf(clean, text);
    expect(message).toMatch(/^Messages \(JSON\): this is not JSON/);
    expect(message).toMatch(new RegExp(`(${place})(?!\\d)`));
  });

  test.each(['[{"role": "user"', '[{"role": "us', "["])("is refused as cut off: %j", (text) => {
    const message = refusalOf(clean, text);
    expect(message).toMatch(new RegExp(`at its end|line 1, column ${text.length + 1}\\b`));
  });

  test("is refused with an example of what is accepted", () => {
    expect(refusalOf(clean, "banana")).toContain('[{"role": "user", "content": "Where was');
  });

  test("is refused on one line", () => {
    expect(refusalOf(clean, '[{"role":\n\n x}]')).not.toContain("\n");
  });

  test("is refused in a few words, however long it is", () => {
    expect(refusalOf(clean, `banana ${"x".repeat(100_000)}`).length).toBeLessThan(600);
  });
});

describe("JSON that is no list of messages", () => {
  test.each<[string, unknown, RegExp]>([
    ["an object", user("x"), /this is not a list/],
    ["a number", 5, /this is not a list/],
    ["true", true, /this is not a list/],
    ["JSON null", "null", /this is not a list/],
    ["an empty list", [], /the list is empty/],
    ["a list of texts", ["Hello"], /message 1 is not an object/],
    ["a list in a list", [[user("x")]], /message 1 is not an object/],
    ["null among the messages", [user("x"), null], /message 2 is not an object/],
    [
      "an unknown role",
      [user("x"), { role: "human", content: "x" }],
      /the role of message 2 is "human".*system, developer, user, assistant, tool, function/,
    ],
    ["no role", [{ content: "x" }], /the role of message 1 is missing/],
    ["no content", [{ role: "user" }], /the content of message 1 is missing/],
    ["null as content", [user(null)], /the content of message 1 is null/],
    ["a number as content", [user(5)], /the content of message 1 is 5/],
    ["an object as content", [user({ text: "x" })], /the content of message 1 is /],
    ["an empty list of parts", [user([])], /the content of message 1 is \[\]/],
    [
      "an assistant who says nothing and calls nothing",
      [{ role: "assistant", content: null }],
      /the content of message 1 is null/,
    ],
    [
      "null in place of calls",
      [{ role: "assistant", content: null, tool_calls: null }],
      /the content of message 1 is null/,
    ],
  ])("is refused: %s", (_what, value, expected) => {
    expect(refusalOf(clean, value)).toMatch(expected);
    expect(refusalOf(clean, value).startsWith(`${label}: `)).toBe(true);
  });

  test.each<[string, unknown]>([
    ["content", [user({ text: "secret ".repeat(10_000) })]],
    ["a role", [{ role: "x".repeat(100_000), content: "x" }]],
  ])("is refused in a few words, however long %s is", (_what, value) => {
    expect(refusalOf(clean, value).length).toBeLessThan(600);
  });
});

describe("text that was put into JSON", () => {
  test("is told to need escaping, and where it needs none", () => {
    expect(refusalOf(clean, '[{"role": "user", "content": "She said "hello""}]')).toMatch(
      /line 1, column 41.* Text that is put into JSON needs its quotes and line breaks escaped; User Prompt takes text as it is\. Accepted is/,
    );
  });
});

describe("images and files in messages", () => {
  const { png } = sampleImages;
  const pdf = Buffer.from("%PDF-1.7\n1 0 obj\n<<>>\n");
  const url = `data:image/png;base64,${png.toString("base64")}`;
  const image = (given: unknown) => [
    user([
      { type: "text", text: "x" },
      { type: "image_url", image_url: given },
    ]),
  ];

  test.each<[string, unknown]>([
    ["bytes", { url: png, detail: "low" }],
    ["bytes that went through JSON", { url: JSON.parse(JSON.stringify(png)), detail: "low" }],
    ["a file", { url: { data: png, contentType: "x" }, detail: "low" }],
    ["base64 text", { url: png.toString("base64"), detail: "low" }],
    ["a data URL of a wrong type", { url: url.replace("image/png", "image/heic"), detail: "low" }],
  ])("are shown by their bytes: %s", (_what, given) => {
    expect(clean(image(given))).toEqual(image({ url, detail: "low" }));
  });

  test.each<[string, unknown]>([
    ["bytes", pdf],
    ["a file", { data: pdf, contentType: "x" }],
    ["base64 text", pdf.toString("base64")],
  ])("are sent as data URLs where they are PDFs: %s", (_what, given) => {
    const part = (data: unknown) => [user([{ type: "file", file: { filename: "a.pdf", file_data: data } }])];
    const sent = `data:application/pdf;base64,${pdf.toString("base64")}`;
    expect(clean(part(given))).toEqual(part(sent));
    expect(clean(part(sent))).toEqual(part(sent));
  });

  test("are left as they are where they are addresses", () => {
    expect(clean(image({ url: "http://internal/a.png" }))).toEqual(image({ url: "http://internal/a.png" }));
  });

  test.each<[unknown, RegExp]>([
    [image({ url: Buffer.from("<html>404") }), /^Messages \(JSON\): part 2 of message 1 is an HTML page/],
    [image(Buffer.from("%PDF-1.7\n")), /part 2 of message 1 is a PDF\./],
    [image({ url: [png, png] }), /part 2 of message 1 holds several images/],
    [[user("x"), user([{ type: "file", file: { file_data: png } }])], /part 1 of message 2 holds a file/],
    [[user([{ type: "text", text: png }])], /part 1 of message 1 holds a file/],
    [[user(png)], /the content of message 1 is \[a PNG image, \d+ bytes\]/],
  ])("are refused by their place otherwise: %#", (value, message) => {
    expect(refusalOf(clean, value)).toMatch(message);
  });
});
