import type { CreatedOutput } from "../../../src/output/createdBatches";
import { failureOf, run } from "../../support/connector";
import { useServer, useTestClock } from "../../support/hooks";
import {
  type ReceivedRequest,
  type ScriptEntry,
  type ScriptedAnswer,
  sendAnswer,
} from "../../support/scriptedServer";
import { connectionTo, quiet } from "../support";

const server = useServer([
  (request: ReceivedRequest, response) => {
    const { method, url } = request;
    const answers = url.includes("/batches") ? batches : method === "POST" ? uploads : looks;
    const answer = next(answers);
    if (typeof answer === "function") answer(request, response);
    else sendAnswer(response, answer);
  },
]);
const clock = useTestClock();
/** What is answered, in turn; the last one again and again. */
let uploads: ScriptedAnswer[];
let looks: ScriptedAnswer[];
let batches: ScriptEntry[];

const file = (status: unknown, more = {}): ScriptedAnswer => ({
  body: { id: "file-1", object: "file", status, ...more },
});
const batch = (more = {}): ScriptedAnswer => ({
  body: { id: "batch_1", object: "batch", status: "validating", ...more },
});
const refusal = (status: number, error: object): ScriptedAnswer => ({ status, body: { error } });

const next = (answers: ScriptEntry[]): ScriptEntry =>
  (answers.length > 1 ? answers.shift() : answers[0]) ?? { status: 500 };

beforeEach(() => {
  uploads = [file("processed")];
  looks = [file("processed")];
  batches = [batch()];
});

const create = async (params: Record<string, unknown> = { messages: ["a", "b"] }) =>
  (await run("createBatch", { connection: connectionTo(server.url), ...params })).data as CreatedOutput;

const createFromFile = async (params: Record<string, unknown> = {}) =>
  (
    await run("createBatchFromFile", {
      connection: connectionTo(server.url),
      inputFileId: "file-1",
      ...params,
    })
  ).data as CreatedOutput;

const asked = () => server.requests.map(({ method, url }) => `${method} ${url.replace(/^.*\/v1/, "")}`);
const askedFor = (): Array<Record<string, unknown>> =>
  server.requests.filter(({ url }) => url.endsWith("/batches")).map(({ body }) => JSON.parse(body));

const howToUseIt =
  "enter that as Input File ID of Create Batch from File, and /v1/chat/completions as its Operation, to use it.";

describe("the status of the input file", () => {
  test.each(["error", "Failed", "deleted", "canceled"])(
    "%s ends the step with the details",
    async (status) => {
      uploads = [file("pending")];
      looks = [file(status, { status_details: "Line 2 has no model" })];
      const failure = await failureOf(create());
      expect(failure).toMatchObject({ kind: "rejected" });
      expect(failure.message).toBe(
        `Create Batch uploaded file-1, which the service could not use: its status is ${status.toLowerCase()}. Line 2 has no model. Correct the rows, and run the step again.`,
      );
      expect(askedFor()).toEqual([]);
    },
  );

  test("error is told at once, with details in any form", async () => {
    uploads = [file("error", { status_details: [{ code: "bad_line", message: "Line 7." }] })];
    const failure = await failureOf(create());
    expect(failure.message).toContain("its status is error. Line 7. Correct");
    expect(failure.code).toBe("bad_line");
    expect(asked()).toEqual(["POST /files"]);
  });

  test.each(["pending", "Running", "uploaded", "processing", "notRunning"])(
    "%s is waited for",
    async (status) => {
      uploads = [file(status)];
      await create();
      expect(asked()).toEqual(["POST /files", "GET /files/file-1", "POST /batches"]);
      expect(clock.waits).toEqual([1000]);
    },
  );

  test.each([[undefined], [null], [7], [""], ["processed"], ["a word of its own"]])(
    "%p is not waited for",
    async (status) => {
      uploads = [file(status)];
      await create();
      expect(asked()).toEqual(["POST /files", "POST /batches"]);
    },
  );

  test("is asked for again where the service does not know the file yet", async () => {
    uploads = [file("pending")];
    looks = [
      refusal(404, { message: "No such file." }),
      refusal(404, { message: "No such file." }),
      file("processed"),
    ];
    expect(await create()).toMatchObject({ batchIds: ["batch_1"] });
    expect(clock.waits).toEqual([1000, 2000, 4000]);
  });

  test("is not asked for for ever", async () => {
    uploads = [file("pending")];
    looks = [refusal(404, { message: "No such file." })];
    const failure = await failureOf(create());
    expect(failure).toMatchObject({ kind: "notFound" });
    expect(failure.message).toContain("The file was uploaded as file-1");
    expect(asked()).toHaveLength(7);
  });

  test("is not waited for once the step is cancelled", async () => {
    const controller = new AbortController();
    server.script((_request, response) => {
      controller.abort();
      sendAnswer(response, file("pending"));
    });
    const params = { connection: connectionTo(server.url), messages: ["a"] };
    const failure = await failureOf(run("createBatch", params, { ...quiet, signal: controller.signal }));
    expect(failure.message).toContain("cancelled");
    expect(asked()).toEqual(["POST /files"]);
    expect(clock.waits.filter((waitMs) => waitMs > 0)).toEqual([]);
  });
});

