import { failureOf, run } from "../../support/connector";
import { shareEndpoint } from "../../support/hooks";
import { connectionTo } from "../support";

interface Counted {
  tokens: { input: number };
  cost: object | null;
  characters: number;
  isEstimate: boolean;
  uncountedParts: number;
}

const count = async (params: object, context: object = {}): Promise<Counted> =>
  (await run("countTokens", params as Record<string, unknown>, context as Record<string, unknown>))
    .data as Counted;

describe("a text", () => {
  test("has its tokens, its characters as people count them, and its cost", async () => {
    const prices = { inputPrice: "1000000", outputPrice: "5" };
    expect(await count({ text: "Hello 🌍, world", model: "gpt-5.4", prices })).toEqual({
      tokens: { input: expect.any(Number), cachedInput: 0, output: 0, reasoning: 0 },
      cost: { input: expect.any(Number), output: 0, total: expect.any(Number) },
      characters: 14,
      isEstimate: false,
      uncountedParts: 0,
    });
    const { tokens, cost } = await count({ text: "Hello world", prices });
    expect({ tokens, cost }).toMatchObject({ tokens: { input: 2 }, cost: { total: 2 } });
    expect((await count({ text: "Hello world" })).cost).toBeNull();
  });

  test.each([
    ["gpt-5.4", false],
    ["GPT-4o-mini", false],
    ["gpt-4.1-2025-04-14", false],
    ["o3", false],
    ["ft:gpt-4o-2024-08-06:org::id", false],
    ["gpt-4", true],
    ["gpt-4-turbo", true],
    ["gpt-35-turbo", true],
    ["my-gpt-5", true],
    ["o365-helper", true],
    [undefined, true],
  ])("for the model %s is an estimate: %s", async (model, isEstimate) => {
    expect((await count({ text: "Hello", model })).isEstimate).toBe(isEstimate);
  });
});

describe("a conversation", () => {
  const endpoint = shareEndpoint();

  test("counts what the service counts of it", async () => {
    const messages = [
      { role: "system", content: "Answer in one word." },
      { role: "user", content: "user" },
      { role: "assistant", content: "Yes?" },
      { role: "user", content: [{ type: "text", text: "What is 6 times 7?" }] },
    ];
    const { data } = await run("createChatCompletion", { connection: connectionTo(endpoint.url), messages });
    const { tokens, characters, isEstimate } = await count({ messages: JSON.stringify(messages) });
    expect(tokens.input).toBe((data as Counted).tokens.input);
    expect(characters).toBe(19 + 4 + 4 + 18);
    expect(isEstimate).toBe(true);
  });

  test("counts calls of tools, and tells of what is no text", async () => {
    const call = { id: "call_1", type: "function", function: { name: "find", arguments: '{"city":"Bern"}' } };
    const image = { type: "image_url", image_url: { url: "https://example.com/a.png" } };
    const messages = [
      { role: "user", content: [{ type: "text", text: "Where?" }, image] },
      { role: "assistant", content: null, tool_calls: [call] },
      { role: "tool", tool_call_id: "call_1", content: "Here" },
      { role: "assistant", content: [{ type: "refusal", refusal: "No." }] },
    ];
    expect(await count({ messages })).toMatchObject({ characters: 6 + 4 + 15 + 4 + 3, uncountedParts: 1 });
  });

  test("counts the older form of a call and a refusal, and tells of sound", async () => {
    const messages = [
      { role: "assistant", content: null, function_call: { name: "find", arguments: '{"city":"Bern"}' } },
      { role: "assistant", content: null, refusal: "No." },
      { role: "assistant", content: null, audio: { id: "audio_1" } },
    ];
    expect(await count({ messages })).toMatchObject({ characters: 4 + 15 + 3, uncountedParts: 1 });
  });
});

test.each([
  [{}, "Text and Messages (JSON): both are empty. Enter one of them."],
  [{ text: " ", messages: "" }, "Text and Messages (JSON): both are empty. Enter one of them."],
  [
    { text: "Hi", messages: [{ role: "user", content: "Hi" }] },
    "Text and Messages (JSON): both are filled in.",
  ],
  [{ messages: "[]" }, "Messages (JSON): the list is empty."],
  [{ text: "Hi", prices: '{"inputPrice":"5"}' }, "Prices: this is no group of settings."],
])("%j is refused by its labels", async (params, sentence) => {
  expect((await failureOf(run("countTokens", params))).message).toContain(sentence);
});

test("ends when it is cancelled, in words", async () => {
  const context = { signal: AbortSignal.abort() };
  const text = "Ships wait outside the harbor. ".repeat(1000);
  const message = "Count Tokens was cancelled while it counted.";
  expect(await failureOf(count({ text }, context))).toMatchObject({ kind: "timeout", message });
});
