import type { LocalEndpoint } from "../../../local/endpoint";
import type { BatchOptions } from "../../../local/endpoint/kept/batches/batch";
import type { ResultsOutput } from "../../../src/actions/batches/batchResults";
import type { CreatedOutput } from "../../../src/output/createdBatches";
import { failureOf, run } from "../../support/connector";
import { type Api, apis, connectionTo, startEndpoint } from "../support";

const endpoints: LocalEndpoint[] = [];
afterEach(async () => {
  for (const endpoint of endpoints.splice(0)) await endpoint.close();
});

const start = async (batches: BatchOptions = {}): Promise<LocalEndpoint> => {
  const endpoint = await startEndpoint({ batches });
  endpoints.push(endpoint);
  return endpoint;
};

const create = async (
  { url }: LocalEndpoint,
  params: Record<string, unknown>,
  api: Api = "v1",
  action = "createBatch",
) => (await run(action, { connection: connectionTo(url, api), ...params })).data as CreatedOutput;

const read = async ({ url }: LocalEndpoint, params: Record<string, unknown>, api: Api = "v1") =>
  (await run("getBatchResults", { connection: connectionTo(url, api), ...params })).data as ResultsOutput;

const prompts = (count: number) => Array.from({ length: count }, (_, index) => `Say item ${index}`);
const texts = ({ results }: ResultsOutput) => results.map(({ output_text }) => output_text);

describe("results", () => {
  test.each(apis)("stand in the order of the rows on %s, though the files are shuffled", async (api) => {
    const endpoint = await start({ seed: 7 });
    const { batchIds } = await create(endpoint, { messages: prompts(40) }, api);
    const output = await read(endpoint, { batchIds }, api);
    expect(texts(output)).toEqual(prompts(40).map((_, index) => `item ${index}`));
    expect(output.results.map(({ index, customId }) => [index, customId])).toEqual(
      prompts(40).map((_, index) => [index, `row-${index}`]),
    );
    expect(output.counts).toEqual({
      total: 40,
      returned: 40,
      succeeded: 40,
      failed: 0,
      expired: 0,
      cancelled: 0,
      pending: 0,
      missing: 0,
      strayLines: 0,
    });
    expect(output).toMatchObject({ nextRow: null, isFinished: true });
    expect(output.results[0]?.output_json).toBeNull();
    expect(output.results[0]?.response).toMatchObject({ object: "chat.completion" });
  });

  test("of failed rows have the service's reason, the others their answers", async () => {
    const endpoint = await start();
    const { batchIds } = await create(endpoint, { messages: ["Say one", "forbidden-content", "Say three"] });
    const output = await read(endpoint, { batchIds });
    expect(output.results.map(({ status }) => status)).toEqual(["succeeded", "failed", "succeeded"]);
    expect(output.results[1]).toMatchObject({
      output_text: null,
      error: { status: 400, code: "content_filter" },
    });
    expect(output.counts).toMatchObject({ succeeded: 2, failed: 1 });
  });

  test("add up tokens and cost", async () => {
    const endpoint = await start();
    const { batchIds } = await create(endpoint, { messages: ["Say one", "Say two"] });
    const prices = { inputPrice: "1000000", outputPrice: "0" };
    const { results, usage, cost } = await read(endpoint, { batchIds, prices });
    const used = results.map(({ response }) => (response as { usage: { prompt_tokens: number } }).usage);
    expect(usage.prompt_tokens).toBe(used.reduce((sum, { prompt_tokens }) => sum + prompt_tokens, 0));
    expect(cost).toEqual({ input: usage.prompt_tokens, output: 0, total: usage.prompt_tokens });
  });

  test("have their records beside them", async () => {
    const endpoint = await start();
    const records = [{ name: "one" }, { name: "two" }];
    const { batchIds } = await create(endpoint, { records, promptTemplate: "Say {{name}}" });
    const { results } = await read(endpoint, { batchIds, records });
    expect(results.map(({ record, output_text }) => [record, output_text])).toEqual([
      [{ name: "one" }, "one"],
      [{ name: "two" }, "two"],
    ]);
  });

  test("of several batches are counted through", async () => {
    const endpoint = await start();
    const { batchIds } = await create(endpoint, {
      messages: prompts(10),
      batchSettings: { linesPerBatch: "4" },
    });
    expect(batchIds).toHaveLength(3);
    const output = await read(endpoint, { batchIds: JSON.stringify(batchIds) });
    expect(texts(output)).toEqual(prompts(10).map((_, index) => `item ${index}`));
    expect(output.batches).toHaveLength(3);
  });

  test("of two batches that begin at row 0 stand one behind the other", async () => {
    const endpoint = await start();
    const first = await create(endpoint, { messages: ["Say a", "Say b"] });
    const second = await create(endpoint, { messages: ["Say c"] });
    const output = await read(endpoint, { batchIds: [...first.batchIds, ...second.batchIds].join(", ") });
    expect(texts(output)).toEqual(["a", "b", "c"]);
  });
});