describe("a batch of a file that the service does not know yet", () => {
  const unknownFile = refusal(404, { message: "File file-1 was not found.", param: "input_file_id" });

  test("is asked for again", async () => {
    batches = [unknownFile, refusal(400, { message: "The file file-1 does not exist." }), batch()];
    expect(await create()).toMatchObject({ batchIds: ["batch_1"], error: null });
    expect(clock.waits).toEqual([1000, 2000]);
  });

  test("is not asked for for ever", async () => {
    batches = [unknownFile];
    expect(await failureOf(create())).toMatchObject({ kind: "notFound" });
    expect(askedFor()).toHaveLength(4);
  });

  test("is asked for once where the step did not upload it", async () => {
    batches = [unknownFile];
    expect(await failureOf(createFromFile())).toMatchObject({ kind: "notFound" });
    expect(askedFor()).toHaveLength(1);
  });
});

describe("metadata", () => {
  const refusals = [
    refusal(400, { message: "Invalid type for 'metadata': expected a string.", param: "metadata" }),
    refusal(422, { message: "body.metadata: value is not a valid str" }),
    refusal(400, { code: "UnsupportedParameter", message: "x", param: "metadata" }),
  ];

  test.each(refusals)("that the service refuses is left out: %#", async (refused) => {
    batches = [refused, batch()];
    expect(await create()).toMatchObject({ batchIds: ["batch_1"], rowCount: 2, error: null, warning: null });
    const [first, second] = askedFor();
    expect(first).toHaveProperty("metadata");
    expect(second).not.toHaveProperty("metadata");
  });

  test("of the builder is left out with a warning, and not offered with the next batch", async () => {
    batches = [refusals[0] ?? {}, batch()];
    const params = {
      messages: ["a", "b"],
      batchSettings: { linesPerBatch: "1", metadata: { source: "nightly" } },
    };
    const { warning, batchIds } = await create(params);
    expect(batchIds).toHaveLength(2);
    expect(warning).toBe("The service takes no metadata with a batch: what Metadata says was left out.");
    expect(askedFor().map((body) => "metadata" in body)).toEqual([true, false, false]);
  });

  test("of the builder is left out with a warning for an uploaded file, too", async () => {
    batches = [refusals[0] ?? {}, batch()];
    const { warning } = await createFromFile({ batchSettings: { metadata: { source: "nightly" } } });
    expect(warning).toContain("was left out");
  });

  test("is not left out for another refusal", async () => {
    batches = [refusal(400, { message: "Invalid endpoint.", param: "endpoint" })];
    expect(await failureOf(create())).toMatchObject({ kind: "rejected", param: "endpoint" });
    expect(askedFor()).toHaveLength(1);
  });
});

