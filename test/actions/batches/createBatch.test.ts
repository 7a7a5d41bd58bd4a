import type { CreatedOutput } from "../../../src/output/createdBatches";
import { errorAnswer } from "../../support/answers";
import { failureOf, run } from "../../support/connector";
import { useEndpoint } from "../../support/hooks";
import { sendAnswer, startScriptedServer } from "../../support/scriptedServer";
import { TestClock } from "../../support/testClock";
import { type Api, apis, connectionTo } from "../support";

const endpoint = useEndpoint();

const create = async (params: Record<string, unknown>, api: Api = "v1", url = endpoint.url) =>
  (await run("createBatch", { connection: connectionTo(url, api), ...params })).data as CreatedOutput;

const contentOf = async (fileId: string | undefined, api: Api = "v1"): Promise<string> => {
  const connection = connectionTo(endpoint.url, api);
  const { data } = await run("downloadFile", { connection, fileId });
  return (data as Buffer).toString();
};

const linesOf = async (output: CreatedOutput, api: Api = "v1") =>
  (await contentOf(output.batches[0]?.inputFileId, api))
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));

const requestsTo = (operation: string) => endpoint.requests.filter(({ path }) => path.endsWith(operation));

describe("a batch of prompts", () => {
  test("has a line for each, with everything that was filled in", async () => {
    const own = [{ role: "user", content: "Say two" }];
    const output = await create({
      model: "my-batch",
      messages: ["Say one", own],
      systemPrompt: "Be brief.",
      temperature: "0",
      modelSettings: { maxOutputTokens: "100", reasoningEffort: "low" },
      batchSettings: { metadata: { source: "nightly" }, fileName: "folder/nightly" },
    });
    const system = { role: "system", content: "Be brief." };
    const body = { model: "my-batch", temperature: 0, max_completion_tokens: 100, reasoning_effort: "low" };
    expect(await linesOf(output)).toEqual(
      [{ role: "user", content: "Say one" }, own[0]].map((message, index) => ({
        custom_id: `row-${index}`,
        method: "POST",
        url: "/v1/chat/completions",
        body: { ...body, messages: [system, message] },
      })),
    );
    expect(requestsTo("/batches")[0]?.bodyJson).toEqual({
      input_file_id: output.batches[0]?.inputFileId,
      endpoint: "/v1/chat/completions",
      completion_window: "24h",
      metadata: { source: "nightly", first_row: "0", row_count: "2" },
    });
    const form = requestsTo("/files")[0]?.bodyText;
    expect(form).toContain('filename="nightly.jsonl"');
    expect(form).toContain('name="expires_after[seconds]"\r\n\r\n2592000\r\n');
    expect(output).toMatchObject({ rowCount: 2, nextRow: null, error: null });
    expect(output.batches[0]).toMatchObject({ firstRow: 0, rowCount: 2, batch: { object: "batch" } });
    expect(output.batchIds).toEqual([output.batches[0]?.batch.id]);
    expect(output.batches[0]?.bytes).toBe((await contentOf(output.batches[0]?.inputFileId)).length);
  });

  test.each([
    ["v1", "/openai/v1", "/v1/chat/completions"],
    ["dated", "/openai", "/chat/completions"],
    ["openai", "/v1", "/v1/chat/completions"],
  ] as const)("goes to %s in its own terms, and is taken there", async (api, base, operation) => {
    const output = await create({ messages: ["Say one"] }, api);
    expect(endpoint.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      `POST ${base}/files`,
      `POST ${base}/batches`,
    ]);
    expect(requestsTo("/batches")[0]?.bodyJson).toMatchObject({ endpoint: operation });
    expect((await linesOf(output, api))[0]).toMatchObject({ url: operation });
    const hasExpiry = requestsTo("/files")[0]?.bodyText.includes("expires_after");
    expect(hasExpiry).toBe(api !== "dated");
  });
});

describe("a batch of records", () => {
  test("fills in the template for each", async () => {
    const output = await create({
      records: [{ name: "Ada" }, { name: "{{name}} <b>" }],
      promptTemplate: "Who was {{name}}?",
    });
    const contents = (await linesOf(output)).map(({ body }) => body.messages[0].content);
    expect(contents).toEqual(["Who was Ada?", "Who was {{name}} <b>?"]);
  });

  test("may leave out what a record lacks when the step allows it", async () => {
    const output = await create({
      records: [{ name: "Ada" }, {}],
      promptTemplate: "Who was {{name}}?",
      allowMissingFields: "true",
    });
    expect((await linesOf(output))[1].body.messages[0].content).toBe("Who was ?");
  });
});

test("a batch may ask for answers in a form, which the results have as objects", async () => {
  const output = await create({ messages: ["Say one"], answerSchema: { sentiment: "good", score: 1 } });
  expect((await linesOf(output))[0].body.response_format).toMatchObject({
    type: "json_schema",
    json_schema: { name: "answer", strict: true, schema: { required: ["sentiment", "score"] } },
  });
  const connection = connectionTo(endpoint.url);
  const { data } = await run("getBatchResults", { connection, batchIds: output.batchIds });
  const [row] = (data as { results: Array<{ output_text: string; output_json: unknown }> }).results;
  expect(row?.output_json).toEqual(JSON.parse(row?.output_text ?? ""));
  expect(row?.output_json).toMatchObject({ sentiment: expect.any(String), score: expect.any(Number) });
});

