import { chatAnswer, errorAnswer } from "../support/answers";
import { failureOf, keyConnection, run } from "../support/connector";
import { useServer, useTestClock } from "../support/hooks";

const server = useServer();
const clock = useTestClock();

const chat = (body: object, maxRetries = "0") => {
  server.script({ body });
  return run("createChatCompletion", {
    connection: keyConnection(server.url),
    userPrompt: "Hello",
    requestOptions: { maxRetries },
  });
};

const half = { message: { role: "assistant", content: "half a" }, index: 0 };
const blocked = {
  hate: { filtered: true, severity: "high" },
  violence: { filtered: false, severity: "safe" },
};

describe("an error within a 200", () => {
  it.each<[what: string, body: object, kind: string, sentence: string]>([
    [
      "in its choice",
      { choices: [{ ...half, finish_reason: "error", error: { code: 502, message: "Upstream idle." } }] },
      "service",
      "Upstream idle.",
    ],
    [
      "in its choice, which stopped",
      { choices: [{ ...half, finish_reason: "stop", error: { message: "Cut." } }] },
      "unexpectedResponse",
      "Cut.",
    ],
    [
      "in its choice, as a text",
      { choices: [{ ...half, finish_reason: null, error: "Broken pipe" }] },
      "unexpectedResponse",
      "Broken pipe",
    ],
    [
      "as its choice's end alone",
      { choices: [{ ...half, finish_reason: "error" }] },
      "unexpectedResponse",
      "finish_reason is error",
    ],
    [
      "as an end of another name",
      { choices: [{ ...half, finish_reason: "network_error" }] },
      "unexpectedResponse",
      "finish_reason is network_error",
    ],
    [
      "as the end that the provider behind a gateway names",
      { choices: [{ ...half, finish_reason: "stop", native_finish_reason: "FAILED" }] },
      "unexpectedResponse",
      "finish_reason is failed",
    ],
    [
      "in its message",
      {
        choices: [
          { ...half, finish_reason: "stop", message: { content: "Half", error: { message: "Cut." } } },
        ],
      },
      "unexpectedResponse",
      "Cut.",
    ],
    [
      "as its choice's end, told above it",
      { choices: [{ ...half, finish_reason: "ERROR" }], error: { message: "Above." } },
      "unexpectedResponse",
      "Above.",
    ],
    [
      "beside an id",
      { id: "g", error: { code: 429, message: "Rate limit exceeded upstream" } },
      "rateLimited",
      "Rate limit exceeded upstream",
    ],
    [
      "beside an id and an object",
      { id: "g", object: "chat.completion", error: { code: "503", message: "Busy." } },
      "service",
      "Busy.",
    ],
    [
      "beside no choices",
      { choices: [], error: { message: "Nothing came." } },
      "unexpectedResponse",
      "Nothing came.",
    ],
    [
      "beside choices",
      { ...(chatAnswer().body as object), error: { message: "Half." } },
      "unexpectedResponse",
      "Half.",
    ],
    [
      "by its object",
      { object: "error", message: "The model `x` does not exist.", code: 404 },
      "notFound",
      "The model `x` does not exist.",
    ],
    [
      "by its object, with a word",
      { object: "error", message: "Too many.", type: "rate_limit_error" },
      "rateLimited",
      "Too many.",
    ],
    [
      "of a used-up account",
      { error: { message: "Used up.", code: "insufficient_quota" } },
      "rateLimited",
      "Used up.",
    ],
    ["with a status of its own", { error: { message: "Odd.", status: 500 } }, "service", "Odd."],
    ["beside its status", { statusCode: 429, message: "Slow down." }, "rateLimited", "Slow down."],
  ])("is the step's: %s", async (_what, body, kind, sentence) => {
    const error = await failureOf(chat(body));
    expect(error).toMatchObject({ kind, attempts: 1 });
    expect(error.message).toContain(sentence);
  });

  it("that blocked the prompt is the content filter's", async () => {
    const error = await failureOf(
      chat({
        id: "",
        choices: [],
        prompt_filter_results: [{ prompt_index: 0, content_filter_results: blocked }],
      }),
    );
    expect(error).toMatchObject({ kind: "contentFiltered", contentFilter: ["hate (high)"], attempts: 1 });
    expect(error.message).toContain("The prompt was blocked.");
  });

  it.each([
    [429, 3],
    [503, 3],
    [500, 3],
    [400, 1],
    [404, 1],
  ])("that names %d is tried as often as that status: %d times", async (code, attempts) => {
    const error = await failureOf(chat({ id: "g", error: { code, message: "As it says." } }, "2"));
    expect(error).toMatchObject({ status: code, attempts });
    expect(server.requests).toHaveLength(attempts);
  });

  it("that names a wait is waited for", async () => {
    const body = { error: { code: 429, message: "Slow down. Try again in 7 seconds." } };
    server.script({ body }, chatAnswer());
    await run("createChatCompletion", { connection: keyConnection(server.url), userPrompt: "Hello" });
    expect(clock.waits[0]).toBeGreaterThanOrEqual(7000);
  });

  it("creates nothing again", async () => {
    server.script({ body: { error: { code: 500, message: "Odd." } } });
    const params = { url: "/v1/batches", method: "POST", data: "{}", maxRetries: "3" };
    await failureOf(run("rawRequest", { connection: keyConnection(server.url), ...params }));
    expect(server.requests).toHaveLength(1);
  });

  it("is met by the next fallback", async () => {
    server.script({ body: { error: { code: 503, message: "Busy." } } }, chatAnswer("By the second"));
    const answer = await run("createChatCompletion", {
      connection: keyConnection(server.url),
      userPrompt: "Hello",
      fallbackModels: ["second"],
      requestOptions: { maxRetries: "0" },
    });
    expect(answer).toMatchObject({ data: { output_text: "By the second" } });
  });
});

