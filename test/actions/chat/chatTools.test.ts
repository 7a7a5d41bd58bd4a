import { failureOf, run } from "../../support/connector";
import { shareServer } from "../../support/hooks";
import { connectionTo } from "../support";

const server = shareServer();

const tools = [
  {
    name: "find",
    parameters: { type: "object", properties: { city: { type: "string" } }, required: ["city"] },
  },
  { name: "now" },
];

interface Output {
  outcome: string;
  output_text: string;
  tool_calls: Array<{
    id: string;
    name: string;
    arguments: unknown;
    arguments_text: string;
    error: string | null;
  }>;
  messages: unknown[];
}

const ask = async (params: object, ...answers: object[]): Promise<Output> => {
  server.script(...answers.map((body) => ({ body })));
  const { data } = await run("createChatCompletion", { connection: connectionTo(server.url), ...params });
  return data as Output;
};

const call = (name: string, args: unknown, more: object = {}) => ({
  ...{ id: "call_1", type: "function", function: { name, arguments: args } },
  ...more,
});

const answered = (message: object, reason = "tool_calls") => ({
  id: "chatcmpl-1",
  choices: [{ index: 0, finish_reason: reason, message: { role: "assistant", content: null, ...message } }],
  usage: { prompt_tokens: 5, completion_tokens: 2, total_tokens: 7 },
});

const offering = { userPrompt: "Where?", toolSettings: { tools } };

/** The calls of an answer with these. */
const callsOf = async (...calls: object[]) =>
  (await ask(offering, answered({ tool_calls: calls }))).tool_calls;

describe("calls of tools come out", () => {
  test("with their arguments parsed, whatever the reason of the end is", async () => {
    const body = answered({ tool_calls: [call("find", '{"city":"Bern"}')] }, "stop");
    const { outcome, tool_calls: calls } = await ask(offering, body);
    expect([outcome, calls]).toEqual([
      "toolCall",
      [
        {
          id: "call_1",
          name: "find",
          arguments: { city: "Bern" },
          arguments_text: '{"city":"Bern"}',
          error: null,
        },
      ],
    ]);
  });

  test.each<[given: unknown]>([[""], [null], [" "], [undefined], ["null"]])(
    "with no arguments as {} where nothing is required: %j",
    async (given) => {
      expect(await callsOf(call("now", given))).toMatchObject([{ arguments: {}, error: null }]);
      expect(await callsOf(call("find", given))).toMatchObject([
        { arguments: null, error: expect.stringMatching(/^The arguments are not (JSON|a JSON object)/) },
      ]);
    },
  );

  test.each<[what: string, text: string, error: RegExp, parsed: unknown]>([
    ["objects run together without a brace", '{"city":"a"{"city":"b"}', /not JSON/, null],
    ["words between objects", '{"city":"a"} and {"city":"b"}', /not JSON/, null],
    ["a cut-off object behind a whole one", '{"city":"a"}{"city":', /not JSON/, null],
    ["a cut-off object", '{"city":"a', /not JSON/, null],
    ["a list", '["a"]', /not a JSON object/, null],
    [
      "a nesting that no reader takes",
      `${'{"a":'.repeat(9000)}12345678901234567890${"}".repeat(9000)}`,
      /nested too deep/,
      null,
    ],
    ["another type than the tool's", '{"city":7}', /city: /, { city: 7 }],
    ["a property too few", "{}", /city/, {}],
  ])("with what is wrong beside what was written: %s", async (_what, text, error, parsed) => {
    expect(await callsOf(call("find", text))).toMatchObject([
      { arguments_text: text, arguments: parsed, error: expect.stringMatching(error) },
    ]);
  });

  test("with long integers exact", async () => {
    expect(await callsOf(call("now", '{"id":12345678901234567890}'))).toMatchObject([
      { arguments: { id: "12345678901234567890" }, error: null },
    ]);
  });

  test("one by one where a model wraps several in one, with ids of their own", async () => {
    const uses = [
      { recipient_name: "functions.find", parameters: { city: "Bern" } },
      { recipient_name: "functions.now", parameters: {} },
    ];
    for (const name of ["multi_tool_use.parallel", "parallel"]) {
      const body = answered({ tool_calls: [call(name, JSON.stringify({ tool_uses: uses }))] });
      const { tool_calls: calls, messages } = await ask(offering, body);
      expect(calls.map(({ id, name, arguments: given }) => [id, name, given])).toEqual([
        ["call_1_1", "find", { city: "Bern" }],
        ["call_1_2", "now", {}],
      ]);
      expect(messages.at(-1)).toMatchObject({ tool_calls: [{ id: "call_1_1" }, { id: "call_1_2" }] });
    }
  });

  test("not at all where an unknown tool is only named like what wraps several", async () => {
    const uses = [{ recipient_name: "functions.find", parameters: { city: "Bern" } }];
    for (const name of ["run_parallel", "parallel_runs"])
      await expect(callsOf(call(name, JSON.stringify({ tool_uses: uses })))).rejects.toThrow(
        `a call of the tool ${name}, which was not offered`,
      );
  });

  test("one by one where whole objects are run together, each once", async () => {
    const text = '{"city":"a"} {"city":"b}{"}\n{"city":"a"}';
    const body = answered({ tool_calls: [call("find", text, { extra: 1 }), call("now", "{}")] });
    const { tool_calls: calls, messages } = await ask(offering, body);
    expect(calls.map(({ id, arguments: given, error }) => [id, given, error])).toEqual([
      ["call_1_1", { city: "a" }, null],
      ["call_1_2", { city: "b}{" }, null],
      ["call_1", {}, null],
    ]);
    expect(messages.at(-1)).toMatchObject({
      tool_calls: [{ id: "call_1_1", extra: 1, function: { arguments: '{"city":"a"}' } }, {}, {}],
    });
  });

  test("with what other servers write where JSON belongs", async () => {
    expect(await callsOf(call("now", [1]), call("now", { a: 1 }))).toMatchObject([
      { arguments: null, arguments_text: "[1]", error: "The arguments are not a JSON object." },
      { arguments: { a: 1 }, arguments_text: '{"a":1}', error: null },
    ]);
  });

  test("of tools that take text as that text", async () => {
    const custom = { type: "custom", custom: { name: "sql" } };
    const body = answered({
      tool_calls: [{ ...custom, id: "c", custom: { name: "sql", input: "select 1" } }],
    });
    expect((await ask({ userPrompt: "x", toolSettings: { tools: [custom] } }, body)).tool_calls).toEqual([
      { id: "c", name: "sql", arguments: null, arguments_text: "select 1", error: null },
    ]);
  });

  test("unchecked where the step offered none", async () => {
    const body = answered({ tool_calls: [call("any", '{"a":1}'), null, 7] });
    expect((await ask({ userPrompt: "x" }, body)).tool_calls).toMatchObject([
      { name: "any", arguments: { a: 1 }, error: null },
    ]);
  });

  test("never of an answer that was cut off or filtered", async () => {
    for (const [reason, outcome] of [
      ["length", "truncated"],
      ["content_filter", "filtered"],
    ]) {
      const body = answered({ tool_calls: [call("find", '{"city":"Be'), call("fi", "")] }, reason);
      const data = await ask(offering, body);
      expect(data).toMatchObject({ outcome, tool_calls: [], messages: [{ role: "user" }] });
    }
  });
});

