import { failureOf, harness, run } from "../../support/connector";
import { useServer } from "../../support/hooks";
import { connectionTo } from "../support";
import { useStores } from "./storeRig";

interface Deleted {
  id: string;
  deleted: boolean;
  deletedFiles: string[];
  leftFiles: Array<{ fileId: string; error: { message: string } | null }>;
  warning: string | null;
}

interface Listed {
  data: Array<{ id: string; name: string; file_counts: object; status: string }>;
  next: string | null;
}

const rig = useStores();
const scripted = useServer();
const remove = (vectorStoreId: string, inputs: object = {}) =>
  rig.step<Deleted>("deleteVectorStore", { vectorStoreId, ...inputs });
const fileIdsLeft = async () =>
  (await rig.step<{ data: Array<{ id: string }> }>("listFiles", { fetchAll: "true" })).data.map(
    ({ id }) => id,
  );

describe("a vector store", () => {
  it("is created empty, and then filled: what comes out counts its files", async () => {
    const fileIds = [await rig.upload("one"), await rig.upload("two")];
    const store = await rig.step("createVectorStore", {
      ...{ name: "Manuals", fileIds, expiryDays: "30", metadata: [{ key: "customer", value: 4711 }] },
    });
    expect(store).toMatchObject({
      name: "Manuals",
      status: "completed",
      file_counts: { completed: 2, total: 2 },
      metadata: { customer: "4711" },
      expires_after: { days: 30 },
      counts: { succeeded: 2 },
      results: [{ fileId: fileIds[0] }, { fileId: fileIds[1] }],
    });
    const [created] = rig.sent("POST", /vector_stores$/);
    expect(created?.bodyJson).not.toHaveProperty("file_ids");
  });

  it("without a name, expiry or metadata is sent without them", async () => {
    await rig.store();
    expect(rig.endpoint.requests.map(({ method, bodyJson }) => [method, bodyJson])).toEqual([["POST", {}]]);
  });

  it("is told in the error of what fails after it", async () => {
    scripted.script(
      { body: { id: "vs_7" } },
      { body: { data: [] } },
      { status: 401, body: { error: { message: "No." } } },
    );
    const failure = await failureOf(
      run("createVectorStore", { connection: connectionTo(scripted.url), fileIds: ["file-1"] }),
    );
    expect(failure.message).toContain("The vector store vs_7 was created before.");
  });

  it("is listed, page by page, and by the picker until it expires", async () => {
    const [first, second] = [
      await rig.store({ name: "Old", expiryDays: "1" }),
      await rig.store({ name: "New" }),
    ];
    const page = await rig.step<Listed>("listVectorStores", { limit: "1" });
    expect(page).toMatchObject({ data: [{ id: second, name: "New" }], next: second });
    const all = await rig.step<Listed>("listVectorStores", { limit: "1", fetchAll: "true" });
    expect(all.data.map(({ id }) => id)).toEqual([second, first]);
    rig.clock.advance(86_400_000);
    const connection = connectionTo(rig.endpoint.url);
    const { result } = await harness.dataSource("selectVectorStore", { connection });
    expect(result).toEqual([{ key: second, label: `New (0 files, ${second})` }]);
  });
});

describe("a deletion", () => {
  const filled = async () => {
    const id = await rig.store();
    const { results } = await rig.add(id, { files: ["one", "two"] });
    return { id, files: results.map(({ fileId }) => fileId) };
  };

  it("leaves the files, and says which", async () => {
    const { id, files } = await filled();
    const deleted = await remove(id);
    expect(deleted).toMatchObject({
      id,
      object: "vector_store.deleted",
      deleted: true,
      deletedFiles: [],
      warning: null,
    });
    expect(deleted.leftFiles.map(({ fileId, error }) => [fileId, error])).toEqual(
      files.toReversed().map((file) => [file, null]),
    );
    expect(await fileIdsLeft()).toHaveLength(2);
    expect((await failureOf(remove(id))).message).toContain("Check Vector Store ID");
  });

  it("takes files out before it deletes them, and one that is gone already is no error", async () => {
    const { id, files } = await filled();
    await rig.step("deleteFile", { fileId: files[0] });
    const deleted = await remove(id, { deleteFiles: "true" });
    expect(deleted.deletedFiles.toSorted()).toEqual(files.toSorted());
    expect(deleted).toMatchObject({ leftFiles: [], warning: null });
    expect(await fileIdsLeft()).toEqual([]);
    const paths = rig.sent("DELETE", /./).map(({ path }) => path);
    const [detached, gone] = [`/vector_stores/${id}/files/${files[1]}`, `/v1/files/${files[1]}`].map((end) =>
      paths.findIndex((path) => path.endsWith(end)),
    );
    expect(detached).toBeGreaterThanOrEqual(0);
    expect(gone).toBeGreaterThan(Number(detached));
  });

  it("of the store alone does not need its files to be listed", async () => {
    const requestOptions = { maxRetries: "0" };
    scripted.script({ status: 500 }, { body: { id: "vs_1", deleted: true } });
    const form = { connection: connectionTo(scripted.url), vectorStoreId: "vs_1", requestOptions };
    const { data } = await run("deleteVectorStore", form);
    expect(data).toMatchObject({ deleted: true, warning: expect.stringContaining("could not be listed") });
  });

  it("goes on where a file can't be deleted, and says which and why", async () => {
    const listed = { body: { data: [{ id: "file-1" }], has_more: false } };
    scripted.script(
      listed,
      { body: {} },
      { status: 403, body: { error: { message: "Not this one." } } },
      { status: 204 },
    );
    const connection = connectionTo(scripted.url);
    const { data } = await run("deleteVectorStore", {
      connection,
      vectorStoreId: "vs_1",
      deleteFiles: "true",
    });
    expect(data).toMatchObject({
      ...{ id: "vs_1", deleted: true, deletedFiles: [] },
      leftFiles: [{ fileId: "file-1", error: { message: expect.stringContaining("Not this one.") } }],
      warning: "1 of its files could not be deleted: see leftFiles.",
    });
  });
});
