import { type LocalEndpoint, type LocalEndpointOptions, startLocalEndpoint } from "../../../local/endpoint";
import { createBatch, getBatch, line, numbered } from "./batchSupport";
import { StandingClock, uploadTo } from "./support";

let endpoint: LocalEndpoint;

afterEach(() => endpoint?.close());

const start = async (options: LocalEndpointOptions = {}): Promise<void> => {
  endpoint = await startLocalEndpoint({ clock: new StandingClock(), ...options });
};

const create = (input: string, fields?: Record<string, unknown>) => createBatch(endpoint, input, fields);

const look = (id: string) => getBatch(endpoint, id);

describe("a request for a batch", () => {
  test.each([
    ["input_file_id", { input_file_id: undefined }],
    ["endpoint", { endpoint: undefined }],
    ["endpoint", { endpoint: "/v1/audio/speech" }],
    ["completion_window", { completion_window: undefined }],
    ["completion_window", { completion_window: "1h" }],
    ["metadata", { metadata: { a: 1 } }],
    ["metadata", { metadata: { a: "x".repeat(513) } }],
    ["output_expires_after", { output_expires_after: 5 }],
    ["output_expires_after.seconds", { output_expires_after: { anchor: "created_at", seconds: 3600 } }],
  ])("is refused for its %s: %j", async (param, fields) => {
    await start();
    const { status, body } = await create(numbered(1), fields);
    expect([status, body.error.param]).toEqual([400, param]);
  });

  test("is refused while its file is pending", async () => {
    await start({ files: { pendingMs: 1000 } });
    const { status, body } = await create(numbered(1));
    expect([status, body.error.param]).toEqual([400, "input_file_id"]);
  });
});

describe("validation", () => {
  const other = { model: "other", messages: [] };
  test.each([
    ["a line that is no JSON", `${line("a", "x")}\n{"custom_id":\n`, "invalid_json_line", 2],
    ["a blank line between others", `${line("a", "x")}\n\n${line("b", "x")}`, "invalid_json_line", 2],
    ["a line that is no object", "[1]", "invalid_json_line", 1],
    ["an id that stands twice", `${line("a", "x")}\n${line("a", "y")}`, "duplicate_custom_id", 2],
    ["another url", line("a", "x", { url: "/v1/embeddings" }), "url_mismatch", 1],
    ["another model", `${line("a", "x")}\n${line("b", "x", { body: other })}`, "model_mismatch", 2],
    ["no model", line("a", "x", { body: {} }), "invalid_request", 1],
    ["no id", line("", "x"), "invalid_request", 1],
    ["no body", line("a", "x", { body: null }), "invalid_request", 1],
    ["another method", line("a", "x", { method: "GET" }), "invalid_request", 1],
    ["no line", " \n\n", "empty_file", null],
    ["a byte order mark", `\ufeff${line("a", "x")}`, "invalid_request", null],
  ])("fails for %s", async (_, input, code, number) => {
    await start();
    const { body } = await create(input);
    const { status, errors, output_file_id: output, failed_at: failedAt } = await look(body.id);
    expect([status, output, failedAt]).toEqual(["failed", "", body.created_at]);
    expect(errors).toEqual({
      object: "list",
      data: [{ code, message: expect.any(String), param: errors.data[0].param, line: number }],
    });
  });

  test("accepts lines that end as Windows ends them, and blank ones at the end", async () => {
    await start();
    const { body } = await create(`${numbered(2).replace("\n", "\r\n")}\r\n\r\n`);
    expect((await look(body.id)).request_counts).toEqual({ total: 2, completed: 2, failed: 0 });
  });

  test("fails for a model that is not deployed", async () => {
    await start({ deployments: ["another"] });
    const { body } = await create(numbered(2));
    expect((await look(body.id)).errors.data).toMatchObject([
      { code: "model_not_found", line: 1, param: "body.model" },
      { code: "model_not_found", line: 2 },
    ]);
  });

  test("fails above the number of lines allowed", async () => {
    await start({ batches: { maximumLines: 2 } });
    expect((await look((await create(numbered(2))).body.id)).status).toBe("completed");
    const { body } = await create(numbered(3));
    expect((await look(body.id)).errors.data).toMatchObject([{ code: "too_many_tasks", line: null }]);
  });

  test("fails for a file of another purpose, and for none", async () => {
    await start();
    const file = await uploadTo(endpoint, numbered(1), { purpose: "assistants" });
    for (const id of [file.body.id, "file-none"]) {
      const { body } = await create(numbered(1), { input_file_id: id });
      const { status, errors } = await look(body.id);
      expect([status, errors.data[0].param]).toEqual(["failed", "input_file_id"]);
    }
  });
});