describe("a batch that failed as soon as it was created", () => {
  const failed = batch({
    status: "Failed",
    errors: { data: [{ code: "invalid_json_line", message: "This line is no JSON.", line: 2 }] },
  });

  test("is told, with its reason, and has no rows", async () => {
    batches = [failed];
    const output = await create();
    expect(output).toMatchObject({ batchIds: [], rowCount: 0, nextRow: 0 });
    expect(output.batches).toMatchObject([{ batchId: "batch_1", rowCount: 2, batch: { status: "Failed" } }]);
    expect(output.error).toMatchObject({
      kind: "rejected",
      code: "invalid_json_line",
      message:
        "Create Batch created batch_1, which failed at once. The batch failed: line 2: invalid_json_line: This line is no JSON.",
    });
  });

  test("keeps those before it, and is where the next run goes on", async () => {
    batches = [batch(), failed];
    const output = await create({ messages: ["a", "b", "c"], batchSettings: { linesPerBatch: "1" } });
    expect(output).toMatchObject({ batchIds: ["batch_1"], rowCount: 1, nextRow: 1 });
    expect(askedFor()).toHaveLength(2);
  });

  test("is told for a file that the service had, and where it gives no reason", async () => {
    batches = [batch({ status: "failed", errors: null })];
    const output = await createFromFile();
    expect(output).toMatchObject({ batchIds: [], batches: [{ batchId: "batch_1" }] });
    expect(output.error?.message).toContain(
      "failed at once. The batch failed, and the service does not say why.",
    );
  });
});

describe("an end after which the batch may exist", () => {
  const doubt =
    "The batch may exist all the same: see in List Batches whether file-1 has one before it is asked for again.";
  const silence: ScriptEntry = (_request, response) => void response.socket?.destroy();

  test.each<[string, ScriptEntry]>([
    ["a lost connection", silence],
    ["an error of the service", { status: 500, body: { error: { message: "It broke." } } }],
    ["an error of a gateway", { status: 504, body: "<html>Gateway Timeout</html>" }],
  ])("is told as one: %s", async (_what, answer) => {
    batches = [answer];
    const failure = await failureOf(create());
    expect(failure.message).toContain(doubt);
    expect(failure.message.endsWith(howToUseIt)).toBe(true);
    batches = [answer];
    const again = await failureOf(createFromFile());
    expect(again.message.endsWith(doubt)).toBe(true);
    expect(askedFor()).toHaveLength(2);
  });

  test.each([400, 403, 429])("is none where the service refused the batch with %i", async (status) => {
    batches = [{ status, headers: { "retry-after": "9000" }, body: { error: { message: "No." } } }];
    const failure = await failureOf(create());
    expect(failure.message).not.toContain("may exist");
  });

  test("is none where the file could not be looked at: no batch was asked for", async () => {
    uploads = [{ body: { id: "file-1", status: "pending" } }];
    looks = [{ status: 500, body: { error: { message: "It broke." } } }];
    const failure = await failureOf(create());
    expect(failure.message).not.toContain("may exist");
    expect(failure.message.endsWith(howToUseIt)).toBe(true);
    expect(askedFor()).toEqual([]);
  });
});

test("a connection that is refused once the file is there says what was uploaded", async () => {
  batches = [refusal(401, { message: "No." })];
  const message = expect.stringMatching(/The file was uploaded as file-1: /);
  expect(await failureOf(create())).toMatchObject({ name: "ConnectionError", message });
});

describe("an answer that is none", () => {
  const answers = [null, [], {}, "words", { id: 7 }];

  test.each(answers)("to the upload is an error in words: %p", async (answer) => {
    uploads = [{ headers: { "content-type": "application/json" }, body: JSON.stringify(answer) }];
    const failure = await failureOf(create());
    expect(failure.kind).toBe("unexpectedResponse");
    expect(failure.message).toContain("Create Batch got an answer that is no file: it has no id.");
  });

  test.each(answers)(
    "to the batch is an error in words, which says what was uploaded: %p",
    async (answer) => {
      batches = [{ headers: { "content-type": "application/json" }, body: JSON.stringify(answer) }];
      const failure = await failureOf(create());
      expect(failure.message).toContain("Create Batch got an answer that is no batch: it has no id.");
      const look = "see in List Batches whether file-1 has one before it is asked for again";
      expect(failure.message).toContain(look);
      expect(failure.message.endsWith(` The file was uploaded as file-1: ${howToUseIt}`)).toBe(true);
    },
  );
});
