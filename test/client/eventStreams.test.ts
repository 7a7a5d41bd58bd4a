import { failureOf, keyConnection, run } from "../support/connector";
import { shareServer } from "../support/hooks";

const server = shareServer();

const stream = "text/event-stream; charset=utf-8";

const chat = (body: string, contentType = stream, maxRetries = "0") => {
  server.script({ headers: { "content-type": contentType }, body });
  return run("createChatCompletion", {
    connection: keyConnection(server.url),
    userPrompt: "Hello",
    requestOptions: { maxRetries, retryDelayMS: "1", useExponentialBackoff: "false" },
  });
};

const raw = (body: string, url = "/v1/responses", params: Record<string, unknown> = {}) => {
  server.script({ headers: { "content-type": stream }, body });
  return run("rawRequest", {
    connection: keyConnection(server.url),
    url,
    method: "POST",
    data: "{}",
    maxRetries: "0",
    ...params,
  });
};

const events = (...data: unknown[]): string =>
  data.map((entry) => `data: ${typeof entry === "string" ? entry : JSON.stringify(entry)}\n\n`).join("");

const chunk = (choice: object | undefined, fields: object = {}): object => ({
  id: "chatcmpl-7",
  object: "chat.completion.chunk",
  created: 1_772_668_800,
  model: "gpt-5.4",
  choices: choice ? [{ index: 0, finish_reason: null, ...choice }] : [],
  ...fields,
});

const usage = { prompt_tokens: 3, completion_tokens: 2, total_tokens: 5 };
const hello = [
  { ...chunk(undefined, { id: "", model: "", prompt_filter_results: [{ prompt_index: 0 }] }) },
  chunk({ delta: { role: "assistant", content: "", refusal: null } }),
  chunk({ delta: { content: "Grüße" } }),
  chunk({ delta: { content: " 👋" } }),
  chunk({ delta: {}, finish_reason: "stop" }),
  chunk(undefined, { usage }),
];
const helloText = {
  data: { id: "chatcmpl-7", object: "chat.completion", model: "gpt-5.4", output_text: "Grüße 👋", usage },
};

