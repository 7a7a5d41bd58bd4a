import { chatToResponse } from "../../../src/client/modelCall/goingOver/chatToResponse";
import { responseToChat } from "../../../src/client/modelCall/goingOver/responseToChat";
import { fuzzSettings } from "../../fuzz/fuzzSettings";
import { type RandomCompletion, randomCompletion } from "../randomCompletions";

const say = (...texts: string[]) => ({
  type: "message",
  role: "assistant",
  content: texts.map((text) => ({ type: "output_text", text })),
});
const answer = (fields: object, asked: object = {}) =>
  responseToChat(
    { object: "response", id: "resp_1", status: "completed", model: "m", ...fields },
    { model: "d", ...asked },
  );
const choiceOf = (fields: object, asked: object = {}) => (answer(fields, asked).choices as object[])[0];
const look = { type: "function_call", id: "fc_1", call_id: "call_1", name: "look", arguments: "{}" };

describe("an answer of the Responses API as a chat completion", () => {
  test.each<[what: string, fields: object, choice: object, asked?: object]>([
    [
      "texts in one",
      { output: [say("a", "b"), say("c")] },
      { finish_reason: "stop", message: { content: "abc" } },
    ],
    [
      "calls, by their own id",
      { output: [say("Wait"), look] },
      {
        finish_reason: "tool_calls",
        message: {
          content: "Wait",
          tool_calls: [{ id: "call_1", type: "function", function: { name: "look", arguments: "{}" } }],
        },
      },
    ],
    [
      "calls of custom tools",
      { output: [{ type: "custom_tool_call", call_id: "call_1", name: "sql", input: "SELECT 1" }] },
      {
        message: {
          content: null,
          tool_calls: [{ id: "call_1", type: "custom", custom: { name: "sql", input: "SELECT 1" } }],
        },
      },
    ],
    [
      "refusals",
      { output: [{ type: "message", content: [{ type: "refusal", refusal: "No." }] }] },
      { finish_reason: "stop", message: { content: null, refusal: "No." } },
    ],
    [
      "its end by the limit, whatever its items say, without calls that may be cut",
      {
        status: "incomplete",
        incomplete_details: { reason: "max_output_tokens" },
        output: [{ ...look, status: "completed" }],
      },
      { finish_reason: "length", message: { role: "assistant", content: null, refusal: null } },
    ],
    [
      "contents that are a text, or parts of chat",
      {
        output: [
          { type: "message", content: "Be" },
          { type: "message", content: [{ type: "text", text: "rn" }, null, 7] },
        ],
      },
      { finish_reason: "stop", message: { content: "Bern" } },
    ],
    [
      "where the filter looked",
      {
        output: [say("Bern")],
        content_filters: [
          { source_type: "prompt", content_filter_offsets: { start_offset: 0, end_offset: 9 } },
          { source_type: "completion", content_filter_offsets: { start_offset: 1, end_offset: 4 } },
        ],
      },
      { content_filter_offsets: { start_offset: 1, end_offset: 4 } },
    ],
    [
      "its end by the filter",
      { status: "incomplete", incomplete_details: { reason: "content_filter" }, output: [say("Be")] },
      { finish_reason: "content_filter", message: { content: "Be" } },
    ],
    [
      "its end where all was spent on thoughts",
      {
        max_output_tokens: 20,
        usage: { output_tokens: 20 },
        output: [{ type: "reasoning" }, { type: "message", content: [] }],
      },
      { finish_reason: "length", message: { content: null } },
    ],
    [
      "its end at a text to stop at",
      { output: [say("one EN", "D two")] },
      { finish_reason: "stop", message: { content: "one " } },
      { stop: ["X", "END"] },
    ],
    [
      "logprobs",
      {
        output: [
          { type: "message", content: [{ type: "output_text", text: "a", logprobs: [{ token: "a" }] }] },
        ],
      },
      { logprobs: { content: [{ token: "a" }], refusal: null } },
    ],
    [
      "annotations, their places in the whole text",
      {
        output: [
          say("abc"),
          {
            type: "message",
            content: [
              {
                type: "output_text",
                text: "def",
                annotations: [
                  {
                    type: "url_citation",
                    url: "https://example.com",
                    title: "t",
                    start_index: 0,
                    end_index: 2,
                  },
                  { type: "container_file_citation", file_id: "cfile_1" },
                ],
              },
            ],
          },
        ],
      },
      {
        message: {
          annotations: [
            {
              type: "url_citation",
              url_citation: { url: "https://example.com", title: "t", start_index: 3, end_index: 5 },
            },
            { type: "container_file_citation", file_id: "cfile_1" },
          ],
        },
      },
    ],
    [
      "nothing of strange output",
      { output: [null, 5, { type: 7 }, { type: "message", content: { text: "?" } }] },
      { message: { content: null } },
    ],
  ])("has %s", (_what, fields, choice, asked = {}) => {
    expect(choiceOf(fields, asked)).toMatchObject(choice);
  });

  test.each<[string, object, object?]>([
    ["that was cut by its limit", { status: "incomplete" }],
    ["whose text was cut at a stop", { output: [say("a END"), look] }, { stop: "END" }],
  ])("offers no calls of one %s", (_which, fields, asked = {}) => {
    expect(choiceOf({ output: [look], ...fields }, asked)).not.toHaveProperty("message.tool_calls");
  });

  test("has what the filter found on either side", () => {
    const found = { hate: { filtered: true, severity: "high" } };
    const safe = { hate: { filtered: false, severity: "safe" } };
    const filter = (source_type: string, blocked: boolean, content_filter_results: object) => ({
      source_type,
      blocked,
      content_filter_results,
    });
    const filters = [
      filter("prompt", false, safe),
      filter("completion", true, found),
      filter("completion", false, safe),
    ];
    expect(answer({ output: [say("a")], content_filters: filters })).toMatchObject({
      prompt_filter_results: [{ prompt_index: 0, content_filter_results: safe }],
      choices: [{ finish_reason: "content_filter", content_filter_results: found }],
    });
    for (const nothing of [null, [], undefined])
      expect(choiceOf({ output: [say("a")], content_filters: nothing })).not.toHaveProperty(
        "content_filter_results",
      );
  });

  test("has no usage where there is none, and the asked model where none is named", () => {
    expect(answer({ output: [], usage: null })).not.toHaveProperty("usage");
    expect(answer({ output: [], model: null })).toMatchObject({ model: "d", created: 0 });
  });
});

