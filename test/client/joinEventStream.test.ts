import { isEventStream, joinEventStream } from "../../src/client/answer/eventStream";

const joined = (...events: unknown[]) =>
  joinEventStream(
    Buffer.from(
      events
        .map((event) => `data: ${typeof event === "string" ? event : JSON.stringify(event)}\n\n`)
        .join(""),
    ),
  );

const chunk = (delta: object, more: object = {}) => ({
  object: "chat.completion.chunk",
  choices: [{ index: 0, delta, ...more }],
});

test.each(["data: x", "event: x", "id: 1", "retry: 5", ": comment", "\n\ndata:x"])(
  "%j is a stream",
  (text) => {
    expect(isEventStream(text)).toBe(true);
  },
);

test("an event that is an error by its object is the answer", () => {
  const event = { object: "error", message: "Overloaded" };
  expect(joined(chunk({ content: "a" }), event)).toEqual({
    value: { error: event },
    partialText: "a",
  });
});

test("a chunk with an empty error beside its choices is no error", () => {
  const answer = joined({ ...chunk({ content: "a" }, { finish_reason: "stop" }), error: {} }, "[DONE]");
  expect(answer).toMatchObject({ value: { choices: [{ message: { content: "a" } }] } });
});

test("roles and names are said once, however often they come; texts are joined", () => {
  const tool = (more: object) => ({ tool_calls: [{ index: 0, ...more }] });
  const answer = joined(
    chunk({
      role: "assistant",
      ...tool({ id: "call_1", type: "function", function: { name: "f", arguments: "{" } }),
    }),
    chunk({ role: "", ...tool({ id: "", type: "function", function: { name: "f", arguments: "}" } }) }),
    "[DONE]",
  );
  expect(answer).toMatchObject({
    value: {
      choices: [
        {
          message: {
            role: "assistant",
            tool_calls: [{ id: "call_1", type: "function", function: { name: "f", arguments: "{}" } }],
          },
        },
      ],
    },
  });
});

describe("calls of tools", () => {
  const callsOf = (...pieces: object[]) => {
    const answer = joined(...pieces.map((piece) => chunk({ tool_calls: [piece] })), "[DONE]");
    const { value } = answer as {
      value: { choices: Array<{ message: { tool_calls: Array<{ id?: string; function: unknown }> } }> };
    };
    return value.choices[0]?.message.tool_calls.map(({ id, function: called }) => [id, called]);
  };
  const call = (id: string | undefined, name: string | undefined, text: string, index?: number) => ({
    ...(index !== undefined && { index }),
    ...(id !== undefined && { id, type: "function" }),
    function: { ...(name !== undefined && { name }), arguments: text },
  });
  const both = [
    ["call_1", { name: "find", arguments: '{"city":"Bern"}' }],
    ["call_2", { name: "now", arguments: "{}" }],
  ];

  test("that a gateway gave one index stay apart", () => {
    const whole = [call("call_1", "find", '{"city":"Bern"}', 0), call("call_2", "now", "{}", 0)];
    expect(callsOf(...whole)).toEqual(both);
    const pieces = [call("call_1", "find", "", 0), call(undefined, undefined, '{"city":"Bern"}', 0)];
    expect(callsOf(...pieces, call("call_2", "now", "{", 0), call(undefined, undefined, "}", 0))).toEqual(
      both,
    );
  });

  test("of one name and index stay apart by their ids, and without ids by their names", () => {
    expect(callsOf(call("call_1", "f", "{}", 0), call("call_2", "f", "{}", 0))).toHaveLength(2);
    expect(callsOf(call(undefined, "f", "{}", 0), call(undefined, "g", "{}", 0))).toHaveLength(2);
  });

  test("go on in pieces that name neither their index nor the call", () => {
    const [first, second] = ['{"city":', '"Bern"}'];
    expect(
      callsOf(
        call("call_1", "find", first as string),
        call(undefined, undefined, second as string),
        call("call_2", "now", "{}"),
      ),
    ).toEqual(both);
  });

  test("whose pieces have an id each are one", () => {
    expect(callsOf(call("a", "f", "{", 0), call("b", undefined, "}", 0))).toMatchObject([
      [expect.any(String), { name: "f", arguments: "{}" }],
    ]);
  });
});

