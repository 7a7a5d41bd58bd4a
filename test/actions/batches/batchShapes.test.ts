import { actions } from "../../../src/actions";
import type { BatchOutput } from "../../../src/output/batch";
import { failureOf, run } from "../../support/connector";
import { shareServer } from "../../support/hooks";
import { connectionTo } from "../support";

const server = shareServer();

const answer = (body: unknown) => {
  server.script({ headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
};
const summaryOf = async (more: object) => {
  answer({ id: "batch_1", object: "batch", status: "failed", ...more });
  const params = { connection: connectionTo(server.url), batchId: "batch_1" };
  return ((await run("getBatch", params)).data as BatchOutput).summary;
};

const problem = (changes: object) => ({ code: null, message: null, line: null, param: null, ...changes });

describe("the errors of a batch are read in any form", () => {
  const full = { code: "bad_line", message: "No JSON.", line: 3, param: "body" };

  test.each<[string, object, object[]]>([
    ["the service's", { errors: { object: "list", data: [full] } }, [full]],
    ["a null in the list", { errors: { data: [null, full] } }, [full]],
    ["a list of nulls", { errors: { data: [null] } }, []],
    ["an object in place of the list", { errors: { data: full } }, [full]],
    ["an empty object in place of the list", { errors: { data: {} } }, []],
    ["a text in place of the list", { errors: { data: "No JSON." } }, [problem({ message: "No JSON." })]],
    ["a bare list", { errors: [full, full] }, [full, full]],
    ["a bare object", { errors: full }, [full]],
    ["a text", { errors: "No JSON." }, [problem({ message: "No JSON." })]],
    [
      "a list of texts",
      { errors: ["One.", "", "Two."] },
      [problem({ message: "One." }), problem({ message: "Two." })],
    ],
    [
      "a number as its code",
      { errors: [{ code: 400, message: "No.", line: "7" }] },
      [problem({ code: "400", message: "No.", line: 7 })],
    ],
    ["error in place of errors", { error: { message: "No." } }, [problem({ message: "No." })]],
    [
      "error beside errors that say nothing",
      { errors: { data: [] }, error: "No." },
      [problem({ message: "No." })],
    ],
    ["an error around the error", { errors: { error: { code: "x" } } }, [problem({ code: "x" })]],
    ["a form of its own", { errors: { reason: "No." } }, [problem({ message: "No." })]],
    ["null", { errors: null }, []],
    ["true", { errors: true }, []],
    ["a code of the prototype's", { errors: [{ code: "__proto__" }] }, [problem({ code: "__proto__" })]],
  ])("%s", async (_what, more, errors) => {
    expect((await summaryOf(more)).errors).toEqual(errors);
  });

  test.each([500, 100_000])("however deep they are: %i levels", async (levels) => {
    const body = `{"id":"batch_1","status":"failed","errors":${'{"errors":'.repeat(levels)}"x"${"}".repeat(levels + 1)}`;
    server.script({ headers: { "content-type": "application/json" }, body });
    const params = { connection: connectionTo(server.url), batchId: "batch_1" };
    const { summary } = (await run("getBatch", params)).data as BatchOutput;
    expect(summary.errors).toHaveLength(1);
    expect(summary.errors[0]?.message?.length).toBeLessThanOrEqual(601);
  });
});

describe("the summary of a batch", () => {
  test.each<[string, object, object]>([
    ["a status of another type", { status: null }, { status: "", isFinished: false }],
    ["a status with blanks", { status: " Canceled " }, { status: "cancelled", isFinished: true }],
    [
      "counts of other types",
      { request_counts: { total: "12", completed: null, failed: 1.5 } },
      { total: 12, succeeded: 0, failed: 0 },
    ],
    ["counts that are a list", { request_counts: [] }, { total: 0 }],
    [
      "files of other types",
      { output_file_id: 7, error_file_id: " " },
      { outputFileId: null, errorFileId: null },
    ],
    ["times in seconds", { created_at: 1_795_219_200, failed_at: 1_795_219_290 }, { durationSeconds: 90 }],
    [
      "times in milliseconds",
      { created_at: 1_795_219_200_000, failed_at: 1_795_219_290_000 },
      { durationSeconds: 90 },
    ],
    [
      "times in microseconds",
      { created_at: 1_795_219_200_000_000, failed_at: 1_795_219_290_000_000 },
      { durationSeconds: 90 },
    ],
    [
      "times as texts",
      { created_at: "2026-11-20T10:00:00Z", failed_at: "1795219200" },
      { durationSeconds: expect.any(Number) },
    ],
    [
      "a creation that can't be read",
      { created_at: "soon", failed_at: 1_795_219_290 },
      { durationSeconds: null },
    ],
    ["no creation", { failed_at: 1_795_219_290 }, { durationSeconds: null }],
    [
      "an end before its creation",
      { created_at: 1_795_219_290, failed_at: 1_795_219_200 },
      { durationSeconds: 0 },
    ],
    ["an end that can't be read", { created_at: 1_795_219_290, failed_at: [] }, { durationSeconds: null }],
    ["times that no clock shows", { created_at: -5, failed_at: 1e300 }, { durationSeconds: null }],
  ])("is a number or null where the service writes %s", async (_what, more, expected) => {
    expect(await summaryOf(more)).toMatchObject(expected);
  });
});

describe("an answer that is no batch", () => {
  test.each([
    ["getBatch", "Get Batch"],
    ["cancelBatch", "Cancel Batch"],
  ])("is an error in words: %s", async (action, label) => {
    for (const body of [null, [], "x", 7, {}, { id: null, status: "completed" }]) {
      answer(body);
      const params = { connection: connectionTo(server.url), batchId: "batch_1" };
      const failure = await failureOf(run(action, params));
      expect(failure.kind).toBe("unexpectedResponse");
      expect(failure.message).toContain(`${label} got an answer that is no batch`);
    }
  });
});

test.each([
  ["batchId", "getBatch", "Batch ID"],
  ["batchIds", "getBatchResults", "Batch IDs"],
  ["fileId", "getFile", "File ID"],
  ["inputFileId", "createBatchFromFile", "Input File ID"],
])("an id that can't stand in an address is refused by its label: %s", async (input, action, label) => {
  server.script();
  for (const id of ["..", ".", "batch_\ud800"]) {
    const params = { connection: connectionTo(server.url), [input]: id };
    expect((await failureOf(run(action, params))).message).toContain(
      `${label}: "${id.toWellFormed()}" is not accepted.`,
    );
  }
  expect(server.requests).toEqual([]);
});

test("an id loses the marks that were pasted along", async () => {
  answer({ id: "batch_1", status: "completed" });
  await run("getBatch", { connection: connectionTo(server.url), batchId: "\uFEFF\u200bbatch_1\u00a0\n" });
  expect(server.requests[0]?.url).toMatch(/\/batches\/batch_1$/);
});

describe("the output schema of a batch", () => {
  const properties = (actions.getBatch as { outputSchema?: { schema?: { properties?: object } } })
    .outputSchema?.schema?.properties as Record<string, { type?: string | string[] }>;
  const nullable = Object.entries(properties)
    .filter(([, { type }]) => type?.includes("null"))
    .map(([name]) => name);

  test("says which of the service's fields may be null", () => {
    expect(nullable.sort()).toEqual([
      "cancelled_at",
      "cancelling_at",
      "completed_at",
      "endpoint",
      "error_file_id",
      "errors",
      "expired_at",
      "expires_at",
      "failed_at",
      "finalizing_at",
      "in_progress_at",
      "input_file_id",
      "metadata",
      "output_file_id",
      "request_counts",
    ]);
  });

  test("has the others as text or a time", () => {
    const others = Object.keys(properties).filter((name) => !nullable.includes(name));
    expect(others.sort()).toEqual(["completion_window", "created_at", "id", "object", "status", "summary"]);
  });
});
