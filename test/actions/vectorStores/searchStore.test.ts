import { failureOf, run } from "../../support/connector";
import { useServer } from "../../support/hooks";
import { connectionTo } from "../support";
import { useStores } from "./storeRig";

interface Found {
  results: Array<{
    fileId: string | null;
    fileName: string | null;
    score: number | null;
    text: string;
    attributes: object;
  }>;
  context: string;
  counts: object;
  bestScore: number | null;
  warning: string | null;
}

describe("a search", () => {
  const rig = useStores();
  const filled = async () => {
    const id = await rig.store();
    await rig.add(id, {
      files: [
        {
          file: Buffer.from("Goods can be sent back within 30 days."),
          fileName: "returns.txt",
          attributes: { year: 2024 },
        },
        {
          file: Buffer.from("Orders leave the warehouse within two days."),
          fileName: "orders.txt",
          attributes: { year: "2025" },
        },
        {
          file: Buffer.from("The warehouse is closed on Sunday."),
          fileName: "hours.txt",
          attributes: { year: 2026, site: "north" },
        },
      ],
    });
    return id;
  };
  const search = (vectorStoreId: string, inputs: object) =>
    rig.step<Found>("searchVectorStore", { vectorStoreId, ...inputs });

  it("finds the nearest passages first, with all of them as one text for a prompt", async () => {
    const found = await search(await filled(), { query: "When can goods be sent back?", maxResults: "2" });
    expect(found.results).toHaveLength(2);
    expect(found.results[0]).toMatchObject({
      ...{
        fileName: "returns.txt",
        text: "Goods can be sent back within 30 days.",
        attributes: { year: 2024 },
      },
      score: found.bestScore,
    });
    expect(found.context).toMatch(/^\[1\] returns\.txt\nGoods can be sent back within 30 days\.\n\n\[2\] /);
    expect(found).toMatchObject({ counts: { found: 2, kept: 2, removed: 0 }, warning: null });
  });

  it.each<[filters: unknown, names: string[]]>([
    [{ year: 2026, site: "north" }, ["hours.txt"]],
    [{ year: 2025 }, []],
    ['{"type": "gte", "key": "year", "value": 2025}', ["hours.txt"]],
    [
      {
        type: "or",
        filters: [
          { type: "eq", key: "year", value: "2025" },
          { type: "lt", key: "year", value: 2025 },
        ],
      },
      ["orders.txt", "returns.txt"],
    ],
  ])("looks with %j in %j alone", async (filters, names) => {
    const { results } = await search(await filled(), { query: "warehouse goods", filters });
    expect(results.map(({ fileName }) => fileName).sort()).toEqual(names);
  });

  it("says what a threshold removed, and the best score", async () => {
    const id = await filled();
    const all = await search(id, { query: "warehouse" });
    const none = await search(id, { query: "warehouse", scoreThreshold: "1.5" });
    expect(none).toMatchObject({
      results: [],
      context: "",
      counts: { found: 3, kept: 0, removed: 3 },
      bestScore: all.bestScore,
    });
    expect(none.warning).toBe(`Score Threshold 1.5 removed all of 3: the best score was ${all.bestScore}.`);
    expect(rig.sent("POST", /search$/).at(-1)?.bodyJson).toEqual({ query: "warehouse" });
  });

  it("passes on many queries, the ranker and the wish for other words", async () => {
    const id = await filled();
    const inputs = { query: ["goods", "", "orders"], rewriteQuery: "true", ranker: "none" };
    expect(await search(id, inputs)).toMatchObject({ queries: ["goods", "orders"] });
    expect(rig.sent("POST", /search$/)[0]?.bodyJson).toEqual({
      ...{ query: ["goods", "orders"], rewrite_query: true, ranking_options: { ranker: "none" } },
    });
  });

  it("that the resource lacks says where to ask in its place; a store that is missing is another error", async () => {
    rig.options.isSearchMissing = true;
    const id = await filled();
    const failure = await failureOf(search(id, { query: "goods" }));
    expect(failure).toMatchObject({ kind: "notFound", status: 404 });
    expect(failure.message).toContain(`the vector store ${id} is there, and the service has no search of it`);
    expect(failure.message).toContain(
      "Ask with Create Response in its place, with the id under Vector Store IDs",
    );
    expect((await failureOf(search("vs_none", { query: "goods" }))).message).toContain(
      "Check Vector Store ID",
    );
  });

  it.each([
    [{ query: " " }, "Query: it is empty."],
    [{ query: [] }, "Query: it is empty."],
    [{ query: "x", maxResults: "51" }, "Max Results: "],
    [{ query: "x", filters: "[1]" }, "Filters (JSON): "],
    [{ query: "x", filters: { type: "and", filters: [] } }, "Filters (JSON): the filter joins no filters."],
    [
      { query: "x", filters: { type: "and", filters: [{ type: "eq", key: "a" }] } },
      "Filters (JSON): filter 1 lacks a type",
    ],
    [{ query: "x", filters: { a: [1] } }, "Filters (JSON): a is no plain value."],
  ])("for %j is refused before it is sent", async (inputs, words) => {
    expect((await failureOf(search("vs_1", inputs))).message).toContain(words);
    expect(rig.endpoint.requests).toEqual([]);
  });
});

describe("odd findings", () => {
  const server = useServer();

  it("are shown as far as they can be read", async () => {
    const data = [
      null,
      { file_id: 7, filename: null, score: "high", content: "none", attributes: [] },
      {
        file_id: "file-1",
        score: 0.016,
        content: [{ type: "text", text: "Here" }, null, { text: 7 }, { text: "and there" }],
      },
    ];
    server.script({ body: { data, search_query: "q" } });
    const connection = connectionTo(server.url);
    const found = await run("searchVectorStore", {
      connection,
      vectorStoreId: "vs_1",
      query: "q",
      scoreThreshold: "0.01",
    });
    expect(found.data).toMatchObject({
      results: [
        { fileId: null, fileName: null, score: null, text: "none", attributes: {} },
        { fileId: "file-1", score: 0.016, text: "Here\nand there" },
      ],
      queries: ["q"],
      bestScore: 0.016,
    });
  });
});
