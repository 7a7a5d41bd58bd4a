import { startLocalEndpoint } from "../../../local/endpoint";
import { systemClock } from "../../../local/endpoint/server/clock";
import type { CreatedOutput } from "../../../src/output/createdBatches";
import { failureOf, run, testKey } from "../../support/connector";
import { shareEndpoint, useStarted, useTestClock } from "../../support/hooks";
import { startScriptedServer } from "../../support/scriptedServer";
import { type Api, apis, connectionTo } from "../support";

const endpoint = shareEndpoint();

const create = async (params: Record<string, unknown>, api: Api = "v1") =>
  (await run("createBatchFromFile", { connection: connectionTo(endpoint.url, api), ...params }))
    .data as CreatedOutput;

const contentOf = async (fileId: string | undefined): Promise<string> =>
  String((await run("downloadFile", { connection: connectionTo(endpoint.url), fileId })).data);

const requestsTo = (operation: string) => endpoint.requests.filter(({ path }) => path.endsWith(operation));

const refusal = async (params: Record<string, unknown>): Promise<string> => {
  const { message } = await failureOf(create(params));
  expect(endpoint.requests).toEqual([]);
  return message;
};

const line = (changes: Record<string, unknown> = {}): string =>
  JSON.stringify({
    custom_id: "a",
    method: "POST",
    url: "/v1/chat/completions",
    body: { model: "my-batch", messages: [{ role: "user", content: "Say one – ä漢" }] },
    ...changes,
  });

const secondLine = (changes: Record<string, unknown> = {}): string =>
  `${line()}\n${line({ custom_id: "b", ...changes })}`;

describe("a file that the service has not read yet", () => {
  const clock = useTestClock();
  const pending = useStarted(() =>
    startLocalEndpoint({
      apiKey: testKey,
      files: { pendingMs: 3000 },
      clock: { ...systemClock, nowMs: () => clock.now() },
    }),
  );

  test("is waited for", async () => {
    const connection = connectionTo(pending.url);
    const file = { data: Buffer.from(line()), contentType: "application/jsonl" };
    const upload = { connection, file, fileName: "lines.jsonl", purpose: "batch" };
    const { id } = (await run("uploadFile", upload)).data as { id: string };
    const { data } = await run("createBatchFromFile", { connection, inputFileId: id });
    expect((data as CreatedOutput).batches).toHaveLength(1);
  });
});

describe("ready lines", () => {
  test.each([
    ["text", (text: string) => text],
    ["a file", (text: string) => ({ data: Buffer.from(text), contentType: "application/jsonl" })],
    ["bytes", (text: string) => Buffer.from(text)],
    ["a file that went through JSON", (text: string) => JSON.parse(JSON.stringify(Buffer.from(text)))],
  ])(
    "from %s are sent as they are, without byte order mark, blank lines and carriage returns",
    async (_case, form) => {
      const output = await create({ jsonLines: form(`\uFEFF${secondLine().replace("\n", "\r\n\r\n")}`) });
      expect(await contentOf(output.batches[0]?.inputFileId)).toBe(`${secondLine()}\n`);
      expect(output.batches[0]?.batch.metadata).toBeFalsy();
      expect(requestsTo("/batches")[0]?.bodyJson).not.toHaveProperty("metadata");
    },
  );

  test("are cut into batches from the first row on, with what was filled in", async () => {
    const output = await create({
      jsonLines: `${secondLine()}\n${line({ custom_id: "c" })}`,
      firstRow: "1",
      batchSettings: {
        linesPerBatch: "1",
        fileName: "nightly",
        fileExpiryDays: "14",
        metadata: { source: "nightly" },
      },
    });
    expect(output).toMatchObject({ rowCount: 2, nextRow: null, error: null });
    const contents = await Promise.all(output.batches.map(({ inputFileId }) => contentOf(inputFileId)));
    expect(contents).toEqual(["b", "c"].map((id) => `${line({ custom_id: id })}\n`));
    const forms = requestsTo("/files").map(({ bodyText }) => bodyText);
    expect(forms.map((form) => /filename="([^"]+)"/.exec(form)?.[1])).toEqual([
      "nightly-1.jsonl",
      "nightly-2.jsonl",
    ]);
    expect(forms[0]).toContain('name="expires_after[seconds]"\r\n\r\n1209600\r\n');
    expect(requestsTo("/batches")[0]?.bodyJson).toMatchObject({ metadata: { source: "nightly" } });
  });

  test.each([
    ["that is no JSON", `${line()}\n{oops`, 'JSON Lines: line 2 is not JSON; it breaks near "oops".'],
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

describe("a file that the service has already", () => {
  test("is used as it is", async () => {
    const first = await create({ jsonLines: line() });
    const inputFileId = first.batches[0]?.inputFileId;
    endpoint.requests.length = 0;
    const output = await create({
      inputFileId,
      batchSettings: { metadata: { again: "yes" } },
      firstRow: "0",
    });
    expect(endpoint.requests).toHaveLength(1);
    expect(output).toMatchObject({ rowCount: null, nextRow: null });
    expect(output.batches).toMatchObject([{ inputFileId, firstRow: null }]);
    expect(requestsTo("/batches")[0]?.bodyJson).toMatchObject({ metadata: { again: "yes" } });
  });

  test.each(apis)("is for the operation that is entered, or for chats in the terms of %s", async (api) => {
    const server = await startScriptedServer([{ body: { id: "batch_1", object: "batch" } }]);
    const ask = (operation: string) =>
      run("createBatchFromFile", {
        connection: connectionTo(server.url, api),
        inputFileId: "file-1",
        operation,
      });
    for (const operation of ["", "/v1/embeddings"]) await ask(operation);
    await server.close();
    expect(server.requests.map(({ body }) => JSON.parse(body).endpoint)).toEqual([
      api === "dated" ? "/chat/completions" : "/v1/chat/completions",
      "/v1/embeddings",
    ]);
  });
});

describe("what is entered", () => {
  const whole = "it is filled in, but the file with the Input File ID is taken as it is. Leave it empty.";

  test.each<[what: string, params: Record<string, unknown>, message: string]>([
    ["no source", {}, "JSON Lines and Input File ID: both are empty. Enter one of them."],
    ["blank lines alone", { jsonLines: Buffer.from("\uFEFF\n\n \r\n") }, "JSON Lines: there is no line."],
    [
      "both sources",
      { jsonLines: line(), inputFileId: "file-1" },
      "JSON Lines and Input File ID: both are filled in. Enter one of them.",
    ],
    [
      "an operation that is no path",
      { inputFileId: "file-1", operation: "chat" },
      'Operation: "chat" is not',
    ],
    [
      "an operation beside lines",
      { jsonLines: line(), operation: "/v1/embeddings" },
      "Operation: it is filled in, but the JSON Lines name theirs. Leave it empty.",
    ],
    ["a first row of a file", { inputFileId: "file-1", firstRow: "3" }, `First Row: ${whole}`],
    [
      "lines of a file",
      { inputFileId: "file-1", batchSettings: { linesPerBatch: "3" } },
      `Lines per Batch: ${whole}`,
    ],
    [
      "bytes of a file",
      { inputFileId: "file-1", batchSettings: { megabytesPerBatch: "3" } },
      `Megabytes per Batch: ${whole}`,
    ],
    [
      "an expiry of a file",
      { inputFileId: "file-1", batchSettings: { fileExpiryDays: "20" } },
      `File Expiry (days): ${whole}`,
    ],
  ])("is refused: %s", async (_what, params, message) => {
    expect(await refusal(params)).toContain(message);
  });
});
