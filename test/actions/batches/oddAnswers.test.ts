import { answered, type BatchFiles, file, input, startBatchFiles } from "./batchFiles";

let service: BatchFiles;

beforeEach(async () => {
  service = await startBatchFiles();
});
afterEach(() => service.server.close());

const only = async (line: string) => {
  service.files = { in: input("a"), out: file(line) };
  const { results, counts } = await service.read();
  return { ...results[0], strayLines: counts.strayLines };
};

describe("an answer counts, whatever stands beside it", () => {
  const body = { choices: [{ message: { content: "text of a" } }] };
  const row = (more: Record<string, unknown>) => JSON.stringify({ custom_id: "a", ...more });

  test.each([
    ["an error without anything", { response: { status_code: 200, body }, error: {} }],
    ["an error of nulls", { response: { status_code: 200, body }, error: { code: null, message: null } }],
    ["an error of empty lists", { response: { status_code: 200, body }, error: { details: [], code: "" } }],
    ["an error that is false", { response: { status_code: 200, body }, error: false }],
    ["no error and no status", { response: { body } }],
    ["its status as text", { response: { status_code: "200", body }, error: null }],
    ["its body as a text of JSON", { response: { status_code: 200, body: JSON.stringify(body) } }],
    ["its response as a text of JSON", { response: JSON.stringify({ status_code: 200, body }) }],
    ["its body in place of the response", { response: body, error: null }],
    [
      "fields that nobody knows",
      { response: { status_code: 200, body, extra: 1 }, error: null, more: [null] },
    ],
    ["a warning as its error", { response: { status_code: 200, body }, error: { message: "Slow." } }],
  ])("%s", async (_what, more) => {
    expect(await only(row(more))).toMatchObject({
      status: "succeeded",
      output_text: "text of a",
      response: body,
      error: null,
    });
  });
});

describe("a row that was not answered says why", () => {
  const row = (more: Record<string, unknown>) => JSON.stringify({ custom_id: "a", ...more });

  test.each([
    [
      "an error in place of the answer",
      { response: { status_code: 200, body: { error: { message: "No." } } } },
      "No.",
    ],
    [
      "an error as its body",
      { response: { status_code: 200, body: { object: "error", message: "No.", code: 7 } } },
      "No.",
    ],
    [
      "a failed response",
      { response: { status_code: 200, body: { status: "failed", output: [], error: { message: "No." } } } },
      "No.",
    ],
    ["an error as text", { response: null, error: "No." }, "No."],
    ["an error as a text of JSON", { response: null, error: '{"message":"No."}' }, "No."],
    ["an error as a list", { response: null, error: [null, { message: "No." }] }, "No."],
    [
      "an error body as a text of JSON",
      { response: { status_code: 400, body: '{"error":{"message":"No."}}' } },
      "No.",
    ],
    ["an error body as plain text", { response: { status_code: 502, body: "No." } }, "No."],
    [
      "an error body beside a null",
      { response: { status_code: 400, body: { error: null, message: "No." } } },
      "No.",
    ],
    ["an error in a form of its own", { response: null, error: { reason: "No." } }, "No."],
    ["a code alone", { response: null, error: { code: "server_error" } }, "The service says server_error."],
    ["a status alone", { response: { status_code: 500 } }, "The row was not answered (status 500)."],
    [
      "a response without a body",
      { response: { status_code: 200, request_id: "r" } },
      "The row was not answered (status 200).",
    ],
    ["a request id alone", { response: { request_id: "r" } }, "The row was not answered."],
    ["nothing", {}, "The row was not answered."],
  ])("by %s", async (_what, more, message) => {
    expect(await only(row(more))).toMatchObject({
      status: "failed",
      output_text: null,
      strayLines: 0,
      error: { message },
    });
  });

  test.each(["constructor", "__proto__", "toString", "hasOwnProperty"])(
    "by the code %s, which is no status",
    async (code) => {
      service.files = { in: input("a"), out: file(row({ response: null, error: { code, message: "No." } })) };
      const { results, counts } = await service.read();
      expect(results[0]).toMatchObject({ status: "failed", error: { code } });
      expect(Object.keys(counts).sort()).toEqual([
        "cancelled",
        "expired",
        "failed",
        "missing",
        "pending",
        "returned",
        "strayLines",
        "succeeded",
        "total",
      ]);
    },
  );
});

describe("the text of an answer", () => {
  test.each<[string, unknown, string | null]>([
    [
      "null among the outputs",
      { output: [null, { type: "message", content: [{ type: "output_text", text: "Hi" }] }] },
      "Hi",
    ],
    ["outputs of nulls alone", { output: [null] }, null],
    ["a content as text", { output: [{ type: "message", content: "Hi" }] }, "Hi"],
    [
      "thoughts before it",
      { output: [{ type: "reasoning", content: "Hm" }, { content: [null, { text: "Hi" }] }] },
      "Hi",
    ],
    ["an output without a text", { output: [{ type: "message", content: [] }] }, null],
    ["an output as text", { output: "Hi" }, "Hi"],
    ["a text beside the outputs", { output: [], output_text: "Hi" }, "Hi"],
    ["choices of null", { choices: null }, null],
    ["a null among the choices", { choices: [null, { message: { content: "Hi" } }] }, "Hi"],
    ["no message", { choices: [{ message: null }] }, null],
    ["a content of parts", { choices: [{ message: { content: [{ type: "text", text: "Hi" }] } }] }, "Hi"],
    ["an empty content", { choices: [{ message: { content: "" } }] }, ""],
    ["a completion's own text", { choices: [{ text: "Hi" }] }, "Hi"],
    ["a body of text", "Hi", "Hi"],
  ])("is read from %s", async (_what, body, text) => {
    expect(await only(answered("a", body))).toMatchObject({
      status: "succeeded",
      response: body,
      output_text: text,
    });
  });

  test.each<[string, unknown]>([
    ["{oops", null],
    ['[1, {"id": 9007199254740993}]', [1, { id: "9007199254740993" }]],
    ["12", null],
    [' {"a": 1} ', { a: 1 }],
  ])("as an object, where it is one: %s", async (content, expected) => {
    expect((await only(answered("a", { choices: [{ message: { content } }] }))).output_json).toEqual(
      expected,
    );
  });

  test.each<[string, unknown]>([
    ["null", null],
    ["a list", []],
    ["texts", { prompt_tokens: "many", total_tokens: null }],
    ["details of null", { prompt_tokens: 0, prompt_tokens_details: null, completion_tokens: Number.NaN }],
  ])("has tokens that add up to a number when its usage is %s", async (_what, usage) => {
    service.files = { in: input("a"), out: file(answered("a", { choices: [], usage })) };
    expect((await service.read()).usage).toEqual({ prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 });
  });
});