describe("a completion that came as a stream nobody asked for", () => {
  it.each<[what: string, body: string, contentType?: string]>([
    ["with its type", events(...hello, "[DONE]")],
    ["as JSON by its type", events(...hello, "[DONE]"), "application/json"],
    ["as text", events(...hello, "[DONE]"), "text/plain"],
    ["without [DONE]", events(...hello)],
    ["with line ends of Windows", events(...hello, "[DONE]").replaceAll("\n", "\r\n")],
    ["with line ends of old", events(...hello, "[DONE]").replaceAll("\n", "\r")],
    ["without blanks behind the colon", events(...hello, "[DONE]").replaceAll("data: ", "data:")],
    ["behind a byte order mark", `\uFEFF${events(...hello, "[DONE]")}`],
    [
      "behind comments and names",
      `: waking up\n\nevent: message\nid: 1\nretry: 5\n${events(...hello, "[DONE]")}`,
    ],
    ["without its last empty line", events(...hello, "[DONE]").trimEnd()],
    [
      "over several lines of one event",
      events(...hello.map((entry) => JSON.stringify(entry, null, 1).replaceAll("\n", "\ndata: "))),
    ],
    [
      "with events of other kinds between",
      events(hello[0], "ping", { type: "ping" }, ...hello.slice(1), "[DONE]"),
    ],
    [
      "in one event",
      events({
        ...chunk(undefined),
        object: "chat.completion",
        usage,
        choices: [{ index: 0, finish_reason: "stop", message: { role: "assistant", content: "Grüße 👋" } }],
      }),
    ],
  ])("is read: %s", async (_what, body, contentType = stream) => {
    expect(await chat(body, contentType)).toMatchObject(helloText);
    expect(server.requests).toHaveLength(1);
  });

  it("keeps every choice, in its order", async () => {
    const body = events(
      chunk({ index: 1, delta: { role: "assistant", content: "two" } }),
      chunk({ index: 0, delta: { role: "assistant", content: "one" } }),
      chunk({ index: 1, delta: {}, finish_reason: "length" }),
      chunk({ index: 0, delta: { content: "!" }, finish_reason: "stop" }),
    );
    const { data } = await chat(body);
    expect(data).toMatchObject({
      output_text: "one!",
      choices: [
        { index: 0, finish_reason: "stop", message: { content: "one!" } },
        { index: 1, finish_reason: "length", message: { content: "two" } },
      ],
    });
  });

  it("keeps calls of tools, refusals, reasons and logprobs", async () => {
    const call = (index: number, fields: object) => chunk({ delta: { tool_calls: [{ index, ...fields }] } });
    const body = events(
      chunk({ delta: { role: "assistant", content: null, reasoning_content: "Let " } }),
      chunk({ delta: { role: "assistant", reasoning_content: "me see" } }),
      call(0, { id: "call_1", type: "function", function: { name: "weather", arguments: "" } }),
      call(0, { function: { arguments: '{"city":' } }),
      call(1, { id: "call_2", type: "function", function: { name: "time", arguments: "{}" } }),
      call(0, { function: { arguments: '"Bern"}' } }),
      chunk({ delta: { refusal: "I " }, logprobs: { content: [{ token: "a" }], refusal: null } }),
      chunk({ delta: { refusal: "can't." }, logprobs: { content: [{ token: "b" }], refusal: null } }),
      chunk({ delta: {}, finish_reason: "tool_calls" }),
    );
    const { data } = await raw(body, "/v1/chat/completions");
    expect(data).toMatchObject({
      choices: [
        {
          finish_reason: "tool_calls",
          logprobs: { content: [{ token: "a" }, { token: "b" }], refusal: null },
          message: {
            role: "assistant",
            content: null,
            refusal: "I can't.",
            reasoning_content: "Let me see",
            tool_calls: [
              { id: "call_1", type: "function", function: { name: "weather", arguments: '{"city":"Bern"}' } },
              { id: "call_2", function: { name: "time", arguments: "{}" } },
            ],
          },
        },
      ],
    });
  });

  it("keeps content in parts", async () => {
    const body = events(
      chunk({ delta: { content: [{ type: "thinking", thinking: [{ type: "text", text: "hm" }] }] } }),
      chunk({ delta: { content: "po" } }),
      chunk({ delta: { content: "ng" }, finish_reason: "stop" }),
    );
    const { data } = await raw(body, "/v1/chat/completions");
    expect(data).toMatchObject({
      choices: [
        {
          message: {
            content: [{ type: "thinking" }, { type: "text", text: "po" }, { type: "text", text: "ng" }],
          },
        },
      ],
    });
  });

  it.each([
    ["comments", ":\n"],
    ["carriage returns", "\r"],
    ["empty data", "data:\n"],
  ])("of nothing but %s is told by its lines, once", async (_what, line) => {
    const error = await failureOf(chat(`data: {}\n\n${line.repeat(1_000_001)}`, stream, "3"));
    expect(error).toMatchObject({ kind: "unexpectedResponse", attempts: 1 });
    expect(error.message).toContain("A stream of events came that has more lines than are read of one.");
  });

  it("is told as one that broke off, and asked for again as any other", async () => {
    const half = events(...hello.slice(0, 4));
    const error = await failureOf(chat(half, stream, "2"));
    expect(error).toMatchObject({ kind: "unexpectedResponse", status: 200, attempts: 3 });
    expect(error.message).toContain("A stream of events came that broke off before its end.");
  });

  it.each([
    "data: {}\n\ndata: {}\n\n",
    "data: hello\n\n",
    "event: ping\n\n",
    ":\n\n",
    "data:\n\ndata: [DONE]\n\n",
  ])("is no answer when it holds none: %j", async (body) => {
    const error = await failureOf(chat(body));
    expect(error).toMatchObject({ kind: "unexpectedResponse", attempts: 1 });
    expect(error.message).toContain("A stream of events came that holds no answer.");
  });

  it.each<[what: string, body: string, facts: object, sentence: string]>([
    [
      "at its start",
      events({ error: { message: "Slow down.", code: 429 } }),
      { kind: "rateLimited", status: 429 },
      "Slow down.",
    ],
    [
      "by its name",
      'event: error\ndata: {"message":"Nobody is there.","code":"x"}\n\n',
      { kind: "unexpectedResponse" },
      "Nobody is there.",
    ],
    [
      "in its middle",
      events(...hello.slice(0, 3), { error: { message: "Upstream went away.", code: 502 } }),
      { kind: "service", status: 502 },
      "Upstream went away.",
    ],
    [
      "in a choice",
      events(
        ...hello.slice(0, 3),
        chunk({
          delta: { content: "" },
          finish_reason: "error",
          error: { code: 502, message: "Upstream idle." },
        }),
      ),
      { kind: "service", status: 502 },
      "Upstream idle.",
    ],
  ])("is the error that it tells of %s", async (_what, body, facts, sentence) => {
    const error = await failureOf(chat(body));
    expect(error).toMatchObject(facts);
    expect(error.message).toContain(sentence);
  });

  it("is left alone where text was asked for", async () => {
    const body = events(...hello, "[DONE]");
    expect(await raw(body, "/v1/chat/completions", { responseType: "text" })).toEqual({ data: body });
  });
});

describe("the events of the Responses API", () => {
  const response = (status: string, fields: object = {}) => ({
    id: "resp_1",
    object: "response",
    status,
    output: [],
    ...fields,
  });
  const start = [
    { type: "response.created", response: response("in_progress") },
    { type: "response.output_text.delta", delta: "Hel" },
  ];

  it.each(["completed", "incomplete"])("are the response of response.%s", async (status) => {
    const whole = response(status, {
      output: [{ type: "message", content: [{ type: "output_text", text: "Hello" }] }],
    });
    expect(await raw(events(...start, { type: `response.${status}`, response: whole }))).toEqual({
      data: whole,
    });
  });

  it("are the error of response.failed", async () => {
    const failed = response("failed", { error: { code: "server_error", message: "The model broke." } });
    const error = await failureOf(raw(events(...start, { type: "response.failed", response: failed })));
    expect(error).toMatchObject({ kind: "service", status: 500 });
    expect(error.message).toContain("The model broke.");
  });

  it("are the error of an event", async () => {
    const error = await failureOf(
      raw(events(...start, { type: "error", code: "rate_limit_exceeded", message: "Too fast." })),
    );
    expect(error).toMatchObject({ kind: "rateLimited" });
    expect(error.message).toContain("Too fast.");
  });

  it("that break off are no answer", async () => {
    const error = await failureOf(raw(events(...start)));
    expect(error.message).toContain("broke off before its end");
  });
});

it("a stream of very many small events is read in time that grows with it", async () => {
  const tool = (index: number) =>
    chunk({
      delta: {
        tool_calls: [{ index, function: { arguments: "x" } }],
        content: [{ type: "text", text: "y" }],
      },
    });
  const body = events(
    ...Array.from({ length: 30_000 }, (_, index) => tool(index)),
    chunk({ delta: {}, finish_reason: "stop" }),
  );
  const { data } = await raw(body, "/v1/chat/completions");
  expect(data).toMatchObject({ choices: [{ finish_reason: "stop" }] });
});
