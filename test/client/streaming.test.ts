import type { ServerResponse } from "node:http";
import { chatAnswer } from "../support/answers";
import { failureOf, keyConnection, run } from "../support/connector";
import { useServer, useTestClock } from "../support/hooks";

const server = useServer();
const clock = useTestClock();

const chat = (requestOptions: Record<string, string> = {}, more: Record<string, unknown> = {}) =>
  run("createChatCompletion", {
    connection: keyConnection(server.url),
    userPrompt: "Hello",
    modelSettings: { streamInternally: "true" },
    requestOptions: { maxRetries: "0", ...requestOptions },
    ...more,
  });

const bodies = () => server.requests.map(({ body }) => JSON.parse(body));

const events = (...data: unknown[]): string =>
  data.map((entry) => `data: ${typeof entry === "string" ? entry : JSON.stringify(entry)}\n\n`).join("");

const chunk = (choice: object | undefined, fields: object = {}): object => ({
  id: "chatcmpl-1",
  object: "chat.completion.chunk",
  created: 1_772_668_800,
  model: "gpt-5.4",
  choices: choice ? [{ index: 0, finish_reason: null, ...choice }] : [],
  ...fields,
});
const usage = { prompt_tokens: 3, completion_tokens: 1, total_tokens: 4 };
const said = (content: string) => chunk({ delta: { role: "assistant", content } });
const end = chunk({ delta: {}, finish_reason: "stop" });
const hello = [said("Hel"), said("lo"), end, chunk(undefined, { usage }), "[DONE]"];
const streamAnswer = (...data: unknown[]) => ({
  headers: { "content-type": "text/event-stream" },
  body: events(...data),
});

const begin = (response: ServerResponse, ...data: unknown[]): void => {
  response.writeHead(200, { "content-type": "text/event-stream" });
  response.write(events(...data));
};

const refusal = (message: string, param: string | null = null) => ({
  status: 400,
  body: { error: { message, type: "invalid_request_error", param, code: null } },
});

describe("a streamed answer", () => {
  it("is asked for with its tokens, and comes out as an unstreamed one", async () => {
    server.script(chatAnswer());
    const { data: whole } = await chat({}, { modelSettings: undefined });
    expect(bodies()[0]).not.toHaveProperty("stream");
    server.script(streamAnswer(...hello));
    expect((await chat()).data).toEqual(whole);
    expect(bodies()[0]).toMatchObject({ stream: true, stream_options: { include_usage: true } });
  });

  it("is an answer as well where the server does not stream", async () => {
    server.script(chatAnswer("At once"));
    expect(await chat()).toMatchObject({ data: { output_text: "At once" } });
  });

  it("has its attempt's whole time again with each piece, within the step's", async () => {
    const limits: number[][] = [];
    const note = (response: ServerResponse, piece: unknown) =>
      new Promise<void>((resolve) => {
        clock.advance(4000);
        response.write(events(piece), () =>
          setTimeout(() => resolve(limits.push(clock.timerDelays) as never), 20),
        );
      });
    server.script(async (_request, response) => {
      begin(response);
      await note(response, hello[0]);
      await note(response, hello[1]);
      response.end(events(...hello.slice(2)));
    });
    await chat({ timeout: "5000", totalTimeout: "12000" });
    expect(limits).toEqual([[5000], [4000]]);
  });
});