describe("more rows than a batch may have", () => {
  const messages = Array.from({ length: 10 }, (_, index) => `Say ${index}`);

  test("become several batches, of so many lines", async () => {
    const output = await create({ messages, batchSettings: { linesPerBatch: "4" } });
    expect(output.batches.map(({ firstRow, rowCount }) => [firstRow, rowCount])).toEqual([
      [0, 4],
      [4, 4],
      [8, 2],
    ]);
    expect(requestsTo("/files").map(({ bodyText }) => /filename="([^"]+)"/.exec(bodyText)?.[1])).toEqual([
      "batch-1.jsonl",
      "batch-2.jsonl",
      "batch-3.jsonl",
    ]);
    const contents = await Promise.all(output.batches.map(({ inputFileId }) => contentOf(inputFileId)));
    const ids = contents.join("").match(/row-\d+/g);
    expect(ids).toEqual(messages.map((_, index) => `row-${index}`));
  });

  test("become several batches, of so many bytes", async () => {
    const output = await create({ messages, batchSettings: { megabytesPerBatch: "0.001" } });
    expect(output.batches.length).toBeGreaterThan(1);
    for (const { bytes } of output.batches) expect(bytes).toBeLessThanOrEqual(1000);
    expect(output.rowCount).toBe(10);
  });

  test("keep what was created when a later batch fails, and go on from there", async () => {
    endpoint.enqueueFaults(
      { kind: "pass" },
      { kind: "pass" },
      { kind: "pass" },
      { kind: "status", status: 500 },
    );
    const output = await create({ messages, batchSettings: { linesPerBatch: "4" } });
    expect(output).toMatchObject({ rowCount: 4, nextRow: 4 });
    expect(output.batchIds).toHaveLength(1);
    expect(output.error?.message).toMatch(
      /The batch may exist all the same: .*The file was uploaded as file-\S+: enter that as Input File ID of Create Batch from File, and \/v1\/chat\/completions as its Operation, to use it\.$/,
    );
    const rest = await create({ messages, batchSettings: { linesPerBatch: "4" }, firstRow: output.nextRow });
    expect(rest).toMatchObject({ rowCount: 6, nextRow: null, error: null });
    expect(rest.batches.map(({ firstRow }) => firstRow)).toEqual([4, 8]);
    expect(rest.batches[0]?.batch.metadata).toEqual({ first_row: "4", row_count: "4" });
  });

  test("fail the step when not even the first was created", async () => {
    endpoint.enqueueFaults({ kind: "status", status: 500 });
    expect(await failureOf(create({ messages, batchSettings: { linesPerBatch: "4" } }))).toMatchObject({
      status: 500,
      attempts: 1,
    });
  });
});

describe("a file that the service has to read first", () => {
  test("is waited for", async () => {
    const clock = new TestClock();
    const statuses = ["pending", "running", "processed"];
    let looks = 0;
    const server = await startScriptedServer([
      ({ url }, response) => {
        const status = statuses[Math.min(looks, 2)];
        looks += 1;
        const file = { id: "file-1", object: "file", status };
        sendAnswer(response, { body: url.includes("/files") ? file : { id: "batch_1", object: "batch" } });
      },
    ]);
    await create({ messages: ["Say one"] }, "v1", server.url);
    clock.restore();
    await server.close();
    expect(server.requests.map(({ method, url }) => `${method} ${url}`)).toEqual([
      "POST /openai/v1/files",
      "GET /openai/v1/files/file-1",
      "GET /openai/v1/files/file-1",
      "POST /openai/v1/batches",
    ]);
    expect(clock.waits).toEqual([1000, 2000]);
  });

  test("and never is, is handed to the batch all the same", async () => {
    const clock = new TestClock();
    const server = await startScriptedServer([
      ({ url }, response) => {
        const file = { id: "file-1", object: "file", status: "uploaded" };
        sendAnswer(response, { body: url.includes("/files") ? file : { id: "batch_1", object: "batch" } });
      },
    ]);
    const output = await create({ messages: ["Say one"] }, "v1", server.url);
    clock.restore();
    await server.close();
    expect(output.batchIds).toEqual(["batch_1"]);
    expect(clock.waits.reduce((sum, waitMs) => sum + waitMs, 0)).toBeLessThanOrEqual(120_000);
  });
});

test.each(apis)("a queue that is full is said to be, on %s", async (api) => {
  const refusal = {
    ...errorAnswer(400),
    body: { error: { code: "token_limit_exceeded", message: "Too many." } },
  };
  const server = await startScriptedServer([
    { body: { id: "file-1", object: "file", status: "processed" } },
    refusal,
  ]);
  const { message } = await failureOf(create({ messages: ["Say one"] }, api, server.url));
  await server.close();
  expect(message).toContain("The batches that wait hold all the tokens that the queue takes for this model");
  expect(message).toContain("The file was uploaded as file-1");
});
