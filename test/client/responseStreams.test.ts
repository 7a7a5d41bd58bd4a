import { errorInAnswer } from "../../src/client/answer/errorInAnswer";
import { joinEventStream } from "../../src/client/answer/eventStream";
import { routeOf } from "../../src/client/endpoint/operations";

const joined = (...events: object[]) =>
  joinEventStream(Buffer.from(events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join("")));

/** The joined value; fails where there is none. */
const answerOf = (...events: object[]): unknown => {
  const stream = joined(...events);
  if (!stream || !("value" in stream)) throw new Error(`No value: ${JSON.stringify(stream)}`);
  return stream.value;
};

const response = (status: string, fields: object = {}) => ({
  id: "resp_7",
  object: "response",
  model: "gpt-5.4",
  status,
  error: null,
  output: [] as object[],
  ...fields,
});
const created = { type: "response.created", response: response("in_progress") };
const end = (name: string, fields: object = {}) => ({
  type: `response.${name}`,
  response: response(name, fields),
});
const said = (text: string, place = 0) => ({
  type: "response.output_text.delta",
  output_index: place,
  content_index: 0,
  delta: text,
});
const message = (text: string, more: object = {}) => ({
  type: "message",
  role: "assistant",
  content: [{ type: "output_text", text }],
  ...more,
});

test.each<[what: string, fields: object]>([
  ["without a response", {}],
  ["whose response has no status", { response: { id: "resp_7", output: [] } }],
])("the event of the end counts over the status from the beginning: %s", (_what, fields) => {
  expect(answerOf(created, said("Hi"), { type: "response.completed", ...fields })).toMatchObject({
    status: "completed",
    output: [message("Hi")],
  });
});

describe("a streamed response", () => {
  test("whose last event has no output is made of its pieces", () => {
    expect(answerOf(created, said("Ber"), said("n."), end("completed", { id: "", model: null }))).toEqual(
      response("completed", { output: [message("Bern.")] }),
    );
  });

  test("has its items by their place, whatever their order and ids are", () => {
    const call = { type: "function_call", call_id: "call_1", name: "look", arguments: '{"a":1}' };
    const events = [
      created,
      {
        type: "response.output_item.added",
        output_index: 1,
        item: { ...call, id: "fc_added", arguments: "" },
      },
      said("Let me look.", 0),
      { type: "response.output_item.done", output_index: 1, item: { ...call, id: "fc_done" } },
      { type: "response.output_item.done", output_index: 0, item: message("Let me look.", { id: "msg_2" }) },
    ];
    expect(answerOf(...events, end("completed"))).toMatchObject({
      output: [message("Let me look.", { id: "msg_2" }), { ...call, id: "fc_done" }],
    });
  });

  test("takes what is told as done over pieces, and pieces where nothing is", () => {
    const args = (stage: string, fields: object) => ({
      type: `response.function_call_arguments.${stage}`,
      output_index: 0,
      ...fields,
    });
    const added = {
      type: "response.output_item.added",
      output_index: 0,
      item: { type: "function_call", call_id: "call_1", name: "look", arguments: "" },
    };
    const argumentsOf = (...events: object[]) => {
      const { output } = answerOf(created, added, ...events, end("completed")) as { output: object[] };
      return output;
    };
    const look = (text: string) => [
      { type: "function_call", call_id: "call_1", name: "look", arguments: text },
    ];
    expect(argumentsOf(args("delta", { delta: '{"a"' }), args("delta", { delta: ":1}" }))).toEqual(
      look('{"a":1}'),
    );
    expect(argumentsOf(args("done", { arguments: "{}" }))).toEqual(look("{}"));
    expect(argumentsOf(args("delta", { delta: "{" }), args("done", { arguments: '{"b":2}' }))).toEqual(
      look('{"b":2}'),
    );
  });

  test.each(["completed", "incomplete"])("has no item in progress once it is %s", (status) => {
    const added = {
      type: "response.output_item.added",
      output_index: 0,
      item: { type: "message", role: "assistant", status: "in_progress", content: [] },
    };
    const ended = { type: "response.completed", response: response(status) };
    expect(answerOf(created, added, said("Ber"), ended)).toMatchObject({ output: [{ status }] });
  });

  test("keeps the logprobs of a long answer, in a time that grows with its length alone", () => {
    const logprobs = [{ token: "a", logprob: -0.1 }];
    const deltas = Array.from({ length: 40_000 }, () => ({ ...said("a"), logprobs }));
    const { output } = answerOf(created, ...deltas, end("completed")) as {
      output: Array<{ content: Array<{ logprobs: unknown[] }> }>;
    };
    expect(output[0]?.content[0]?.logprobs).toHaveLength(deltas.length);
  });

  test("has an error that is nested deeper than anybody reads", () => {
    const error = `${'{"deeper":'.repeat(20_000)}1${"}".repeat(20_000)}`;
    const stream = Buffer.from(`data: {"type":"error","error":${error}}\n\n`);
    const { value } = joinEventStream(stream) as { value: { error: object } };
    expect(Object.keys(value.error)).toEqual(["deeper"]);
  });

  test("keeps its pieces where the item that is done has none", () => {
    const done = {
      type: "response.output_item.done",
      output_index: 0,
      item: { ...message(""), content: [] },
    };
    expect(answerOf(created, said("Bern"), done, end("completed"))).toMatchObject({
      output: [message("Bern")],
    });
  });

  test("keeps refusals, thoughts, logprobs, annotations and inputs of other tools", () => {
    const piece = (name: string, fields: object) => ({ type: `response.${name}`, ...fields });
    const citation = { type: "url_citation", url: "https://example.com", start_index: 0, end_index: 2 };
    const value = answerOf(
      created,
      piece("reasoning_summary_text.delta", { output_index: 0, summary_index: 0, delta: "Hm" }),
      piece("reasoning_summary_text.delta", { output_index: 0, summary_index: 1, delta: "So" }),
      { ...said("No", 1), logprobs: [{ token: "No" }] },
      { ...said("!", 1), logprobs: [{ token: "!" }] },
      piece("output_text.annotation.added", { output_index: 1, content_index: 0, annotation: citation }),
      piece("refusal.delta", { output_index: 1, content_index: 1, delta: "I can't." }),
      piece("custom_tool_call_input.delta", { output_index: 2, delta: "SELECT 1" }),
      end("completed"),
    );
    const text = {
      type: "output_text",
      text: "No!",
      logprobs: [{ token: "No" }, { token: "!" }],
      annotations: [citation],
    };
    expect(value).toMatchObject({
      output: [
        { type: "reasoning", summary: [{ text: "Hm" }, { text: "So" }] },
        { type: "message", content: [text, { type: "refusal", refusal: "I can't." }] },
        { type: "custom_tool_call", input: "SELECT 1" },
      ],
    });
  });

  test("is incomplete where its last event says so, whatever that is called", () => {
    const cut = {
      type: "response.completed",
      response: response("incomplete", { incomplete_details: { reason: "max_output_tokens" } }),
    };
    expect(answerOf(created, said("Ber"), cut)).toMatchObject({
      status: "incomplete",
      output: [message("Ber")],
    });
  });

  test("without an end is cut off, and keeps its text", () => {
    expect(joined(created, said("Ber"), said("n"))).toEqual({ isCutOff: true, partialText: "Bern" });
  });

  test.each<[string, object[], string]>([
    [
      "behind the event that ends it",
      [end("failed"), { type: "error", error: { code: "content_policy_violation", message: "Blocked." } }],
      "Blocked.",
    ],
    [
      "before it, with less said there",
      [
        { type: "error", code: "x", message: "Blocked.", param: "y" },
        end("failed", { error: { message: "?" } }),
      ],
      "Blocked.",
    ],
    [
      "in an event without a response",
      [{ type: "response.failed", is_bifrost_error: false, error: { message: "Upstream went away." } }],
      "Upstream went away.",
    ],
  ])("has the error that tells most: %s", (_where, events, sentence) => {
    const stream = joined(created, said("Be"), ...events);
    expect(stream).toMatchObject({ value: { error: { message: sentence } }, partialText: "Be" });
  });
});