describe("pages", () => {
  test("of a bounded size cover every row once", async () => {
    const endpoint = await start({ seed: 3 });
    const { batchIds } = await create(endpoint, {
      messages: prompts(23),
      batchSettings: { linesPerBatch: "9" },
    });
    const seen: Array<string | null> = [];
    let firstRow: number | null = 0;
    while (firstRow !== null) {
      const page: ResultsOutput = await read(endpoint, { batchIds, firstRow, rowLimit: "5" });
      expect(page.counts.total).toBe(23);
      expect(page.results.length).toBeLessThanOrEqual(5);
      seen.push(...texts(page));
      firstRow = page.nextRow;
    }
    expect(seen).toEqual(prompts(23).map((_, index) => `item ${index}`));
  });

  test("read no file of a batch that has none of their rows", async () => {
    const endpoint = await start();
    const { batchIds } = await create(endpoint, {
      messages: prompts(10),
      batchSettings: { linesPerBatch: "5" },
    });
    endpoint.requests.length = 0;
    await read(endpoint, { batchIds, firstRow: "7", rowLimit: "2" });
    expect(endpoint.requests.filter(({ path }) => path.endsWith("/content"))).toHaveLength(1);
  });

  test("behind the last row are empty", async () => {
    const endpoint = await start();
    const { batchIds } = await create(endpoint, { messages: ["Say one"] });
    expect(await read(endpoint, { batchIds, firstRow: "5" })).toMatchObject({ results: [], nextRow: null });
  });
});

describe("a batch that did not answer all", () => {
  test("because it expired keeps what it answered, and says which rows expired", async () => {
    const endpoint = await start({ expiresAfterLines: 3 });
    const { batchIds } = await create(endpoint, { messages: prompts(8) });
    const { results, counts, isFinished } = await read(endpoint, { batchIds });
    expect(results).toHaveLength(8);
    expect(counts).toMatchObject({ total: 8, succeeded: 3, expired: 5, missing: 0 });
    expect(isFinished).toBe(true);
  });

  test("because it was cancelled keeps what it answered", async () => {
    const endpoint = await start({ cancelsAfterLines: 3 });
    const { batchIds } = await create(endpoint, { messages: prompts(8) });
    const { counts } = await read(endpoint, { batchIds });
    expect(counts).toMatchObject({ total: 8, succeeded: 3, cancelled: 5 });
  });

  test("because it goes on has pending rows, and is no error", async () => {
    const endpoint = await start({ durationMs: Number.POSITIVE_INFINITY });
    const { batchIds } = await create(endpoint, { messages: prompts(3) });
    const { results, counts, isFinished } = await read(endpoint, { batchIds });
    expect(results.map(({ status }) => status)).toEqual(["pending", "pending", "pending"]);
    expect(results[0]?.error?.message).toBe("The batch has not ended yet: read its results later.");
    expect(counts).toMatchObject({ total: 3, pending: 3 });
    expect(isFinished).toBe(false);
  });

  test("because the service refused its file says why on each row", async () => {
    const endpoint = await start({ maximumLines: 2 });
    const { batchIds } = await create(endpoint, { messages: prompts(3) });
    const { results, counts } = await read(endpoint, { batchIds });
    expect(counts).toMatchObject({ total: 3, failed: 3 });
    expect(results[0]?.error?.message).toMatch(/^The batch failed: .*too_many_tasks/);
  });
});

describe("ids of the builder's own", () => {
  const line = (id: string) =>
    JSON.stringify({
      custom_id: id,
      method: "POST",
      url: "/v1/chat/completions",
      body: { model: "my-batch", messages: [{ role: "user", content: `Say ${id}` }] },
    });
  const ids = ["z", "row-7", "m", "a"];
  const jsonLines = ids.map(line).join("\n");

  test("stand in the order of the input file", async () => {
    const endpoint = await start({ seed: 5 });
    const { batchIds } = await create(endpoint, { jsonLines }, "v1", "createBatchFromFile");
    const { results } = await read(endpoint, { batchIds });
    expect(results.map(({ customId, output_text }) => [customId, output_text])).toEqual(
      ids.map((id) => [id, id]),
    );
  });

  test("stand as the results come when the input file is gone", async () => {
    const endpoint = await start();
    const { batchIds, batches } = await create(endpoint, { jsonLines }, "v1", "createBatchFromFile");
    await read(endpoint, { batchIds });
    const connection = connectionTo(endpoint.url);
    await run("deleteFile", { connection, fileId: batches[0]?.inputFileId });
    const { results, counts } = await read(endpoint, { batchIds });
    expect(results.map(({ customId }) => customId).sort()).toEqual([...ids].sort());
    expect(counts).toMatchObject({ total: 4, succeeded: 4 });
  });
});

test("capitalized statuses and ISO times are read as well", async () => {
  const endpoint = await start({ isCapitalized: true, isEndpointNull: true });
  const { batchIds } = await create(endpoint, { messages: ["Say one"] });
  expect(await read(endpoint, { batchIds })).toMatchObject({ isFinished: true, counts: { succeeded: 1 } });
});

test("a batch that is not there is named by the label of its input", async () => {
  const endpoint = await start();
  const failure = await failureOf(read(endpoint, { batchIds: ["batch_nothing"] }));
  expect(failure).toMatchObject({ kind: "notFound" });
  expect(failure.message).toContain("Check Batch ID");
});
