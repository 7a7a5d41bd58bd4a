import { cleanPrompts } from "../../src/inputs/prompts";
import { refusalOf } from "./refusal";

const conversation = [{ role: "user", content: "Hello" }];

describe("a list of prompts", () => {
  test.each<[string, unknown[], unknown[]]>([
    ["texts", ["one", "two"], ["one", "two"]],
    ["message lists", [conversation], [conversation]],
    ["texts and message lists mixed", ["one", conversation, "two"], ["one", conversation, "two"]],
    ["objects with messages", [{ messages: conversation }], [conversation]],
    ["the same prompt twice", ["one", "one"], ["one", "one"]],
    ["spaces around a text", [" one "], [" one "]],
    [
      "long numbers",
      [[{ role: "user", content: "x", id: "12345678901234567890" }]],
      [[{ role: "user", content: "x", id: "12345678901234567890" }]],
    ],
  ])("may hold %s, as JSON text and as an earlier step's list", (_what, list, prompts) => {
    expect(cleanPrompts(list)).toEqual(prompts);
    expect(cleanPrompts(JSON.stringify(list))).toEqual(prompts);
    expect(cleanPrompts(Buffer.from(JSON.stringify(list)))).toEqual(prompts);
  });

  test("may be long", () => {
    expect(cleanPrompts(Array.from({ length: 10_000 }, (_, index) => `prompt ${index}`))).toHaveLength(
      10_000,
    );
  });

  test.each<[unknown]>([[undefined], [null], [""], ["  "], [[]], ["[]"]])("may not be empty: %j", (value) => {
    expect(refusalOf(cleanPrompts, value)).toMatch(
      /^Messages: there is no prompt\. Accepted is, for example, \[/,
    );
  });

  test.each<[unknown]>([[{ messages: conversation }], ['{"a": 1}'], ["5"], ["null"], ['"one"']])(
    "is a list and nothing else: %j",
    (value) => {
      expect(refusalOf(cleanPrompts, value)).toMatch(/^Messages: this is not a list\. Accepted is/);
    },
  );

  test.each([
    ["How are you today?", "line 1, column 1|at its start"],
    ['["one",\n "two" three]', "line 2, column 8"],
    ['["one",\n hello]', "line 2, column 2"],
    ['["one", "two",]', "line 1, column 15"],
  ])("has to be JSON, and the refusal says where %j breaks", (text, place) => {
    const message = refusalOf(cleanPrompts, text);
    expect(message).toMatch(/^Messages: this is not JSON/);
    expect(message).toMatch(new RegExp(place));
    expect(message).toContain('["How are you today?", "What is Azure OpenAI?"]');
  });
});

describe("a prompt that can't be sent", () => {
  test.each<[string, unknown, RegExp]>([
    ["a number", 5, /prompt 2 is 5/],
    ["null", null, /prompt 2 is null/],
    ["a file that is no text", Buffer.from("%PDF-1.7\n"), /prompt 2: the file is a PDF/],
    ["empty text", "", /prompt 2 is ""/],
    ["blank text", "  ", /prompt 2 is " {2}"/],
    ["an object without messages", { prompt: "x" }, /prompt 2 is \{"prompt":"x"\}/],
    ["an object whose messages are no list", { messages: 5 }, /prompt 2 is 5/],
    ["an empty message list", [], /the list is empty|prompt 2/],
    ["a message without a role", [{ content: "x" }], /the role of prompt 2, message 1 is missing/],
    ["a message without content", [{ role: "user" }], /the content of prompt 2, message 1 is missing/],
    [
      "a text in a message list",
      [{ role: "user", content: "x" }, "y"],
      /prompt 2, message 2 is not an object/,
    ],
  ])("is refused with its place: %s", (_what, prompt, expected) => {
    const message = refusalOf(cleanPrompts, ["good", prompt]);
    expect(message).toMatch(expected);
    expect(message.startsWith("Messages: ")).toBe(true);
  });

  test.each<[string, unknown]>([
    ["an empty message list", []],
    ["more messages than a request may hold", Array.from({ length: 2049 }, () => conversation[0])],
  ])("is named by its place where it is %s", (_what, prompt) => {
    expect(refusalOf(cleanPrompts, ["good", prompt])).toContain("prompt 2");
  });

  test("is shown in a few words, however long it is", () => {
    expect(refusalOf(cleanPrompts, [{ prompt: "x".repeat(100_000) }]).length).toBeLessThan(600);
  });
});