describe("a response that failed", () => {
  const route = routeOf("POST", "/responses");

  test("without a reason is no answer", () => {
    expect(errorInAnswer(response("failed"), route)?.problem.message).toContain("failed");
    expect(errorInAnswer(response("incomplete"), route)).toBeUndefined();
  });

  test("names the categories that were blocked", () => {
    const filters = [
      {
        blocked: true,
        source_type: "completion",
        content_filter_results: { hate: { filtered: true, severity: "low" } },
      },
    ];
    expect(
      errorInAnswer(response("failed", { content_filters: filters }), route)?.problem.contentFilter,
    ).toEqual(["hate (low)"]);
  });
});

describe("a streamed completion", () => {
  const chunk = (choice: object | undefined, fields: object = {}) => ({
    id: "chatcmpl-7",
    object: "chat.completion.chunk",
    created: 1_772_668_800,
    model: "gpt-5.4",
    choices: choice ? [{ index: 0, finish_reason: null, ...choice }] : [],
    ...fields,
  });
  const safe = { hate: { filtered: false, severity: "safe" } };

  test("keeps id, model and time where the filter's own chunk comes last, without a delta", () => {
    const late = {
      id: "",
      object: "",
      created: 0,
      model: "",
      choices: [
        {
          index: 0,
          finish_reason: null,
          content_filter_results: safe,
          content_filter_offsets: { check_offset: 4522, start_offset: 4522, end_offset: 4686 },
        },
      ],
    };
    expect(answerOf(chunk({ delta: { content: "a" }, finish_reason: "stop" }), late)).toMatchObject({
      id: "chatcmpl-7",
      object: "chat.completion",
      created: 1_772_668_800,
      model: "gpt-5.4",
      choices: [{ finish_reason: "stop", content_filter_results: safe }],
    });
  });

  test("keeps the worst that a filter found in any piece", () => {
    const found = {
      hate: { filtered: true, severity: "medium" },
      profanity: { filtered: false, detected: true },
    };
    const value = answerOf(
      chunk({ delta: { content: "a" }, content_filter_results: safe }),
      chunk({ delta: { content: "b" }, content_filter_results: found }),
      chunk({ delta: { content: "c" }, content_filter_results: { ...safe, profanity: { filtered: false } } }),
      chunk({ delta: {}, finish_reason: "content_filter", content_filter_results: {} }),
    );
    expect(value).toMatchObject({ choices: [{ content_filter_results: found }] });
  });

  test("has calls of tools as an unstreamed one has them, without a place", () => {
    const call = { id: "call_1", type: "function", function: { name: "look", arguments: "{}" } };
    const value = answerOf(
      chunk({ delta: { role: "assistant", content: null, tool_calls: [{ index: 0, ...call }] } }),
      chunk({ delta: {}, finish_reason: "tool_calls" }),
    );
    expect(value).toMatchObject({ choices: [{ message: { tool_calls: [call] } }] });
    expect(JSON.stringify(value)).not.toContain('"tool_calls":[{"index"');
  });
});
