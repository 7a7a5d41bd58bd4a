import { chatRows, linesOf, TrainingRig } from "./fineTuningSupport";

let rig: TrainingRig;

afterEach(() => rig?.close());

const user = { role: "user", content: "Which shelf?" };
const assistant = { role: "assistant", content: "Shelf A1" };
const pair = (fields: object = {}) => ({
  ...{ input: { messages: [user] }, preferred_output: [assistant] },
  ...{ non_preferred_output: [{ role: "assistant", content: "No idea" }], ...fields },
});
const chat = (...messages: unknown[]) => ({ messages });

/** What Azure says of a file. */
const stateOf = async (content: string | Uint8Array<ArrayBuffer>) => {
  rig = await TrainingRig.start();
  const { status, status_details: details } = (await rig.ask(`/files/${await rig.upload(content)}`)).body;
  return { status, details };
};

describe("Azure has no fault to find with", () => {
  const call = { id: "call-1", type: "function", function: { name: "look", arguments: "{}" } };

  test.each<[string, unknown[]]>([
    ["chat rows", chatRows()],
    ["a weight", [chat(user, { ...assistant, weight: 0 }, user, { ...assistant, weight: 1 })]],
    [
      "a call of a tool without content",
      [chat(user, { role: "assistant", tool_calls: [call] }, { role: "tool", content: "A1" }, assistant)],
    ],
    [
      "an image from the user, and two messages in a row",
      [
        chat(
          { role: "user", content: [{ type: "image_url", image_url: { url: "https://h/i.png" } }] },
          user,
          assistant,
        ),
      ],
    ],
    ["preference pairs", [pair(), pair()]],
    ["rows to be graded", [{ ...chat(user), answer: "A1" }]],
  ])("%s", async (_, rows) => {
    expect(await stateOf(linesOf(rows))).toEqual({ status: "processed", details: undefined });
  });

  test("the mark before UTF-8, which its documents ask for", async () => {
    expect((await stateOf(`\uFEFF${linesOf(chatRows())}`)).status).toBe("processed");
  });

  test("ends of lines as Windows has them, and blank ones at the end", async () => {
    expect((await stateOf(`${linesOf(chatRows()).replaceAll("\n", "\r\n")}\n\n`)).status).toBe("processed");
  });
});

describe("Azure finds an error in", () => {
  test.each<[string, unknown[], string]>([
    [
      "a row without a role",
      [chat(user, { content: "A1" })],
      "Example 1, message 2 Discriminator 'role' is missing",
    ],
    [
      "an unknown role",
      [chat(user, { ...assistant, role: "robot" })],
      "message 2 Discriminator 'role' must be one of",
    ],
    ["no messages", [...chatRows(2), chat()], "Example 3: 'messages' must not be empty"],
    ["an empty answer", [chat(user, { ...assistant, content: "" })], "message 2 'content' must not be empty"],
    ["a missing answer", [chat(user, { role: "assistant" })], "message 2 'content' is missing"],
    [
      "a number for an answer",
      [chat(user, { ...assistant, content: 1 })],
      "message 2 'content' must be a text",
    ],
    ["a weight between", [chat(user, { ...assistant, weight: 0.5 })], "'weight' must be 0 or 1"],
    [
      "a question behind the answer",
      [...chatRows(1), chat(user, assistant, user)],
      "Example 2: the last message must be from the assistant",
    ],
    [
      "an image from the assistant",
      [chat(user, { role: "assistant", content: [{ type: "image_url" }] })],
      "has an image",
    ],
    ["a row of another kind", [{ question: "?", answer: "!" }], "Unexpected file format"],
    ["a list", [[1]], "Line 1 is not a dictionary"],
    ["a pair without an answer", [pair({ preferred_output: [] })], "'preferred_output' must not be empty"],
    [
      "a pair with a question for an answer",
      [pair({ non_preferred_output: [user] })],
      "'assistant' and 'tool' alone",
    ],
    ["a pair without a question", [pair({ input: {} })], "'input' must have 'messages'"],
    [
      "a system message to be graded",
      [chat({ role: "system", content: "Be short" }, user)],
      "System messages are not supported in 'reinforcement' examples",
    ],
  ])("%s", async (_, rows, words) => {
    const { status, details } = await stateOf(linesOf(rows));
    expect([status, details]).toEqual(["error", expect.stringContaining(words)]);
  });

  test.each<[string, string | Uint8Array<ArrayBuffer>, string]>([
    ["an empty file", "\n", "No valid json line found in file"],
    [
      "UTF-16",
      new Uint8Array(Buffer.from(`\uFEFF${linesOf(chatRows())}`, "utf16le")),
      "Line 1 is not a dictionary",
    ],
    ["JSON on many lines", JSON.stringify(chatRows(), null, 2), "Line 1 is not a dictionary"],
    [
      "a broken line in the middle",
      `${linesOf(chatRows(3))}{"messages":\n${linesOf(chatRows(3))}`,
      "Line 4 is not a dictionary",
    ],
  ])("%s", async (_, content, words) => {
    const { status, details } = await stateOf(content);
    expect([status, details]).toEqual(["error", expect.stringContaining(words)]);
  });

  test("fewer rows than it is told to want", async () => {
    rig = await TrainingRig.start({ files: { minimumTrainingRows: 10 } });
    const { body } = await rig.ask(`/files/${await rig.upload(linesOf(chatRows(9)))}`);
    expect([body.status, body.status_details]).toEqual(["error", expect.stringContaining("9 example(s)")]);
  });
});

test("OpenAI calls any file processed", async () => {
  rig = await TrainingRig.start({ files: { pendingMs: 1000, runningMs: 1000 } }, "openai");
  expect((await rig.ask(`/files/${await rig.upload("no rows at all")}`)).body.status).toBe("processed");
});