describe("the conversation with calls", () => {
  test.each<[what: string, id: unknown]>([
    ["no id", undefined],
    ["an empty id", ""],
    ["another type of id", 7],
    ["the id of another call", "call_1"],
  ])("goes on where a server gives a call %s", async (_what, id) => {
    const body = answered({ tool_calls: [call("now", "{}"), call("now", "{}", { id })] });
    const { messages, tool_calls: calls } = await ask(offering, body);
    expect(new Set(calls.map(({ id: own }) => own)).size).toBe(2);
    expect(calls[1]?.id).toMatch(/^[\w-]{1,40}$/);
    const results = calls.map(({ id: own }) => ({ role: "tool", tool_call_id: own, content: "1" }));
    const next = { messages: [...messages, ...results], toolSettings: { tools } };
    expect(await ask(next, answered({ content: "Noon" }, "stop"))).toMatchObject({ outcome: "answered" });
  });

  test("goes on with their results in a next step", async () => {
    const given = call("now", "", { index: 0 });
    const { messages, tool_calls: calls } = await ask(
      offering,
      answered({ tool_calls: [given], annotations: [], reasoning_content: "hm" }),
    );
    const results = calls.map(({ id }) => ({ role: "tool", tool_call_id: id, content: "" }));
    await ask(
      { messages: [...messages, ...results], toolSettings: { tools } },
      answered({ content: "Noon" }, "stop"),
    );
    expect(JSON.parse(server.requests.at(-1)?.body ?? "").messages).toEqual([
      { role: "user", content: "Where?" },
      { role: "assistant", content: null, tool_calls: [call("now", "{}")] },
      { role: "tool", tool_call_id: "call_1", content: "" },
    ]);
  });
});

describe("an answer that can't be used is an error", () => {
  test("of a tool that was not offered, by its name", async () => {
    const failure = await failureOf(ask(offering, answered({ tool_calls: [call("delete_all", "{}")] })));
    expect(failure).toMatchObject({ kind: "unexpectedResponse" });
    expect(failure.message).toMatch(/got a call of the tool delete_all, which was not offered/);
  });

  test.each(["required", "find"])("without the call that %s asks for", async (toolChoice) => {
    const params = { userPrompt: "x", toolSettings: { tools, toolChoice } };
    const failure = await failureOf(ask(params, answered({ content: "I would call find." }, "stop")));
    expect(failure.message).toMatch(/without the call of a tool that Tool Choice asks for/);
  });

  test("but a text beside tools that may be asked for is an answer", async () => {
    const params = { userPrompt: "x", toolSettings: { tools, toolChoice: "auto" } };
    expect(await ask(params, answered({ content: "Bern" }, "stop"))).toMatchObject({ outcome: "answered" });
  });
});

test("a flow is offered by the schema in the step's context", async () => {
  server.script({ body: answered({ tool_calls: [call("find_order", '{"number":"7"}')] }) });
  const schema = { type: "object", properties: { number: { type: "string" } }, required: ["number"] };
  const { data } = await run(
    "createChatCompletion",
    { connection: connectionTo(server.url), userPrompt: "x", toolSettings: { toolFlow: "Find Order" } },
    { flowSchemas: { "Find Order": { invoke: schema } } },
  );
  expect((data as Output).tool_calls).toMatchObject([{ name: "find_order", arguments: { number: "7" } }]);
  expect(JSON.parse(server.requests.at(-1)?.body ?? "").tools).toMatchObject([
    { function: { name: "find_order", strict: true } },
  ]);
});
