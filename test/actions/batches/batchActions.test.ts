import type { BatchOutput } from "../../../src/output/batch";
import type { CreatedOutput } from "../../../src/output/createdBatches";
import type { ReadList } from "../../../src/output/list";
import { failureOf, run } from "../../support/connector";
import { useEndpoint } from "../../support/hooks";
import { type Api, apis, connectionTo } from "../support";

const endpoint = useEndpoint({ batches: { durationMs: Number.POSITIVE_INFINITY } });

const act = async (action: string, params: Record<string, unknown>, api: Api = "v1"): Promise<unknown> =>
  (await run(action, { connection: connectionTo(endpoint.url, api), ...params })).data;

const createOne = async (api: Api = "v1"): Promise<string> => {
  const { batchIds } = (await act("createBatch", { messages: ["Say one"] }, api)) as CreatedOutput;
  return batchIds[0] ?? "";
};

describe.each(apis)("on %s", (api) => {
  test("a batch is shown as the service has it, with a summary", async () => {
    const batchId = await createOne(api);
    const batch = (await act("getBatch", { batchId: ` ${batchId} ` }, api)) as BatchOutput;
    expect(batch).toMatchObject({ id: batchId, object: "batch", completion_window: "24h" });
    expect(batch.summary).toMatchObject({ id: batchId, isFinished: false, outputFileId: null, errors: [] });
  });

  test("a batch is cancelled", async () => {
    const batchId = await createOne(api);
    const batch = (await act("cancelBatch", { batchId }, api)) as BatchOutput;
    expect(batch.summary.status).toMatch(/^cancel(ling|led)$/);
    const later = (await act("getBatch", { batchId }, api)) as BatchOutput;
    expect(later.summary).toMatchObject({ status: "cancelled", isFinished: true });
  });

  test("batches are listed page by page, or all at once", async () => {
    const ids = [await createOne(api), await createOne(api), await createOne(api)];
    const first = (await act("listBatches", { limit: "2" }, api)) as ReadList<BatchOutput>;
    expect(first).toMatchObject({ has_more: true, next: first.data[1]?.id });
    const second = (await act("listBatches", { limit: "2", after: first.next }, api)) as typeof first;
    expect(second).toMatchObject({ has_more: false, next: null });
    expect([...first.data, ...second.data].map(({ id }) => id).sort()).toEqual([...ids].sort());
    const all = (await act("listBatches", { limit: "1", fetchAll: "true" }, api)) as typeof first;
    expect(all.data.map(({ id }) => id).sort()).toEqual([...ids].sort());
    expect(all).toMatchObject({ has_more: false, next: null });
    expect(all.data[0]?.summary).toMatchObject({ isFinished: false });
  });

  test("files are listed, looked at and deleted", async () => {
    const file = { file: "one line", fileName: "a.jsonl", purpose: "assistants" };
    const { id } = (await act("uploadFile", file, api)) as { id: string };
    await act("uploadFile", { ...file, purpose: "batch" }, api);
    const listed = (await act("listFiles", { purpose: "assistants" }, api)) as ReadList<{ id: string }>;
    expect(listed.data.map((entry) => entry.id)).toEqual([id]);
    expect(await act("getFile", { fileId: id }, api)).toMatchObject({
      id,
      filename: "a.jsonl",
      bytes: 8,
    });
    expect(await act("deleteFile", { fileId: id }, api)).toMatchObject({ id, deleted: true });
    const failure = await failureOf(act("getFile", { fileId: id }, api));
    expect(failure.message).toContain("Check File ID");
  });
});

test("a batch that has ended can't be cancelled, and the service's reason is shown", async () => {
  const batchId = await createOne();
  await act("cancelBatch", { batchId });
  await act("getBatch", { batchId });
  const failure = await failureOf(act("cancelBatch", { batchId }));
  expect(failure.kind).toBe("rejected");
  expect(failure.message).toContain("Cancel Batch was rejected");
});

test.each([
  ["getBatch", {}, "Batch ID: it is empty."],
  ["getBatchResults", { batchIds: [] }, "Batch IDs: it is empty."],
  ["getBatchResults", { batchIds: [7] }, 'Batch IDs: "7" is not accepted.'],
  ["getBatchResults", { batchIds: "b", rowLimit: "0" }, 'Row Limit: "0" is not accepted.'],
  ["listBatches", { limit: "101" }, 'Limit: "101" is not accepted.'],
  ["getFile", { fileId: " " }, "File ID: it is empty."],
])("%s refuses %p before anything is sent", async (action, params, message) => {
  expect((await failureOf(act(action, params))).message).toContain(message);
  expect(endpoint.requests).toEqual([]);
});
