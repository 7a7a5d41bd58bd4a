import { failureOf, run } from "../../support/connector";
import { shareServer } from "../../support/hooks";
import { type Api, connectionTo } from "../support";

const server = shareServer();
afterEach(() => expect(server.requests).toEqual([]));

const refusal = async (params: Record<string, unknown>, api: Api = "v1"): Promise<string> =>
  (await failureOf(run("createBatch", { connection: connectionTo(server.url, api), ...params }))).message;

test("Responses is refused: the lines of a batch are chat completions", async () => {
  expect(await refusal({ messages: ["Say one"], modelSettings: { apiMode: "responses" } })).toBe(
    "API: it is Responses, and batches are chat completions. Choose Chat Completions.",
  );
});

describe("the source of the rows", () => {
  test("has to be filled in", async () => {
    expect(await refusal({})).toBe("Messages and Records: both are empty. Enter one of them.");
  });

  test("is one alone", async () => {
    expect(await refusal({ messages: ["Say one"], records: [{ a: 1 }], promptTemplate: "{{a}}" })).toBe(
      "Messages and Records: both are filled in. Enter one of them.",
    );
  });

  test.each([
    ["an empty list of prompts", { messages: "[]" }, "Messages: there is no prompt."],
    ["a prompt that is a number", { messages: "[1]" }, "Messages: prompt 1 is 1."],
    ["an empty list of records", { records: "[]" }, "Records: there is no record."],
    ["a record that is no object", { records: '[{"a": 1}, 7]' }, "Records: record 2 is 7."],
    [
      "a template without records",
      { messages: ["Say one"], promptTemplate: "{{a}}" },
      "Prompt Template: it is filled in, but it is for Records. Leave it empty.",
    ],
    ["records without a template", { records: [{ a: 1 }] }, "Prompt Template: it is empty."],
    [
      "a template with an unknown field",
      { records: [{ name: "Ada" }], promptTemplate: "Who is {{nmae}}?" },
      "Prompt Template: {{nmae}} is a field of no record. The nearest is {{name}}.",
    ],
    [
      "a record without a field of the template",
      { records: [{ name: "Ada" }, { age: 3 }], promptTemplate: "Who is {{name}}?" },
      "Prompt Template: record 2 has no field {{name}}.",
    ],
    [
      "a first row behind the last",
      { messages: ["a", "b"], firstRow: "2" },
      "First Row: 2 is behind the last row, 1.",
    ],
    [
      "an expiry that Azure refuses",
      { messages: ["a"], batchSettings: { fileExpiryDays: "7" } },
      'File Expiry (days): "7" is not',
    ],
  ])("%s is refused", async (_case, params, message) => {
    expect(await refusal(params)).toContain(message);
  });
});

describe("limits", () => {
  test("a line that fits no batch is refused by its row", async () => {
    const messages = ["short", "x".repeat(2000)];
    expect(await refusal({ messages, batchSettings: { megabytesPerBatch: "0.001" } })).toMatch(
      /^Messages: row 2 makes a line of \d+ bytes, and a batch's file may have 1000\. Shorten it\.$/,
    );
  });

  test("a message that is longer than Azure takes is refused by its row", async () => {
    const messages = ["short", "x".repeat(1_048_577)];
    expect(await refusal({ messages })).toBe(
      "Messages: number 2 has a message of 1048577 characters, and Azure takes 1048576. Shorten it.",
    );
  });

  test("an expiry of a week is taken for OpenAI", async () => {
    const params = { messages: ["x"], batchSettings: { fileExpiryDays: "7" }, firstRow: "9" };
    expect(await refusal(params, "openai")).toContain("First Row: 9 is behind the last row, 0.");
  });
});