describe("what only looks like an error is an answer", () => {
  const whole = chatAnswer().body as { choices: [object] };
  it.each<[what: string, body: object]>([
    ["an error that is null", { ...whole, error: null }],
    ["an error that is nothing", { ...whole, error: {} }],
    ["an error of nothing", { ...whole, error: { message: null, code: "" } }],
    ["an error that is false", { ...whole, error: false }],
    ["a choice whose error is null", { ...whole, choices: [{ ...whole.choices[0], error: null }] }],
    [
      "a second choice that broke",
      { ...whole, choices: [whole.choices[0], { ...half, index: 1, finish_reason: "error" }] },
    ],
    [
      "a filter that failed",
      {
        ...whole,
        choices: [
          {
            ...whole.choices[0],
            content_filter_results: { error: { code: "content_filter_error", message: "Not filtered." } },
          },
        ],
      },
    ],
    [
      "a prompt whose filter let it pass",
      { ...whole, prompt_filter_results: [{ content_filter_results: blocked }] },
    ],
  ])("%s", async (_what, body) => {
    expect(await chat(body)).toMatchObject({ data: { output_text: "Hello" } });
  });

  it.each(["queued", "in_progress", "incomplete", "completed", "cancelled"])(
    "a response that is %s and has no output yet",
    async (status) => {
      const body = { id: "resp_1", object: "response", status, output: [], error: null };
      server.script({ body });
      const params = { url: "/v1/responses", method: "POST", data: "{}" };
      expect(await run("rawRequest", { connection: keyConnection(server.url), ...params })).toEqual({
        data: body,
      });
    },
  );
});

it("a refusal whose body breaks off is that refusal", async () => {
  server.script((_request, response) => {
    response.writeHead(401, { "content-type": "application/json", "content-length": "4000" });
    response.write('{"error":{"message":"Wrong key', () => response.socket?.resetAndDestroy());
  }, errorAnswer(500));
  const step = run("createChatCompletion", { connection: keyConnection(server.url), userPrompt: "Hello" });
  expect(await failureOf(step)).toMatchObject({ kind: "rejected", status: 401, attempts: 1 });
});
