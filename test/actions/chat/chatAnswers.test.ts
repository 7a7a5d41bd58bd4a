import { failureOf, run, testKey } from "../../support/connector";
import { nothingFound } from "../../support/contentFilter";
import { shareServer } from "../../support/hooks";
import { type ScriptedServer, startScriptedServer } from "../../support/scriptedServer";
import { connectionTo } from "../support";

const server = shareServer();

const chat = () => run("createChatCompletion", { connection: connectionTo(server.url), userPrompt: "Hi" });

const completion = (choice: Record<string, unknown>) => ({
  id: "chatcmpl-1",
  object: "chat.completion",
  created: 1_772_668_800,
  model: "gpt-5.4-2026-03-05",
  choices: [choice],
  usage: { prompt_tokens: 3, completion_tokens: 1, total_tokens: 4, future_details: { a: null } },
  service_tier: null,
  future_field: [1, { nested: [] }],
  prompt_filter_results: [{ prompt_index: 0, content_filter_results: { hate: { filtered: false } } }],
});

const textChoice = { index: 0, finish_reason: "stop", message: { role: "assistant", content: "Hello" } };

const recordOf = (data: unknown): unknown => (data as { usageRecord: unknown }).usageRecord;

const asked = { role: "user", content: "Hi" };
const tokens = { input: 3, cachedInput: 0, output: 1, reasoning: 0 };

describe("what Create Chat Completion answers", () => {
  test("is the service's object unchanged, fields it does not know included, behind what the connector adds", async () => {
    const body = completion(textChoice);
    server.script({ body });
    const { data } = await chat();
    const messages = [asked, { role: "assistant", content: "Hello" }];
    const added = {
      ...{ output_text: "Hello", outcome: "answered", parsed: null, tool_calls: [] },
      ...{
        messages,
        tokens,
        cost: null,
        usageRecord: recordOf(data),
        contentFilter: nothingFound,
        warnings: [],
      },
    };
    expect(data).toStrictEqual({ ...added, ...body });
    expect(JSON.stringify(data)).toBe(JSON.stringify({ ...added, ...body }));
  });

  test("is nothing but data: no content type, no status", async () => {
    server.script({ body: completion(textChoice) });
    expect(Object.keys(await chat())).toEqual(["data"]);
  });

  const calls = [{ id: "call_1", type: "function", function: { name: "find", arguments: "{}" } }];

  const call = { id: "call_1", name: "find", arguments: {}, arguments_text: "{}", error: null };

  test.each<[string, Record<string, unknown>, said: object[], outcome: string, asked?: object[]]>([
    [
      "a tool call with null as content",
      {
        index: 0,
        finish_reason: "tool_calls",
        message: {
          role: "assistant",
          content: null,
          tool_calls: calls,
          annotations: [],
        },
      },
      [{ role: "assistant", content: null, tool_calls: calls }],
      "toolCall",
      [call],
    ],
    [
      "a refusal",
      { index: 0, finish_reason: "stop", message: { role: "assistant", content: null, refusal: "No." } },
      [{ role: "assistant", content: "No." }],
      "refused",
    ],
    ["a filtered answer without a message", { index: 0, finish_reason: "content_filter" }, [], "filtered"],
    [
      "an answer of no words",
      { index: 0, finish_reason: "stop", message: { role: "assistant", content: "" } },
      [],
      "truncated",
    ],
  ])(
    "has an empty output_text for %s, and in messages what can be sent again",
    async (_what, choice, said, outcome, toolCalls = []) => {
      const body = completion(choice);
      server.script({ body });
      expect((await chat()).data).toStrictEqual({
        ...body,
        ...{ output_text: "", outcome, parsed: null, tool_calls: toolCalls },
        ...{ messages: [asked, ...said], tokens, cost: null, usageRecord: expect.any(Object), warnings: [] },
        contentFilter: { ...nothingFound, filtered: outcome === "filtered" },
      });
    },
  );

  test("has messages that the next step takes as they are, the system prompt included", async () => {
    server.script({ body: completion(textChoice) }, { body: completion(textChoice) });
    const connection = connectionTo(server.url);
    const { data } = await run("createChatCompletion", {
      connection,
      systemPrompt: "Be brief.",
      userPrompt: "Hi",
    });
    const { messages } = data as { messages: unknown };
    await run("createChatCompletion", { connection, messages, userPrompt: "And then?" });
    expect(JSON.parse(server.requests[1]?.body ?? "").messages).toEqual([
      { role: "system", content: "Be brief." },
      asked,
      { role: "assistant", content: "Hello" },
      { role: "user", content: "And then?" },
    ]);
  });

  test("stands in place of fields of a server that are called the same, which flows could not rely on", async () => {
    const fields = { cost: 0.1, tokens: null, messages: "none", output_text: "theirs", other: "theirs" };
    server.script({ body: { ...completion(textChoice), ...fields } });
    expect((await chat()).data).toMatchObject({
      ...{ output_text: "Hello", cost: null, tokens: { input: 3 }, other: "theirs" },
      messages: [{ role: "user" }, { role: "assistant", content: "Hello" }],
    });
  });

  test("is read though the server calls JSON something else", async () => {
    server.script({
      headers: { "content-type": "text/plain" },
      body: JSON.stringify(completion(textChoice)),
    });
    expect((await chat()).data).toMatchObject({ output_text: "Hello" });
  });
});

