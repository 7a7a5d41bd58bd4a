import { isEventStream, joinEventStream } from "../../src/client/eventStream";

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
  expect(joined(chunk({ content: "a" }), event)).toEqual({ value: { error: event } });
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
