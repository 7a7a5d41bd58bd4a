import type { ReadList } from "../../src/output/list";
import { run } from "../support/connector";
import { shareServer } from "../support/hooks";
import { sendAnswer } from "../support/scriptedServer";
import { connectionTo } from "./support";

const server = shareServer();

type Entry = { id?: unknown; [property: string]: unknown };
type Page = { data: unknown[]; has_more?: unknown };

const entries = (from: number, count: number) =>
  Array.from({ length: count }, (_, index) => ({ id: `id_${from + index}`, object: "file" }));

/** Answers with a page for the `after` that is asked for, and its number. */
const serve = (pageFor: (after: string | null, number: number) => Page) => {
  let number = 0;
  server.script(({ url }, response) => {
    const page = pageFor(new URL(url, server.url).searchParams.get("after"), number);
    number += 1;
    sendAnswer(response, { body: { object: "list", ...page } });
  });
};

const list = async (action: string, params: Record<string, unknown> = {}) =>
  (await run(action, { connection: connectionTo(server.url), fetchAll: "true", ...params }))
    .data as ReadList<Entry>;
const ids = ({ data }: ReadList<Entry>) => data.map(({ id }) => id);

describe.each(["listFiles", "listBatches"])("Fetch All of %s", (action) => {
  test("has each entry once, of as many pages as there are", async () => {
    serve((after) => {
      const from = after === null ? 0 : Number(after.slice(3)) + 1;
      return { data: entries(from, Math.min(100, 250 - from)), has_more: from + 100 < 250 };
    });
    const output = await list(action);
    expect(ids(output)).toEqual(ids({ ...output, data: entries(0, 250) }));
    expect(output).toMatchObject({ has_more: false, next: null });
  });

  test("ends where the service ignores the cursor", async () => {
    serve(() => ({ data: entries(0, 100), has_more: true }));
    const output = await list(action);
    expect(output.data).toHaveLength(100);
    expect(output).toMatchObject({ has_more: false, next: null });
    expect(server.requests).toHaveLength(2);
  });

  test("ends where two pages follow each other in a circle", async () => {
    serve((_after, number) => ({ data: entries((number % 2) * 50, 50), has_more: true }));
    expect((await list(action)).data).toHaveLength(100);
    expect(server.requests).toHaveLength(3);
  });

  test.each<[string, Page]>([
    ["has no entries and says more", { data: [], has_more: true }],
    ["has nulls alone and says more", { data: [null, null], has_more: true }],
    ["has entries without ids and says more", { data: [{}, { id: null }], has_more: true }],
  ])("ends at a page that %s", async (_what, last) => {
    serve((_after, number) => (number === 0 ? { data: entries(0, 2), has_more: true } : last));
    expect(ids(await list(action)).slice(0, 2)).toEqual(["id_0", "id_1"]);
    expect(server.requests).toHaveLength(2);
  });

  test("goes on behind an entry that is not an object", async () => {
    serve((after) =>
      after === "id_1" ? { data: entries(2, 1) } : { data: [...entries(0, 2), null, "x"], has_more: true },
    );
    expect(ids(await list(action))).toEqual(["id_0", "id_1", "id_2"]);
  });

  test("takes pages that overlap", async () => {
    serve((_after, number) => ({ data: entries(number * 60, 100), has_more: number < 3 }));
    expect((await list(action)).data).toHaveLength(280);
  });

  test("goes on behind the new entries of a page that has known ones at its end", async () => {
    serve((after) => {
      const from = after === null ? 0 : Number(after.slice(3)) + 1;
      const page = entries(from, Math.min(100, 250 - from));
      return { data: [...page, ...entries(Math.max(0, from - 40), 2)], has_more: from + 100 < 250 };
    });
    expect((await list(action)).data).toHaveLength(250);
  });

  test.each([[false], ["false"], [0], [null], [undefined], [""]])("ends at has_more %p", async (hasMore) => {
    serve(() => ({ data: entries(0, 2), has_more: hasMore }));
    expect(await list(action)).toMatchObject({ has_more: false, next: null });
    expect(server.requests).toHaveLength(1);
  });

  test("reads 10,000 entries at most, and says where it goes on", async () => {
    serve((after) => ({
      data: entries(after === null ? 0 : Number(after.slice(3)) + 1, 1_000),
      has_more: true,
    }));
    const output = await list(action);
    expect(output.data).toHaveLength(10_000);
    expect(output).toMatchObject({ has_more: true, next: "id_9999" });
  });

  test("begins behind the entry that was entered", async () => {
    serve(() => ({ data: entries(8, 1), has_more: false }));
    await list(action, { after: "id_7" });
    expect(server.requests[0]?.url).toContain("after=id_7");
  });
});

test("a single page says where the list goes on", async () => {
  serve(() => ({ data: [...entries(0, 2), null], has_more: true }));
  expect(await list("listBatches", { fetchAll: "false" })).toMatchObject({ has_more: true, next: "id_1" });
  expect(server.requests).toHaveLength(1);
});

test("a batch of a form of its own is listed with a summary", async () => {
  serve(() => ({ data: [{ id: 7, status: 7, errors: { data: [null] } }], has_more: false }));
  const { data } = await list("listBatches");
  expect(data).toMatchObject([{ id: 7, summary: { id: "7", status: "", errors: [] } }]);
});
