import { run } from "../../support/connector";
import { useServer, useTestClock } from "../../support/hooks";
import { connectionTo } from "../support";
import { useStores } from "./storeRig";

const text = (name: string) => ({ data: Buffer.from(`This is ${name}.`), fileName: `${name}.txt` });

describe("the wait for files", () => {
  const rig = useStores();

  it("looks every five seconds, or when the service says", async () => {
    rig.options.readingMs = 12_000;
    const id = await rig.store();
    expect((await rig.add(id, { files: [text("one")] })).counts).toMatchObject({ succeeded: 1 });
    expect(rig.clock.waits).toEqual([5_000, 5_000, 5_000]);
    rig.options.pollAfterMs = 7_000;
    rig.clock.waits.length = 0;
    await rig.add(id, { files: [text("two")] });
    expect(rig.clock.waits).toEqual([7_000, 7_000]);
    rig.options.pollAfterMs = 1;
    rig.options.readingMs = 900;
    rig.clock.waits.length = 0;
    await rig.add(id, { files: [text("three")] });
    expect(rig.clock.waits).toEqual([500, 500]);
  });

  it("ends with the step's time; a next step waits on, and attaches nothing anew", async () => {
    rig.options.readingMs = (name) => (name === "slow.txt" ? 3_600_000 : 0);
    const id = await rig.store();
    const added = await rig.add(id, {
      files: [text("quick"), text("slow")],
      requestOptions: { totalTimeout: "30000" },
    });
    expect(added.results.map(({ status, error }) => [status, error])).toEqual([
      ["succeeded", null],
      ["remaining", null],
    ]);
    expect(added.remaining).toEqual([added.results[1]?.fileId]);
    expect(added.warning).toBe("1 file of 2 still to be read: give remaining to a next step as File IDs.");
    rig.clock.advance(3_590_000);
    const attached = rig.sent("POST", /file_batches$/).length;
    const next = await rig.add(id, { fileIds: added.remaining });
    expect(next.counts).toMatchObject({ total: 1, succeeded: 1 });
    expect(rig.sent("POST", /file_batches$/)).toHaveLength(attached);
  });

  it("goes on in a next step with the attributes that a file had of its own", async () => {
    rig.options.readingMs = 60_000;
    const id = await rig.store();
    const files = [{ file: text("one"), attributes: { year: 2026 } }];
    const attributes = { customer: "acme" };
    const { remaining } = await rig.add(id, { files, attributes, waitUntilRead: "false" });
    expect((await rig.add(id, { fileIds: remaining, attributes })).counts).toMatchObject({ succeeded: 1 });
    expect(rig.sent("POST", /file_batches$/)).toHaveLength(1);
  });

  it("can be left out", async () => {
    rig.options.readingMs = 60_000;
    const id = await rig.store();
    const added = await rig.add(id, { files: [text("one")], waitUntilRead: "false" });
    expect(added.counts).toMatchObject({ remaining: 1 });
    expect(rig.clock.waits).toEqual([]);
  });
});

describe("odd answers", () => {
  const server = useServer();
  const clock = useTestClock();
  const store = { body: { id: "vs_1", object: "vector_store", status: "completed" } };
  const none = { body: { object: "list", data: [], has_more: false } };
  const batch = (status: unknown) => ({ body: { id: "vsfb_1", status } });
  const files = (...entries: unknown[]) => ({ body: { object: "list", data: entries, has_more: false } });
  const add = async (fileIds: string[]) => {
    const connection = connectionTo(server.url);
    const requestOptions = { maxRetries: "0", totalTimeout: "60000" };
    const { data } = await run("addFilesToVectorStore", {
      connection,
      vectorStoreId: "vs_1",
      fileIds,
      requestOptions,
    });
    return data as { results: Array<Record<string, unknown>>; remaining: string[] };
  };

  it("of a status that nobody knows are waited for, each time with a pause", async () => {
    server.script(
      store,
      none,
      batch("new"),
      batch("thinking"),
      batch(null),
      batch("completed"),
      files({ id: "file-1", status: "completed", usage_bytes: "12" }),
    );
    expect((await add(["file-1"])).results).toMatchObject([
      { status: "succeeded", bytes: 12, fileName: null },
    ]);
    expect(clock.waits).toEqual([5_000, 5_000]);
  });

  it("lose no outcome: what can't be looked at remains, with its id", async () => {
    server.script(
      store,
      none,
      batch("in_progress"),
      { status: 500 },
      files(null, 7, { id: "file-1", status: "completed" }),
      { status: 500 },
    );
    expect(await add(["file-1", "file-2"])).toMatchObject({
      results: [
        { status: "succeeded", bytes: null },
        { status: "remaining", fileId: "file-2" },
      ],
      remaining: ["file-2"],
    });
  });

  it("tell a file's failure in any form", async () => {
    server.script(
      store,
      none,
      batch("failed"),
      files(
        { id: "file-1", status: "failed", last_error: null },
        {
          id: "file-2",
          status: "Failed",
          last_error: { code: "unsupported_file", message: "The file type is not supported." },
        },
        { id: "file-3", status: "cancelled" },
        { id: "file-9", status: "completed" },
      ),
    );
    const { results } = await add(["file-1", "file-2", "file-3"]);
    expect(results.map(({ error }) => (error as { message: string }).message)).toEqual([
      "The service can't read the file. The service says no more.",
      "The service can't read the file. The file type is not supported. The service judges by the content, whatever the ending: save it in another format, such as plain text in UTF-8 or PDF.",
      "Reading the file was cancelled.",
    ]);
  });
});
