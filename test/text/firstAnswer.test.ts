import fc from "fast-check";
import { contentText } from "../../src/text/contentText";
import { firstAnswer } from "../../src/text/firstAnswer";

const thinking = { type: "thinking", thinking: [{ type: "text", text: "hm" }] };
const choice = (message: unknown, finish_reason: unknown = "stop") => ({
  choices: [{ message, finish_reason }],
});

test.each<[content: unknown, text: string]>([
  ["pong", "pong"],
  [
    [
      { type: "text", text: "po" },
      { type: "text", text: "ng" },
    ],
    "pong",
  ],
  [[thinking, { type: "text", text: "Bern" }], "Bern"],
  [["po", "ng"], "pong"],
  [[{ type: "output_text", text: "po" }, { text: "ng" }, null, 5, { type: "image_url" }], "pong"],
  [[{ text: "hm", thought: true }, { text: "pong" }], "pong"],
  [[{ type: "text", text: { value: "pong", annotations: [] } }], "pong"],
  [{ type: "text", text: "pong" }, "pong"],
  [[{ type: "reasoning", text: "hm" }], ""],
  [[[{ text: "a" }]], ""],
  [null, ""],
  [undefined, ""],
  [5, ""],
  [{}, ""],
])("the text of the content %j is %j", (content, text) => {
  expect(contentText(content)).toBe(text);
});

test.each<[answer: unknown, read: object]>([
  [choice({ content: "a" }), { text: "a" }],
  [choice({ content: null, refusal: "no" }), { text: null, refusal: "no" }],
  [choice({ content: [{ type: "refusal", refusal: "no" }] }), { text: "", refusal: "no" }],
  [choice({ content: "a" }, "length"), { text: "a", end: "length" }],
  [choice({ content: "a" }, "MAX_TOKENS"), { text: "a", end: "length" }],
  [choice({ content: "" }, "content_filter"), { text: "", end: "content_filter" }],
  [choice({ content: "a" }, "SAFETY"), { text: "a", end: "content_filter" }],
  [choice({ content: "po" }, "error"), { text: "po", end: "error" }],
  [choice({ content: "a" }, "model_length"), { text: "a", end: "length" }],
  [choice({ content: "a" }, "content_filtered"), { text: "a", end: "content_filter" }],
  [choice({ content: "a", refusal: "" }), { text: "a" }],
  [choice({ content: "a" }, 5), { text: "a" }],
  [choice(undefined), { text: null }],
  [choice(null), { text: null }],
  [{ choices: [] }, { text: null }],
  [{ choices: [null] }, { text: null }],
  [{ choices: ["a"] }, { text: null }],
  [{ choices: null }, { text: null }],
  [{ choices: [{ text: "old", finish_reason: "length" }] }, { text: "old", end: "length" }],
  [{ object: "chat.completion.chunk", choices: [{ delta: { content: "a" } }] }, { text: "a" }],
  [
    {
      output: [
        { type: "reasoning", content: [{ type: "reasoning_text", text: "hm" }] },
        { type: "message", content: [{ type: "output_text", text: "a" }] },
      ],
    },
    { text: "a" },
  ],
  [
    { output: [{ type: "message", content: [{ type: "refusal", refusal: "no" }] }] },
    { text: "", refusal: "no" },
  ],
  [{ output: [null, { type: "function_call" }] }, { text: null }],
  [{ output: [{ content: "a" }, { type: "reasoning", content: "b" }] }, { text: "a" }],
  [
    {
      output: [{ type: "message", content: "a" }],
      status: "incomplete",
      incomplete_details: { reason: "max_output_tokens" },
    },
    { text: "a", end: "length" },
  ],
  [null, { text: null }],
  ["a", { text: null }],
  [[], { text: null }],
])("%j is read as %j", (answer, read) => {
  expect(firstAnswer(answer)).toEqual(read);
});

test("whatever comes, what is read is a text or none", () => {
  const keys = fc.constantFrom(
    "choices",
    "message",
    "delta",
    "content",
    "text",
    "type",
    "output",
    "refusal",
    "finish_reason",
  );
  const { any } = fc.letrec((tie) => ({
    any: fc.oneof(
      { depthSize: "medium" },
      fc.constantFrom(null, undefined, "a", 5, true, "text", "message"),
      fc.array(tie("any"), { maxLength: 3 }),
      fc.dictionary(keys, tie("any"), { maxKeys: 4 }),
    ),
  }));
  fc.assert(
    fc.property(any, (answer) => {
      const { text, refusal } = firstAnswer(answer);
      expect(text === null || typeof text === "string").toBe(true);
      expect(["undefined", "string"]).toContain(typeof refusal);
    }),
    { seed: 20_261_125, numRuns: 1000 },
  );
});
