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
