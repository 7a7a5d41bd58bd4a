import { failureOf, run } from "../../support/connector";
import { shareServer } from "../../support/hooks";
import { type Api, connectionTo } from "../support";

const server = shareServer();
afterEach(() => expect(server.requests).toEqual([]));

const refusal = async (params: Record<string, unknown>, api: Api = "v1"): Promise<string> =>
  (await failureOf(run("createBatch", { connection: connectionTo(server.url, api), ...params }))).message;

const line = (changes: Record<string, unknown> = {}): string =>
  JSON.stringify({
    custom_id: "a",
    method: "POST",
    url: "/v1/chat/completions",
    body: { model: "my-batch", messages: [{ role: "user", content: "Say one" }] },
    ...changes,
  });

const secondLine = (changes: Record<string, unknown>): string =>
  `${line()}\n${line({ custom_id: "b", ...changes })}`;

describe("the source of the rows", () => {
  test("has to be filled in", async () => {
    expect(await refusal({})).toBe(
      "Messages, Records, JSON Lines and Input File ID: all of these are empty. Enter one of them.",
    );
  });

  test("is one alone", async () => {
    expect(await refusal({ messages: ["Say one"], inputFileId: "file-1" })).toBe(
      "Messages, Input File ID: these are filled in together. Enter one of Messages, Records, JSON Lines and Input File ID.",
    );
  });

  test.each([
    ["an empty list of prompts", { messages: "[]" }, "Messages: there is no prompt."],
    ["a prompt that is a number", { messages: "[1]" }, "Messages: prompt 1 is 1."],
    ["an empty list of records", { records: "[]" }, "Records: there is no record."],
    ["a record that is no object", { records: '[{"a": 1}, 7]' }, "Records: record 2 is 7."],
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
    ["blank lines alone", { jsonLines: Buffer.from("\uFEFF\n\n \r\n") }, "JSON Lines: there is no line."],
    [
      "an operation that is no path",
      { inputFileId: "file-1", operation: "chat" },
      'Operation: "chat" is not',
    ],
    [
      "a first row behind the last",
      { messages: ["a", "b"], firstRow: "2" },
      "First Row: 2 is behind the last row, 1.",
    ],
    [
      "an expiry that Azure refuses",
      { messages: ["a"], fileExpiryDays: "7" },
      'File Expiry (days): "7" is not',
    ],
  ])("%s is refused", async (_case, params, message) => {
    expect(await refusal(params)).toContain(message);
  });
});

describe("ready lines", () => {
  test.each([
    ["that is no JSON", `${line()}\n{oops`, "JSON Lines: line 2 is no JSON"],
    ["that is a list", `${line()}\n[]`, "JSON Lines: line 2 is no JSON object."],
    ["without an id", line({ custom_id: "" }), "JSON Lines: line 1 has no custom_id."],
    [
      "with an id that is there already",
      secondLine({ custom_id: "a" }),
      'JSON Lines: line 2 has the custom_id of line 1, "a".',
    ],
    ["of another method", secondLine({ method: "GET" }), "JSON Lines: line 2 has not the method POST."],
    ["without a url", secondLine({ url: 1 }), "JSON Lines: line 2 has no url."],
    [
      "with another url",
      secondLine({ url: "/v1/responses" }),
      "JSON Lines: line 2 has the url /v1/responses, and line 1 has /v1/chat/completions.",
    ],
    ["without a body", secondLine({ body: [] }), "JSON Lines: line 2 has no body."],
    ["without a model", secondLine({ body: {} }), "JSON Lines: line 2 has no model in its body."],
    [
      "of another model",
      secondLine({ body: { model: "other" } }),
      "JSON Lines: line 2 names the model other, and line 1 names my-batch.",
    ],
  ])("a line %s is refused by its number", async (_case, jsonLines, message) => {
    expect(await refusal({ jsonLines })).toContain(message);
    expect(await refusal({ jsonLines: { data: Buffer.from(jsonLines) } })).toContain(message);
  });
});

describe("limits", () => {
  test("a line that fits no batch is refused by its row", async () => {
    const messages = ["short", "x".repeat(2000)];
    expect(await refusal({ messages, megabytesPerBatch: "0.001" })).toMatch(
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
    const params = { messages: ["x"], fileExpiryDays: "7", firstRow: "9" };
    expect(await refusal(params, "openai")).toContain("First Row: 9 is behind the last row, 0.");
  });
});
