import { failureOf, run } from "../../support/connector";
import { shareServer } from "../../support/hooks";
import type { ScriptedAnswer } from "../../support/scriptedServer";
import { connectionTo } from "../support";

const server = shareServer();

const answerForm = { answerSchema: '{"city": "Bern", "people": 134000}' };

const said = (content: string, more: object = {}): ScriptedAnswer => ({
  body: {
    id: "chatcmpl-1",
    choices: [{ index: 0, finish_reason: "stop", message: { role: "assistant", content }, ...more }],
    usage: { prompt_tokens: 5, completion_tokens: 2, total_tokens: 7 },
  },
});

const ask = async (params: object, ...answers: ScriptedAnswer[]) => {
  server.requests.length = 0;
  server.script(...answers);
  const { data } = await run("createChatCompletion", {
    connection: connectionTo(server.url),
    ...{ userPrompt: "Where?", answerForm, ...params },
  });
  return data as Record<string, unknown> & { messages: unknown[]; tokens: { input: number } };
};

const sent = (index: number) => JSON.parse(server.requests[index]?.body ?? "");

const right = '{"city":"Rome","people":2800000}';

describe("an answer in a form", () => {
  test("comes out as data, beside its text", async () => {
    expect(await ask({}, said(right))).toMatchObject({
      ...{ outcome: "answered", output_text: right, parsed: { city: "Rome", people: 2_800_000 } },
      tokens: { input: 5 },
    });
    expect(sent(0).response_format).toMatchObject({ type: "json_schema", json_schema: { strict: true } });
  });

  test("is asked for once more with what is wrong, and both answers count", async () => {
    const data = await ask({}, said('{"city":"Rome"}'), said(right));
    expect(data).toMatchObject({
      ...{ parsed: { city: "Rome" }, output_text: right },
      tokens: { input: 10, output: 4 },
    });
    expect(sent(1).messages.slice(1)).toEqual([
      { role: "assistant", content: '{"city":"Rome"}' },
      { role: "user", content: expect.stringContaining("people") },
    ]);
    // What was asked in between is no part of the conversation.
    expect(data.messages).toEqual([
      { role: "user", content: "Where?" },
      { role: "assistant", content: right },
    ]);
  });

  test("is an error when it is in another form twice", async () => {
    const failure = await failureOf(ask({}, said("Rome"), said("Rome!")));
    expect(failure).toMatchObject({ kind: "unexpectedResponse" });
    expect(failure.message).toMatch(/in another form than the one asked for, and again/);
    expect(server.requests).toHaveLength(2);
  });

  test.each(["json_object", "prompt"])("may be asked for in the prompt: %s", async (answerFormat) => {
    const messages = [
      { role: "developer", content: "Be brief." },
      { role: "user", content: "Where?" },
    ];
    const params = { answerForm: { ...answerForm, answerFormat }, userPrompt: "", messages };
    expect(await ask(params, said(`Here: ${right}`))).toMatchObject({
      parsed: { city: "Rome" },
      messages: {},
    });
    expect(sent(0).messages[0]).toEqual({
      role: "developer",
      content: expect.stringMatching(/one JSON object.*"people"/),
    });
    expect(sent(0).response_format).toEqual(answerFormat === "prompt" ? undefined : { type: "json_object" });
  });

  test.each<[outcome: string, more: object]>([
    ["truncated", { finish_reason: "length" }],
    ["filtered", { finish_reason: "content_filter" }],
    ["refused", { message: { role: "assistant", content: null, refusal: "No." } }],
  ])("is null where the answer is %s, which is not asked again", async (outcome, more) => {
    expect(await ask({}, said('{"city":"Ro', more))).toMatchObject({ outcome, parsed: null });
    expect(server.requests).toHaveLength(1);
  });

  test.each<[outcome: string, second: object]>([
    ["truncated", { finish_reason: "length" }],
    ["filtered", { finish_reason: "content_filter" }],
    ["refused", { message: { role: "assistant", content: null, refusal: "No." } }],
    ["truncated", { message: { role: "assistant", content: " " } }],
  ])("is null where the mended answer is %s, and both count", async (outcome, second) => {
    const data = await ask({}, said("Rome"), said('{"city":"Ro', second));
    expect(data).toMatchObject({ outcome, parsed: null, tokens: { input: 10 } });
  });

  test("is null where the model asks for a tool in place of mending it", async () => {
    const tool = { id: "1", type: "function", function: { name: "find", arguments: "{}" } };
    const second = said("", { message: { role: "assistant", content: null, tool_calls: [tool] } });
    const params = { toolSettings: { tools: [{ name: "find" }] } };
    expect(await ask(params, said("Rome"), second)).toMatchObject({
      ...{ outcome: "toolCall", parsed: null, tool_calls: [{ id: "1" }] },
    });
  });

  test.each(["reasoning_content", "reasoning"])("may stand in %s, where there is no text", async (field) => {
    const hidden = (text: string) => said("", { message: { role: "assistant", content: "", [field]: text } });
    expect(await ask({}, hidden(right))).toMatchObject({ outcome: "answered", parsed: { city: "Rome" } });
    expect(server.requests).toHaveLength(1);
    expect(await ask({}, said("Rome"), hidden(right))).toMatchObject({ outcome: "answered", parsed: {} });
    // Thoughts are no answer.
    expect(await ask({}, hidden("I think of Rome."))).toMatchObject({ outcome: "truncated", parsed: null });
    const cut = { message: { role: "assistant", content: "", [field]: right }, finish_reason: "length" };
    expect(await ask({}, said("", cut))).toMatchObject({ outcome: "truncated", parsed: null });
  });

  test("is null where the model asks for a tool", async () => {
    const tool = { id: "1", type: "function", function: { name: "find", arguments: "{}" } };
    const answer = said("", { message: { role: "assistant", content: null, tool_calls: [tool] } });
    const params = { toolSettings: { tools: [{ name: "find" }] } };
    expect(await ask(params, answer)).toMatchObject({
      outcome: "toolCall",
      parsed: null,
      tool_calls: [{ id: "1" }],
    });
    expect(sent(0)).toMatchObject({ response_format: {}, tools: [{}] });
  });
});
