import { chatAnswer } from "../../support/answers";
import { failureOf, keyConnection, run } from "../../support/connector";
import { useServer } from "../../support/hooks";
import type { ScriptEntry } from "../../support/scriptedServer";
import { answered, chatAt, notInChat, notInResponses, refusal, response } from "./twoApis";

const server = useServer();

const { chat, paths, bodyOf } = chatAt(server);

describe("a chat that a deployment does not answer", () => {
  it.each<[string, ScriptEntry]>([
    ["OpenAI's refusal", notInChat],
    [
      "Azure's refusal",
      refusal(400, {
        code: "OperationNotSupported",
        message:
          "The chatCompletion operation does not work with the specified model, gpt-5.1-codex-max. Please choose different model and try again.",
      }),
    ],
    [
      "the refusal of models of other kinds",
      refusal(404, {
        message:
          "This is not a chat model and thus not supported in the v1/chat/completions endpoint. Did you mean to use v1/completions?",
        param: "model",
      }),
    ],
    [
      "a Responses API behind every path",
      refusal(400, {
        message:
          "Unsupported parameter: 'messages'. In the Responses API, this parameter has moved to 'input'. Try again with the new parameter.",
        code: "unsupported_parameter",
      }),
    ],
  ])("by %s goes over to the Responses API, at once the next time", async (_whose, refused) => {
    server.script(refused, answered);
    const { data } = await chat({ maxOutputTokens: "50" });
    expect(data).toMatchObject({
      output_text: "In Switzerland.",
      tokens: { input: 9, output: 4, reasoning: 1 },
      messages: [{ role: "user" }, { role: "assistant", content: "In Switzerland." }],
      object: "chat.completion",
      response,
      warnings: ["The model does not answer chat completions: the Responses API was used."],
    });
    await chat();
    expect(paths()).toEqual(["/v1/chat/completions", "/v1/responses", "/v1/responses"]);
    expect(bodyOf(1)).toEqual({
      model: "gpt-5.4",
      store: false,
      input: [{ role: "user", content: "Where is Bern?" }],
      max_output_tokens: 50,
    });
  });

  it("is tried once elsewhere: where that is refused as well, the first refusal counts", async () => {
    server.script(notInChat, notInResponses);
    const error = await failureOf(chat());
    expect(error.message).toContain("only supported in v1/responses");
    expect(error.message).toContain("The Responses API refused as well: Unrecognized request URL");
    expect(server.requests).toHaveLength(2);
  });

  it("has the error of the Responses API where that has another reason", async () => {
    server.script(notInChat, refusal(429, { message: "Slow down." }));
    const error = await failureOf(chat());
    expect(error).toMatchObject({ kind: "rateLimited" });
    expect(error.message).toContain("Chat completions had been refused before: This model is only supported");
  });

  it("goes back to chat where the Responses API refuses later", async () => {
    server.script(notInChat, answered, notInResponses, chatAnswer("In chat"), chatAnswer("Again"));
    await chat();
    expect(await chat()).toMatchObject({ data: { output_text: "In chat", warnings: [] } });
    expect(await chat()).toMatchObject({ data: { output_text: "Again" } });
    expect(paths().slice(2)).toEqual(["/v1/responses", "/v1/chat/completions", "/v1/chat/completions"]);
  });

  it("stays refused where the request has what only chat does", async () => {
    server.script(notInChat, answered);
    const error = await failureOf(chat({}, { numChoices: "2" }));
    expect(error.message).toContain("it has no several choices (n)");
    expect(server.requests).toHaveLength(1);
  });

  it("is not looked for in other refusals", async () => {
    server.script(
      refusal(400, { message: "Invalid value for 'temperature'.", param: "temperature" }),
      answered,
    );
    await failureOf(chat({ adaptParameters: "false" }));
    expect(server.requests).toHaveLength(1);
  });

  it("goes over within its fallbacks, each deployment by itself", async () => {
    server.script(refusal(429, { message: "Slow down." }), notInChat, answered);
    const { data } = await chat({}, { fallbackModels: ["codex"] });
    expect(data).toMatchObject({
      output_text: "In Switzerland.",
      fallback: { answeredBy: { deployment: "codex" } },
    });
    expect(server.requests.map(({ body }) => JSON.parse(body).model)).toEqual(["gpt-5.4", "codex", "codex"]);
  });

  it("goes over with every action", async () => {
    server.script(notInChat, answered);
    const { data } = await run("summarizeText", {
      connection: keyConnection(`${server.url}/v1`),
      textToSummarize: "Bern is in Switzerland.",
    });
    expect(data).toMatchObject({ summary: "In Switzerland." });
  });
});

describe("what a deployment does not do in chat", () => {
  const tools = [
    { type: "function", function: { name: "look_up", parameters: { type: "object", properties: {} } } },
  ];
  const notWithTools = refusal(400, {
    message:
      "Function tools with reasoning_effort are not supported for gpt-5.6-luna in /v1/chat/completions. To use function tools, use /v1/responses or set reasoning_effort to 'none'.",
    type: "invalid_request_error",
    param: "reasoning_effort",
    code: null,
  });
  const file = { type: "file", file: { filename: "a.pdf", file_data: "data:application/pdf;base64,AAAA" } };
  const notWithFiles = refusal(400, {
    message: "Invalid Value: 'file'. This model does not support file content types.",
    param: "messages[0].content[0].type",
    code: "invalid_value",
  });

  it("is asked of the Responses API the next time, and nothing else is", async () => {
    server.script(notWithTools, answered, answered, chatAnswer());
    const withTools = { extraParameters: JSON.stringify({ tools }) };
    expect(await chat(withTools)).toMatchObject({
      data: {
        warnings: [expect.stringContaining("does not call tools in chat completions while it reasons")],
      },
    });
    await chat(withTools);
    await chat();
    expect(paths()).toEqual([
      "/v1/chat/completions",
      "/v1/responses",
      "/v1/responses",
      "/v1/chat/completions",
    ]);
    expect(bodyOf(1)).toMatchObject({ tools: [{ type: "function", name: "look_up", strict: false }] });
  });

  it("is had in chat without reasoning, where there is no Responses API", async () => {
    server.script(notWithTools, notInResponses, notWithTools, chatAnswer("In chat"));
    const { data } = await chat({ extraParameters: JSON.stringify({ tools }) });
    expect(data).toMatchObject({ output_text: "In chat" });
    expect(paths()).toEqual([
      "/v1/chat/completions",
      "/v1/responses",
      "/v1/chat/completions",
      "/v1/chat/completions",
    ]);
    expect(bodyOf(3)).toMatchObject({ reasoning_effort: "none" });
  });

  it("is read there: files", async () => {
    server.script(notWithFiles, answered);
    const messages = JSON.stringify([{ role: "user", content: [file] }]);
    await chat({}, { userPrompt: "", messages });
    expect(bodyOf(1)).toMatchObject({
      input: [{ role: "user", content: [{ type: "input_file", filename: "a.pdf" }] }],
    });
  });
});