describe("a stream that breaks", () => {
  it.each<[string, (response: ServerResponse) => void, string]>([
    ["with its connection", (response) => response.socket?.resetAndDestroy(), "lost the connection"],
    ["in an orderly way", (response) => response.end(), "broke off before its end"],
    [
      "in the middle of an event",
      (response) => response.end('data: {"choices":[{"ind'),
      "broke off before its end",
    ],
    ["with the step's time", () => clock.fireEarliestTimer(), "got no more of its answer within 300 s"],
    ["with an error", (response) => response.end(events({ error: { message: "Gone." } })), "Gone."],
  ])("%s keeps what had come", async (_how, breakOff, sentence) => {
    server.script((_request, response) => {
      begin(response, said("Hel"), said("lo"));
      setTimeout(() => breakOff(response), 20);
    });
    const error = await failureOf(chat());
    expect(error.message).toContain(sentence);
    expect(error.partialText).toBe("Hello");
    expect(error.message).not.toContain("Hello");
  });

  it("keeps it among the errors of items, up to a length", async () => {
    server.script(streamAnswer(said("a".repeat(30_000))));
    const { data } = await run("createCompletions", {
      connection: keyConnection(server.url),
      messages: ["Hello"],
      modelSettings: { streamInternally: "true" },
      requestOptions: { maxRetries: "0" },
    });
    expect(data).toMatchObject({ results: [{ error: { partialText: "a".repeat(20_000) } }] });
  });

  it("behind the end of its text is an answer", async () => {
    server.script((_request, response) => {
      begin(response, said("Hello"), end);
      setTimeout(() => response.socket?.resetAndDestroy(), 20);
    });
    expect(await chat()).toMatchObject({ data: { output_text: "Hello" } });
  });
});

it("a stream that came to its end is an answer, though the server keeps the connection open", async () => {
  server.script((_request, response) => {
    begin(response, ...hello);
    setTimeout(() => clock.fireEarliestTimer(), 20);
  });
  expect(await chat()).toMatchObject({ data: { output_text: "Hello", tokens: { input: 3, output: 1 } } });
});

describe("a streamed response that fails", () => {
  const failed = (...last: object[]) =>
    streamAnswer({ type: "response.created", response: { status: "in_progress", output: [] } }, ...last);
  const ask = () =>
    chat({ maxRetries: "3" }, { modelSettings: { streamInternally: "true", apiMode: "responses" } });

  it("by the filter is told as such, though its first event says nothing", async () => {
    const error = { code: "content_policy_violation", message: "Blocked by the policy." };
    server.script(
      failed(
        { type: "response.failed", response: { status: "failed", error: null } },
        { type: "error", error },
      ),
    );
    expect(await failureOf(ask())).toMatchObject({ kind: "contentFiltered", attempts: 1 });
  });

  it("by the length of its input is not asked again", async () => {
    const error = {
      code: "context_length_exceeded",
      message: "Your input exceeds the context window of this model. Please adjust your input and try again.",
    };
    server.script(
      failed({ type: "response.failed", response: { status: "failed", error, usage: null, output: [] } }),
    );
    expect(await failureOf(ask())).toMatchObject({ reason: "tooLarge", attempts: 1 });
  });
});

describe("a server that refuses", () => {
  it.each<[string, object]>([
    ["by its name", refusal("Unknown parameter: 'stream_options'.", "stream_options")],
    ["in the sentence", refusal("Validation error at #/stream_options: Extra inputs are not permitted")],
  ])("stream_options, %s, streams without them, now and later", async (_how, answer) => {
    server.script(answer, streamAnswer(...hello));
    expect(await chat()).toMatchObject({ data: { output_text: "Hello" } });
    await chat();
    expect(bodies().map(({ stream, stream_options }) => [stream, stream_options !== undefined])).toEqual([
      [true, true],
      [true, false],
      [true, false],
    ]);
  });

  it.each<[string, object]>([
    ["by its name", refusal("Your organization must be verified to stream this model.", "stream")],
    ["in the sentence", refusal("Streaming is not supported by this deployment.")],
  ])("to stream, %s, answers in one piece", async (_how, answer) => {
    server.script(answer, chatAnswer("Whole"));
    expect(await chat()).toMatchObject({ data: { output_text: "Whole" } });
    expect(bodies().map(({ stream }) => stream)).toEqual([true, undefined]);
  });

  it("one after the other gets neither", async () => {
    server.script(refusal("Extra inputs: 'stream_options'"), refusal("No.", "stream"), chatAnswer("Whole"));
    expect(await chat()).toMatchObject({ data: { output_text: "Whole" } });
    expect(server.requests).toHaveLength(3);
  });

  it("something else is not asked again", async () => {
    server.script(refusal("Invalid value for 'temperature'.", "temperature"));
    await failureOf(chat());
    expect(server.requests).toHaveLength(1);
  });
});
