import { sampleImages } from "../../support/sampleImages";
import { prepare, reasonsFor } from "./prepared";

const user = (content: unknown) => ({ role: "user", content });
const assistant = (content: unknown, more: object = {}) => ({ role: "assistant", content, ...more });
const chat = (...messages: unknown[]) => ({ messages });
const call = { id: "call_1", type: "function", function: { name: "look", arguments: '{"at": "sky"}' } };
const tools = [{ type: "function", function: { name: "look", parameters: { type: "object" } } }];

describe("a supervised row", () => {
  test.each<[what: string, row: object]>([
    ["a question and an answer", chat(user("Why?"), assistant("Because."))],
    ["two users' messages in a row", chat(user("Why?"), user("And how?"), assistant("Because."))],
    ["a weight", chat(user("a?"), assistant("b", { weight: 0 }), user("c?"), assistant("d", { weight: 1 }))],
    ["a call without a content", { ...chat(user("Look"), { role: "assistant", tool_calls: [call] }), tools }],
    [
      "a call with the content null",
      { ...chat(user("Look"), assistant(null, { tool_calls: [call] })), tools },
    ],
    [
      "an answered call",
      {
        ...chat(
          user("Look"),
          { role: "assistant", tool_calls: [call] },
          { role: "tool", tool_call_id: "call_1", content: "" },
          assistant("Blue."),
        ),
        tools,
        parallel_tool_calls: false,
      },
    ],
    [
      "the older functions",
      {
        ...chat(user("Look"), assistant(null, { function_call: { name: "look", arguments: "{}" } })),
        functions: [{ name: "look", parameters: {} }],
      },
    ],
    [
      "parts of text",
      chat(user([{ type: "text", text: "Why?" }]), assistant([{ type: "text", text: "So." }])),
    ],
    [
      "an image by its address",
      chat(
        user([{ type: "image_url", image_url: { url: "https://example.com/a.png" } }]),
        assistant("A cat."),
      ),
    ],
    ["a backslash before ud83d", chat(user("C:\\ud83d\\u0000"), assistant("A path."))],
    ["a refusal", chat(user("Do it"), { role: "assistant", refusal: "No." })],
    [
      "whatever else is null",
      { ...chat({ ...user("a?"), name: null }, assistant("b", { tool_calls: null })), tools: null },
    ],
  ])("passes with %s", async (_what, row) => {
    expect(await reasonsFor(row)).toEqual([]);
  });

  test.each<[reason: RegExp, row: unknown]>([
    [/not an object/, "7"],
    [/not a list/, { messages: "none" }],
    [/not a list/, { messages: [] }],
    [/message is not an object/, chat(user("a"), "b", assistant("c"))],
    [/has no role/, chat({ content: "a" }, assistant("b"))],
    [/role that is not/, chat({ role: "human", content: "a" }, assistant("b"))],
    [/no assistant's message/, chat(user("a"))],
    [/last message is not the assistant's/, chat(user("a"), assistant("b"), user("c"))],
    [/answer is empty/, chat(user("a"), assistant("  "))],
    [/answer is empty/, chat(user("a"), assistant(null))],
    [/prompt is empty/, chat(user(""), assistant("b"))],
    [/message is empty/, chat({ role: "system", content: "" }, user("a"), assistant("b"))],
    [/neither text nor a list/, chat(user(5), assistant("b"))],
    [/neither 0 nor 1/, chat(user("a"), assistant("b", { weight: 0.5 }))],
    [/neither 0 nor 1/, chat(user("a"), assistant("b", { weight: "1" }))],
    [/weight 0, so that nothing/, chat(user("a"), assistant("b", { weight: 0 }))],
    [/answers no call/, chat(user("a"), { role: "tool", tool_call_id: "x", content: "b" }, assistant("c"))],
    [
      /not answered before/,
      { ...chat(user("a"), assistant(null, { tool_calls: [call] }), user("b"), assistant("c")), tools },
    ],
    [/no id/, { ...chat(user("a"), assistant(null, { tool_calls: [{ ...call, id: undefined }] })), tools }],
    [
      /not JSON as text/,
      {
        ...chat(
          user("a"),
          assistant(null, { tool_calls: [{ ...call, function: { name: "look", arguments: {} } }] }),
        ),
        tools,
      },
    ],
    [
      /function's name/,
      { ...chat(user("a"), assistant("b")), tools: [{ type: "function", function: { name: "a b" } }] },
    ],
    [/tools are not a list/, { ...chat(user("a"), assistant("b")), tools: [] }],
    [/same name/, { ...chat(user("a"), assistant("b")), tools: [...tools, ...tools] }],
    [
      /outside of a user's/,
      chat(user("a"), assistant([{ type: "image_url", image_url: { url: "https://a.b/c.png" } }])),
    ],
    [
      /neither an https address/,
      chat(user([{ type: "image_url", image_url: { url: "http://a.b/c.png" } }]), assistant("b")),
    ],
    [
      /no PNG, JPEG or WebP/,
      chat(
        user([{ type: "image_url", image_url: { url: "data:image/png;base64,R0lGODlhAQABAAAAACw=" } }]),
        assistant("b"),
      ),
    ],
    [/neither text nor an image/, chat(user([{ type: "input_audio", input_audio: {} }]), assistant("b"))],
    [/half a character/, chat(user("a\ud83d"), assistant("b"))],
    [/cut off the end of its answer/, chat(user("a"), assistant("word ".repeat(70_000)))],
    [/cut off all of its answer/, chat(user("word ".repeat(70_000)), assistant("b"))],
  ])("is wrong by %s", async (reason, row) => {
    const reasons = await reasonsFor(row);
    expect(reasons).toEqual(expect.arrayContaining([expect.stringMatching(reason)]));
  });

  test("takes the images that a model is trained with, and 64 of them", async () => {
    const url = `data:image/png;base64,${sampleImages.png.toString("base64")}`;
    const image = { type: "image_url", image_url: { url, detail: "low" } };
    const row = (count: number) => chat(user(Array(count).fill(image)), assistant("Many."));
    expect(await reasonsFor(row(64))).toEqual([]);
    expect(await reasonsFor(row(65))).toEqual(["It has more than 64 images."]);
    const preferred = (count: number) => ({
      input: { messages: [user(Array(count).fill(image))] },
      preferred_output: [assistant("Many.")],
      non_preferred_output: [assistant("Few.")],
    });
    const wrong = await reasonsFor(preferred(65), { method: "preference" });
    expect(wrong).toContain("It has more than 64 images.");
    const { advice } = await prepare([row(11), row(2)]);
    expect(advice.recommended.join("\n")).toContain(
      "It has more than 10 images, the most that OpenAI takes.",
    );
  });

  test("may hold values that have no text", async () => {
    const odd = { toString: null, valueOf: null };
    const rows = [
      { messages: [{ role: odd, content: odd, weight: odd, tool_calls: odd, name: odd }] },
      { messages: [odd, null, 7, [[]]], tools: odd, functions: [odd, null], parallel_tool_calls: odd },
      {
        messages: [
          user([
            odd,
            null,
            "text",
            { type: odd },
            { type: "image_url", image_url: { url: odd, detail: odd } },
          ]),
        ],
      },
      {
        messages: [
          user("a"),
          assistant(null, { tool_calls: [odd, null, { id: odd, type: odd, function: odd }] }),
        ],
      },
      JSON.parse('{"messages": [], "__proto__": {"role": "user"}, "constructor": 1}'),
      { input: { messages: odd, tools: [odd] }, preferred_output: odd, non_preferred_output: [odd] },
    ];
    for (const method of ["supervised", "preference", "reinforcement"] as const)
      for (const row of rows) expect((await reasonsFor(row, { method })).length).toBeGreaterThan(0);
  });

  test("says where in the row something is", async () => {
    const { rowErrors } = await prepare([chat(user("a"), assistant("b"), user(" "), assistant("c"))]);
    expect(rowErrors).toEqual([
      { input: "Records", row: 1, reason: "The prompt is empty.", detail: "message 3" },
    ]);
  });
});

describe("a preference row", () => {
  const pair = (preferred: unknown, rejected: unknown, input: unknown = chat(user("Why?"))) => ({
    input,
    preferred_output: preferred,
    non_preferred_output: rejected,
  });
  const [good, bad] = [[assistant("Because of the sun.")], [assistant("Dunno.")]];

  test.each<[reasons: RegExp[], row: unknown]>([
    [[], pair(good, bad)],
    [[/answers are the same/], pair(good, good)],
    [[/other than assistant and tool/], pair([user("b"), ...good], bad)],
    [[/preferred_output is not a list/], pair([], bad)],
    [[/input is not an object/], pair(good, bad, "Why?")],
    [[/messages are not a list|input is not a list/], pair(good, bad, {})],
  ])("has the reasons %s", async (expected, row) => {
    const reasons = await reasonsFor(row, { method: "preference" });
    expect(reasons).toEqual(expected.map((reason) => expect.stringMatching(reason)));
  });
});

describe("a reinforcement row", () => {
  const grader = {
    type: "string_check",
    input: "{{sample.output_text}}",
    reference: "{{ item.answer.text }}",
  };
  const row = { ...chat(user("2 + 2?")), answer: { text: "4" } };
  const system = { ...chat({ role: "system", content: "Be short." }, user("2 + 2?")), answer: { text: "4" } };

  test("has what the grader reads", async () => {
    const options = { method: "reinforcement", grader } as const;
    expect(await reasonsFor(row, options)).toEqual([]);
    const reason = "It has no answer.text, which the grader reads.";
    expect(await reasonsFor({ ...row, answer: null }, options)).toEqual([reason]);
    expect(await reasonsFor(chat(user("2 + 2?")), options)).toEqual([reason]);
    const code = { type: "python", source: 'def grade(sample, item):\n  return item["key"] == 1' };
    expect(await reasonsFor(row, { ...options, grader: code })).toEqual([
      "It has no key, which the grader reads.",
    ]);
  });

  test("ends with the user's message", async () => {
    const reasons = await reasonsFor(chat(user("a"), assistant("b")), { method: "reinforcement" });
    expect(reasons).toEqual(["Its last message is not the user's."]);
  });

  test("has a system message on OpenAI, and on Azure where it may be moved", async () => {
    const azure = { method: "reinforcement", service: "azure" } as const;
    expect(await reasonsFor(system, { method: "reinforcement" })).toEqual([]);
    expect(await reasonsFor(system, azure)).toEqual([expect.stringMatching(/^It has a system message/)]);
    expect(await reasonsFor(system, { ...azure, movesSystemMessages: true })).toEqual([]);
  });
});

describe("a long row", () => {
  const long = chat(user("Why?"), assistant(" yes".repeat(20_000)));

  test.each<[model: string | undefined, mostTokens: number | undefined, most: number | undefined]>([
    ["gpt-3.5-turbo-0125", undefined, 16_385],
    ["gpt-35-turbo-0125.ft-0a1b-support", undefined, 16_385],
    ["ft:gpt-3.5-turbo-0125:org::8abc", undefined, 16_385],
    ["gpt-35-turbo-0125", 30_000, undefined],
    ["gpt-4.1-mini-2025-04-14", undefined, undefined],
    ["gpt-4.1-mini-2025-04-14", 4_096, 4_096],
    [undefined, undefined, undefined],
  ])("of %s, with %s entered, may have as many tokens as that says", async (baseModel, mostTokens, most) => {
    expect(await reasonsFor(long, { baseModel, mostTokens })).toEqual(
      most === undefined
        ? []
        : [`It has more than ${most} tokens: the service would cut off the end of its answer.`],
    );
  });

  test.each([
    ["its prompt", chat(user("word ".repeat(70_000)), assistant("b"))],
    ["all of it", chat(user("a"), assistant("word ".repeat(70_000)))],
  ])("is told with the tokens that it has, by %s", async (_what, row) => {
    const { rowErrors } = await prepare([row]);
    expect(rowErrors).toMatchObject([{ detail: expect.stringMatching(/^7000\d tokens$/) }]);
  });
});