test("what hides the length of chunks is no part of the answer", () => {
  const answer = joined({ ...chunk({ content: "a" }), obfuscation: "x7" }, "[DONE]");
  expect(answer).toMatchObject({ value: expect.not.objectContaining({ obfuscation: expect.anything() }) });
});

describe("events that a server ran into each other", () => {
  const [a, b] = [chunk({ content: "a" }), chunk({ content: "b" }, { finish_reason: "stop" })].map((event) =>
    JSON.stringify(event),
  );

  test.each([
    ["on one line", `data: ${a}${b}\n\ndata: [DONE]\n\n`],
    ["on one line, with a blank", `data: ${a} ${b}\n\n`],
    ["without the empty line between", `data: ${a}\ndata: ${b}\ndata: [DONE]\n\n`],
    ["without any empty line, and the mark of the end first", `data: ${a}\n\ndata: [DONE]\ndata: ${b}\n`],
    ["as a list", `data: [${a},${b}]\n\n`],
  ])("are all read: %s", (_how, stream) => {
    expect(joinEventStream(Buffer.from(stream))).toMatchObject({
      value: { choices: [{ message: { content: "ab" } }] },
    });
  });

  test.each([
    ["one is cut off", `data: ${a?.slice(0, -9)}\n\ndata: ${b}\n\ndata: [DONE]\n\n`],
    ["one is cut off before the next", `data: ${a?.slice(0, -2)}${b}\n\ndata: [DONE]\n\n`],
  ])("are no answer with a hole in it: %s", (_how, stream) => {
    expect(joinEventStream(Buffer.from(stream))).toEqual({ isCutOff: true });
  });

  test.each(["ping", "[PING]", "", "OPENROUTER PROCESSING"])("stay whole around the words %j", (words) => {
    expect(joined(JSON.parse(a ?? ""), words, JSON.parse(b ?? ""), "[DONE]")).toMatchObject({
      value: { choices: [{ message: { content: "ab" } }] },
    });
  });
});

test.each(["\uFEFF", " ", "\n\n ", "\uFEFF\r\n\t"])("behind %j, the first event counts as well", (before) => {
  const event = `data: ${JSON.stringify(chunk({ content: "all" }, { finish_reason: "stop" }))}\n\n`;
  expect(joinEventStream(Buffer.from(before + event))).toMatchObject({
    value: { choices: [{ message: { content: "all" } }] },
  });
});

describe("pieces of lists", () => {
  const parts = (first: number, last: number) =>
    Array.from({ length: last - first + 1 }, (_, place) => ({
      index: first + place,
      type: "text",
      text: "a",
    }));
  const contentOf = (...pieces: object[][]) => {
    const answer = joined(...pieces.map((content) => chunk({ content })), "[DONE]") as {
      value: { choices: Array<{ message: { content: Array<{ index: number; text: string }> } }> };
    };
    return answer.value.choices[0]?.message.content ?? [];
  };

  test("join to the earlier piece of their index, the 128th as well", () => {
    const content = contentOf(parts(0, 127), [{ index: 127, text: "b" }]);
    expect(content).toHaveLength(128);
    expect(content[127]).toEqual({ index: 127, type: "text", text: "ab" });
  });

  test("beyond 128 stand for themselves: looking for the earlier one would take too long", () => {
    expect(contentOf(parts(0, 128), [{ index: 128, text: "b" }])).toHaveLength(130);
  });
});

test.each(["finish_reason", "error"])("a choice has its end where %s is said", (field) => {
  const ended = joined(chunk({ content: "a" }, { [field]: { message: "Filtered" } }));
  expect(ended).toMatchObject({ value: { choices: [{ [field]: { message: "Filtered" } }] } });
  for (const nothing of [null, ""]) {
    expect(joined(chunk({ content: "a" }, { [field]: nothing }))).toEqual({
      isCutOff: true,
      partialText: "a",
    });
  }
});

test("choices come in the order of their index", () => {
  const answer = joined(
    chunk({ content: "b" }, { index: 1, finish_reason: "stop" }),
    chunk({ content: "a" }, { finish_reason: "stop" }),
  );
  expect(answer).toMatchObject({ value: { choices: [{ index: 0 }, { index: 1 }] } });
});