describe("an answer that is none", () => {
  test.each<[string, Parameters<ScriptedServer["script"]>[0]]>([
    ["without choices", { body: { id: "x", object: "chat.completion" } }],
    ["with an empty list of choices", { body: { id: "x", object: "chat.completion", choices: [] } }],
    ["with an error in it", { body: { error: { message: "The engine stopped." } } }],
    ["that is a web page", { headers: { "content-type": "text/html" }, body: "<html></html>" }],
  ])("is an error: one %s", async (_what, answer) => {
    server.script(answer);
    const failure = await failureOf(chat());
    expect(failure).toMatchObject({ kind: "unexpectedResponse", status: 200, attempts: 1 });
    expect(failure.message).toMatch(/^Create Chat Completion /);
  });
});

describe("the connection", () => {
  const configurationErrors: Array<[string, Record<string, unknown>, RegExp]> = [
    ["no key", { apiKey: "" }, /^API Key: it is empty/],
    ["a key with a space in it", { apiKey: "abc def" }, /^API Key: /],
    ["no endpoint", { endpoint: "" }, /^Endpoint: /],
    ["a portal's address", { endpoint: "https://portal.azure.com/x" }, /^Endpoint: portal\.azure\.com/],
    ["plain http beyond loopback", { endpoint: "http://example.com" }, /^Endpoint: http:\/\//],
    ["a version that is none", { apiVersion: "banana" }, /^API Version: /],
  ];

  test.each(configurationErrors)(
    "is refused with %s, by the field's label",
    async (_what, fields, expected) => {
      server.script({ body: {} });
      const connection = connectionTo(server.url, "v1", fields);
      const failure = await failureOf(run("createChatCompletion", { connection, userPrompt: "Hi" }));
      expect(failure.name).toBe("ConnectionError");
      expect(failure.connection).toBeDefined();
      expect(failure.message).toMatch(expected);
      expect(server.requests).toEqual([]);
    },
  );

  test("is refused when nothing listens there", async () => {
    const closed = await startScriptedServer();
    await closed.close();
    const connection = connectionTo(closed.url);
    const requestOptions = { maxRetries: "0" };
    const failure = await failureOf(
      run("createChatCompletion", { connection, userPrompt: "Hi", requestOptions }),
    );
    expect(failure).toMatchObject({ kind: "network", code: "ECONNREFUSED" });
    expect(failure.message).toContain(`Nothing listens at ${new URL(closed.url).host}`);
    expect(failure.message).not.toContain(testKey);
  });
});