/** The response that the service would answer where chat has this completion. */
const responseOf = ({ id, created, model, choices: [choice], usage }: RandomCompletion) => {
  const { message, finish_reason, logprobs } = choice as RandomCompletion["choices"][number];
  const { content, refusal, tool_calls: calls = [] } = message;
  const isCut = finish_reason === "length" || finish_reason === "content_filter";
  const reason = finish_reason === "length" ? "max_output_tokens" : "content_filter";
  return {
    id,
    object: "response",
    created_at: created,
    model,
    status: isCut ? "incomplete" : "completed",
    incomplete_details: isCut ? { reason } : null,
    output: [
      { type: "reasoning", summary: [] },
      ...(content === null
        ? []
        : [
            {
              ...say(),
              content: [{ type: "output_text", text: content, logprobs: logprobs?.content ?? [] }],
            },
          ]),
      ...(refusal === null ? [] : [{ ...say(), content: [{ type: "refusal", refusal }] }]),
      ...calls.map(({ id: call_id, function: called }) => ({
        type: "function_call",
        id: "fc",
        call_id,
        ...called,
      })),
    ],
    usage: {
      input_tokens: usage.prompt_tokens,
      output_tokens: usage.completion_tokens,
      total_tokens: usage.total_tokens,
      input_tokens_details: usage.prompt_tokens_details,
      output_tokens_details: usage.completion_tokens_details,
    },
  };
};

test("a random answer says the same through either API, and can be sent back through both", () => {
  for (let seed = fuzzSettings.seed; seed < fuzzSettings.seed + fuzzSettings.cases; seed += 1) {
    const completion = randomCompletion(seed, { most: 1 });
    const [choice] = completion.choices as [RandomCompletion["choices"][number]];
    const { message, finish_reason } = choice;
    const over = responseToChat(responseOf(completion), {});
    const { id, created, model, usage } = completion;
    expect({ seed, ...over }).toMatchObject({
      seed,
      id,
      created,
      model,
      usage,
      choices: [{ finish_reason, message }],
    });
    const { input } = chatToResponse({ messages: [message] }).body;
    const back = {
      output: (input as Array<Record<string, unknown>>).map((item) =>
        item.role ? say(String(item.content)) : item,
      ),
    };
    const said = message.content ?? message.refusal;
    expect({ seed, choice: choiceOf(back) }).toMatchObject({
      seed,
      choice: { message: { content: said, ...(message.tool_calls && { tool_calls: message.tool_calls }) } },
    });
  }
});
