import OpenAI from "openai";
import { systemClock } from "../../../local/endpoint/server/clock";
import { testKey } from "../../support/connector";
import { shareEndpoint } from "../../support/hooks";

const time = { nowMs: Date.parse("2026-11-21T09:00:00Z") };
const endpoint = shareEndpoint({
  clock: { ...systemClock, nowMs: () => time.nowMs },
  vectorStores: { readingMs: 1_000, pollAfterMs: 700 },
});
const openai = () => new OpenAI({ apiKey: testKey, baseURL: `${endpoint.url}/v1`, maxRetries: 0 });

const upload = async (text: string, name = "text.txt") =>
  (await openai().files.create({ file: new File([text], name), purpose: "assistants" })).id;

const refusalOf = async (call: Promise<unknown>): Promise<string> =>
  call.then(
    () => "nothing",
    (error: Error) => error.message,
  );

describe("vector stores of the look-alike", () => {
  it("cut texts into passages that overlap, and read them by the clock", async () => {
    const { vectorStores } = openai();
    const { id } = await vectorStores.create({ name: "Long" });
    const words = Array.from({ length: 250 }, (_, index) => `w${index}`).join(" ");
    const strategy = {
      type: "static" as const,
      static: { max_chunk_size_tokens: 100, chunk_overlap_tokens: 50 },
    };
    const { data: batch, response } = await vectorStores.fileBatches
      .create(id, { files: [{ file_id: await upload(words), chunking_strategy: strategy }] })
      .withResponse();
    expect([batch.status, batch.file_counts.in_progress, response.status]).toEqual(["in_progress", 1, 200]);
    expect((await vectorStores.search(id, { query: "w1" })).data).toEqual([]);
    time.nowMs += 1_000;
    expect(await vectorStores.fileBatches.retrieve(batch.id, { vector_store_id: id })).toMatchObject({
      status: "completed",
    });
    const { data } = await vectorStores.search(id, { query: "w120" });
    const spans = data.map(({ content }) => content[0]?.text.split(" ") ?? []);
    expect(spans.map((span) => span[0]).toSorted()).toEqual(["w0", "w100", "w150", "w50"]);
    expect(spans[0]).toContain("w120");
  });

  it("refuse what the services refuse, in their words", async () => {
    const { vectorStores } = openai();
    const { id } = await vectorStores.create({});
    const many = Array.from({ length: 101 }, () => "file-1");
    expect(await refusalOf(vectorStores.fileBatches.create(id, { file_ids: many }))).toContain(
      "Expected an array with maximum length 100, but got an array with length 101 instead.",
    );
    const [file, image] = [await upload("x"), await upload("x", "photo.png")];
    expect(
      await refusalOf(vectorStores.fileBatches.create(id, { file_ids: [file], files: [{ file_id: file }] })),
    ).toContain("Mutually exclusive parameters");
    expect(await refusalOf(vectorStores.fileBatches.create(id, { file_ids: [image] }))).toContain(
      "Files with extensions [png] are not supported for retrieval.",
    );
    expect(
      await refusalOf(vectorStores.create({ expires_after: { anchor: "last_active_at", days: 366 } })),
    ).toContain("expires_after");
  });

  it("go on listing and counting a file that was deleted and not taken out", async () => {
    const { vectorStores, files } = openai();
    const { id } = await vectorStores.create({});
    const file = await upload("Stays.");
    await vectorStores.fileBatches.create(id, { file_ids: [file] });
    await files.delete(file);
    expect((await vectorStores.retrieve(id)).file_counts.total).toBe(1);
    await vectorStores.files.delete(file, { vector_store_id: id });
    expect((await vectorStores.retrieve(id)).file_counts.total).toBe(0);
  });

  it("expire by their last use, and lose their files", async () => {
    const { vectorStores } = openai();
    const { id } = await vectorStores.create({ expires_after: { anchor: "last_active_at", days: 1 } });
    await vectorStores.fileBatches.create(id, { file_ids: [await upload("Soon gone.")] });
    time.nowMs += 86_400_000;
    expect(await vectorStores.retrieve(id)).toMatchObject({ status: "expired", file_counts: { total: 0 } });
  });
});
