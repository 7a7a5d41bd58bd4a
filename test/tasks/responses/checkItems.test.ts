import { checkItems } from "../../../src/tasks/responses/checkItems";

const placed = (items: object[]) =>
  items.map((item, index) => ({ item: { ...item }, label: "Input Items", place: `item ${index + 1}` }));

const problem = (items: object[], goesOn = false): string | undefined => {
  try {
    checkItems(placed(items), goesOn);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
};

const message = { role: "user", content: "Hello" };
const called = (id: string) => ({ type: "function_call", call_id: id, name: "find", arguments: "{}" });
const result = (id: string, output: unknown = "") => ({ type: "function_call_output", call_id: id, output });

describe("items of a request", () => {
  it.each<[name: string, items: object[]]>([
    [
      "a message with text, with parts, and empty",
      [
        message,
        { type: "message", role: "user", content: "" },
        { role: "user", content: [{ type: "input_text", text: "" }] },
      ],
    ],
    ["a call and its empty result, without ids of items", [called("c1"), result("c1")]],
    [
      "results in another order, and of parts",
      [called("c1"), called("c2"), result("c2", [{ type: "input_text", text: "x" }]), result("c1")],
    ],
    [
      "a tool that takes text",
      [
        { type: "custom_tool_call", call_id: "c1", name: "n", input: "" },
        { type: "custom_tool_call_output", call_id: "c1", output: "x" },
      ],
    ],
    ["items of types that nobody knows yet", [{ type: "of_the_future", id: "x" }]],
    [
      "a reference twice",
      [
        { type: "item_reference", id: "x" },
        { type: "item_reference", id: "x" },
      ],
    ],
  ])("may be %s", (_name, items) => {
    expect(problem(items)).toBeUndefined();
  });

  it.each<[told: string, items: object[]]>([
    ["item 1 has neither a type nor a role.", [{ content: "x" }]],
    ["item 2 has no content.", [message, { role: "user" }]],
    ["item 1 has no content.", [{ role: "user", content: [] }]],
    ["item 1 has a part without a type.", [{ role: "user", content: [{}] }]],
    ["item 2 has no output.", [called("c1"), { type: "function_call_output", call_id: "c1" }]],
    ["item 1 has no call_id.", [{ type: "function_call", id: "fc_1", name: "find", arguments: "{}" }]],
    ["item 1 is the call c1, whose result is missing.", [called("c1")]],
    ["item 1 is the result of c1, and no item is that call.", [result("c1")]],
    ["item 3 is the result of c1, and so is item 2.", [called("c1"), result("c1"), result("c1")]],
    ["item 2 is the call c1, and so is item 1.", [called("c1"), called("c1"), result("c1")]],
    [
      "item 2 is the item msg_1, and so is item 1.",
      [
        { ...message, id: "msg_1" },
        { ...message, id: "msg_1" },
      ],
    ],
  ])("are refused by their place: %s", (told, items) => {
    expect(problem(items)).toContain(`Input Items: ${told}`);
  });

  it.each<[name: string, item: object]>([
    ["a result alone", result("c1")],
    ["an assistant's message without an id", { role: "assistant", content: "Hi" }],
  ])("may be %s where the service keeps the rest", (_name, item) => {
    expect(problem([item], true)).toBeUndefined();
  });

  it.each<[name: string, item: object]>([
    ["a call", called("c1")],
    ["reasoning", { type: "reasoning", id: "rs_1" }],
    ["a search", { type: "web_search_call", id: "ws_1" }],
    ["an assistant's message with its id", { role: "assistant", id: "msg_1", content: "x" }],
  ])("are refused where the service keeps them: %s", (_name, item) => {
    expect(problem([item], true)).toContain("item 1 is of an earlier answer, which the service has already.");
  });
});
