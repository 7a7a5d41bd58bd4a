import { checkMessages, cleanMessages, conversation } from "../../src/inputs/messages";
import { refusalOf } from "./refusal";

const clean = cleanMessages("Messages (JSON)");
const call = (id: string) => ({ id, type: "function", function: { name: "find", arguments: "{}" } });
const result = (id: string, content = "x") => ({ role: "tool", tool_call_id: id, content });
const user = (content: unknown) => ({ role: "user", content });

describe("what the services refuse in a conversation", () => {
  const calls = (...ids: string[]) => ({ role: "assistant", content: null, tool_calls: ids.map(call) });
  const dotted = { id: "1", function: { name: "functions.find", arguments: "{}" } };

  test.each<[string, unknown[], RegExp]>([
    ["a result without its call", [user("x"), result("1")], /message 2 is the result of the call 1, and the/],
    [
      "a result behind another message",
      [calls("1"), result("1"), user("x"), result("1")],
      /message 4 is the result/,
    ],
    [
      "a result of an earlier call",
      [calls("1"), result("1"), calls("2"), result("1")],
      /message 4 is the result/,
    ],
    [
      "a result that names no call",
      [calls("1"), { role: "tool", content: "x" }],
      /message 2 .*without tool_call_id/,
    ],
    [
      "a call without its result",
      [calls("1", "2"), result("2"), user("x")],
      /message 1 .*no result follows for 1\./,
    ],
    ["calls at the end", [user("x"), calls("1", "2")], /message 2 .*no result follows for 1, 2\./],
    [
      "two results of a call",
      [calls("1"), result("1"), result("1")],
      /message 3 .*which message 2 has answered/,
    ],
    ["two calls of one id", [calls("1", "1")], /message 1 has two calls with the id 1/],
    [
      "a call without an id",
      [{ ...calls(), tool_calls: [{ ...call("1"), id: null }] }],
      /call, number 1, without an id/,
    ],
    ["no calls", [calls()], /message 1 has an empty list as tool_calls/],
    [
      "a call of an impossible name",
      [{ ...calls(), tool_calls: [dotted] }],
      /name functions\.find.*Leave the call out/,
    ],
    [
      "calls that are no list",
      [{ role: "assistant", content: "x", tool_calls: "find" }],
      /message 1 has tool_calls that are no list/,
    ],
    [
      "a call without its function",
      [{ ...calls(), tool_calls: [{ id: "1", type: "function" }] }, result("1")],
      /call, number 1, without the name of its function/,
    ],
    ...[{}, null, undefined].map((given): [string, unknown[], RegExp] => [
      `a call with the arguments ${given}`,
      [{ ...calls(), tool_calls: [{ id: "1", function: { name: "find", arguments: given } }] }, result("1")],
      /call, number 1, whose arguments are no text/,
    ]),
    ...[
      { type: "text", text: "" },
      { type: "text", text: " \n" },
      { type: "image_url", image_url: {} },
      { type: "image_url" },
      { type: "file", file: { file_id: "" } },
      { type: "image_url", image_url: { detail: "low" } },
      { type: "file", file: { filename: "a.pdf" } },
      { type: "input_audio" },
      { type: "input_audio", input_audio: { data: "", format: "wav" } },
      { type: "refusal", refusal: "" },
    ].map((part): [string, unknown[], RegExp] => [
      `the empty part ${JSON.stringify(part)}`,
      [user("x"), user([{ type: "text", text: "x" }, part])],
      new RegExp(`part 2 of message 2 has the type ${part.type} and no ${part.type}\\.`),
    ]),
    [
      "an image that is none",
      [user([{ type: "image_url", image_url: { url: "x" } }])],
      /part 1 of message 1 is no image/,
    ],
    [
      "an image without an address",
      [user([{ type: "image_url", image_url: { url: "" } }])],
      /part 1 of message 1 is empty/,
    ],
    [
      "instructions under two names",
      [{ role: "developer", content: "x" }, user("y"), { role: "system", content: "z" }],
      /message 3 has the role system, and message 1 the role developer/,
    ],
    ["an empty part", [user([{ type: "text", text: "x" }, {}])], /part 2 of message 1 has no type/],
    ["a part that is null", [user([null])], /part 1 of message 1 is not an object/],
    ["a part that is a text", [user(["x"])], /part 1 of message 1 is not an object/],
    ["a text part without a text", [user([{ type: "text" }])], /has the type text and no text/],
    [
      "an image part without an image",
      [user([{ type: "image_url" }])],
      /the type image_url and no image_url/,
    ],
  ])("is refused by its place: %s", (_what, messages, expected) => {
    expect(refusalOf(clean, messages)).toMatch(expected);
  });

  test("is found in a prompt of a list by the place of both", () => {
    expect(refusalOf(() => checkMessages("Messages", [result("1")], "prompt 3"), undefined)).toMatch(
      /^Messages: prompt 3, message 1 is the result of the call 1/,
    );
  });

  test("is mended where only a key is missing that older api-versions require", () => {
    const { content: _, ...bare } = calls("1");
    expect(clean([bare, result("1")])).toEqual([{ ...bare, content: null }, result("1")]);
  });
});

describe("a conversation", () => {
  const history = [{ role: "user" as const, content: "history" }];

  test("has the system prompt in front and the user prompt behind", () => {
    expect(conversation("system", history, "user")).toEqual([
      { role: "system", content: "system" },
      { role: "user", content: "history" },
      { role: "user", content: "user" },
    ]);
  });

  test("is the messages alone when there is nothing else", () => {
    expect(conversation(undefined, history, undefined)).toEqual(history);
  });

  it("has the system prompt once where an earlier step's messages begin with it", () => {
    const before = conversation("system", undefined, "first");
    expect(conversation("system", before, "second")).toEqual([
      ...before,
      { role: "user", content: "second" },
    ]);
    expect(conversation("another", before, "second")).toEqual([
      { role: "system", content: "another" },
      ...before,
      { role: "user", content: "second" },
    ]);
  });

  test("is the user prompt alone when there is nothing else", () => {
    expect(conversation(undefined, undefined, "user")).toEqual([{ role: "user", content: "user" }]);
  });

  test("has files behind the user prompt: in one text where they are texts, else as parts", () => {
    const [text, image] = [
      { type: "text" as const, text: "file" },
      { type: "image_url" as const, image_url: { url: "x" } },
    ];
    expect(conversation(undefined, undefined, "user", [text])).toEqual([
      { role: "user", content: "user\n\nfile" },
    ]);
    expect(conversation(undefined, undefined, "user", [image, text])).toEqual([
      { role: "user", content: [{ type: "text", text: "user" }, image, text] },
    ]);
    expect(conversation(undefined, history, undefined, [image])).toEqual([
      ...history,
      { role: "user", content: [image] },
    ]);
  });

  test("has its instructions under one name", () => {
    const developer = [{ role: "developer" as const, content: "x" }, ...history];
    expect(refusalOf(() => conversation("system", developer, undefined), undefined)).toMatch(
      /^System Prompt: it is filled in, and Messages \(JSON\) has a message with the role developer/,
    );
  });

  test("can't be a system prompt alone", () => {
    expect(refusalOf(() => conversation("system", undefined, undefined), undefined)).toMatch(
      /^User Prompt: it is empty, and so is Messages \(JSON\)/,
    );
  });
});
