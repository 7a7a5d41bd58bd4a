import { failureOf, run } from "../../support/connector";
import { matchesOf, search } from "./similaritySupport";

const vectors = [
  [0, 1],
  [0.6, 0.8],
  [2, 0],
  [-1, 0],
];

describe("a search", () => {
  test.each<[params: Record<string, unknown>, expected: number[][]]>([
    [
      {},
      [
        [2, 1],
        [1, 0.6],
        [0, 0],
        [3, -1],
      ],
    ],
    [
      { measure: "dot" },
      [
        [2, 2],
        [1, 0.6],
        [0, 0],
        [3, -1],
      ],
    ],
    [
      { topN: "2" },
      [
        [2, 1],
        [1, 0.6],
      ],
    ],
    [
      { threshold: "0.6" },
      [
        [2, 1],
        [1, 0.6],
      ],
    ],
    [{ threshold: "1" }, [[2, 1]]],
    [{ measure: "dot", threshold: "1.5" }, [[2, 2]]],
  ])("with %j gives the nearest first", async (params, expected) => {
    const data = await search({ query: [1, 0], vectors, ...params });
    expect(matchesOf(data)).toEqual(expected);
    expect(data.warnings).toEqual([]);
  });

  test("gives the whole result", async () => {
    expect(await search({ query: "[1, 0]", vectors, topN: "2", threshold: "0.7" })).toEqual({
      results: [{ query: 0, matches: [{ index: 2, similarity: 1 }], best: 1, removedByThreshold: 1 }],
      matches: [{ index: 2, similarity: 1 }],
      counts: { queries: 1, vectors: 4, withoutMatch: 0, passedOver: 0 },
      warnings: [],
    });
  });

  test("gives five where nothing is entered, and those alike in their order", async () => {
    const alike = Array.from({ length: 9 }, (_, index) => [index + 1, index + 1]);
    const data = await search({ query: [0.3, 0.3], vectors: alike, measure: "", topN: "", threshold: "" });
    expect(matchesOf(data)).toEqual([0, 1, 2, 3, 4].map((index) => [index, 1]));
  });

  test("of many queries has a result for each", async () => {
    const { results, matches, counts } = await search({
      query: [
        [0, 3],
        [-2, 0],
      ],
      vectors,
      topN: "1",
    });
    expect(results).toEqual([
      { query: 0, matches: [{ index: 0, similarity: 1 }], best: 1, removedByThreshold: 0 },
      { query: 1, matches: [{ index: 3, similarity: 1 }], best: 1, removedByThreshold: 0 },
    ]);
    expect(matches).toEqual(results[0]?.matches);
    expect(counts).toEqual({ queries: 2, vectors: 4, withoutMatch: 0, passedOver: 0 });
  });

  test("knows vectors of any length in numbers", async () => {
    const sizes = [1e-38, 1e38];
    for (const size of sizes) {
      const data = await search({
        query: [size, size, size],
        vectors: [
          [size, size, size],
          [1, 0, 0],
        ],
      });
      expect(matchesOf(data)).toEqual([
        [0, 1],
        [1, 0.5773503],
      ]);
    }
  });

  test("finds in a list what is like each of its own", async () => {
    const own = [
      [1, 0],
      [0.9, 0.1],
      [0, 1],
    ];
    const { results } = await search({ query: own, vectors: own, topN: "1", skipSame: "true" });
    expect(results.map(({ matches }) => matches.map(({ index }) => index))).toEqual([[1], [0], [1]]);
    const others = await search({
      query: [{ index: 9, embedding: [1, 0] }],
      vectors: own,
      topN: "1",
      skipSame: "true",
    });
    expect(matchesOf(others)).toEqual([[0, 1]]);
    const alone = await search({ query: [own[0]], vectors: [own[0]], skipSame: "true" });
    expect(alone.results).toEqual([{ query: 0, matches: [], best: null, removedByThreshold: 0 }]);
    expect(alone.warnings).toEqual([]);
  });
});

describe("vectors of which some failed", () => {
  const failed = { text: "b", status: "failed", embedding: null, error: { message: "no" } };

  test("keep what they belong to", async () => {
    const given = [{ text: "a", embedding: [1, 0] }, failed, { text: "c", embedding: [0, 1] }];
    const { matches } = await search({ query: [0, 1], vectors: given });
    expect(matches).toMatchObject([
      { similarity: 1, text: "c" },
      { similarity: 0, text: "a" },
    ]);
  });

  test("are refused by the place that they have among all", async () => {
    const given = [{ text: "a", embedding: [1, 0] }, failed, { text: "c", embedding: [0, 0] }];
    const { message } = await failureOf(search({ query: [0, 1], vectors: given }));
    expect(message).toMatch(/^Vectors: vector 3: all of its values are 0/);
  });
});

describe("a threshold that removes all", () => {
  test("says how many, and how near the best was", async () => {
    const data = await search({ query: [1, 0], vectors: vectors.slice(0, 2), threshold: "0.9" });
    expect(data.results).toEqual([{ query: 0, matches: [], best: 0.6, removedByThreshold: 2 }]);
    expect(data.matches).toEqual([]);
    expect(data.counts.withoutMatch).toBe(1);
    expect(data.warnings).toEqual([
      "Threshold removed all 2 that were nearest. The best has a similarity of 0.6.",
    ]);
  });

  test("of some queries says of how many", async () => {
    const query = [
      [1, 0],
      [0, -1],
      [0.1, -1],
    ];
    const { warnings } = await search({ query, vectors: vectors.slice(0, 3), threshold: "0.9" });
    expect(warnings).toEqual([
      "2 of 3 queries have no match: Threshold removed all 6 that were nearest. The best has a similarity of 0.09950372.",
    ]);
  });

  test.each(["1.5", "-2"])("and that no cosine reaches is refused: %s", async (threshold) => {
    const { message } = await failureOf(search({ query: [1, 0], vectors, threshold }));
    expect(message).toBe(
      `Threshold: ${threshold} is no cosine. Enter a number from -1 to 1, or choose another Measure.`,
    );
  });
});

describe("records", () => {
  const names = [{ name: "a" }, { name: "b" }, { name: "c" }, { name: "d" }];

  test("come with their vectors by position", async () => {
    const { matches } = await search({ query: [1, 0], vectors, records: names, topN: "2" });
    expect(matches).toEqual([
      { index: 2, similarity: 1, record: { name: "c" } },
      { index: 1, similarity: 0.6, record: { name: "b" } },
    ]);
  });

  test("come by the index of a vector that says it, also where others failed", async () => {
    const results = [
      { index: 1, status: "succeeded", embedding: [1, 0] },
      { index: 2, status: "failed", embedding: null, error: { message: "no" } },
      { index: 3, status: "succeeded", embedding: [0, 1] },
    ];
    const { matches, counts, warnings } = await search({
      query: [0, 1],
      vectors: { results },
      records: names,
    });
    expect(matches).toEqual([
      { index: 3, similarity: 1, record: { name: "d" } },
      { index: 1, similarity: 0, record: { name: "b" } },
    ]);
    expect(counts).toMatchObject({ vectors: 2, passedOver: 1 });
    expect(warnings).toEqual(["Vectors: 1 failed when they were embedded, and were passed over."]);
  });

  test.each<[what: string, given: unknown, records: unknown, message: string]>([
    ["too few", vectors, names.slice(1), "Records: there are 3, and 4 belong to Vectors."],
    ["too many", vectors, [...names, {}], "Records: there are 5, and 4 belong to Vectors."],
    ["too few for an index", [{ index: 7, embedding: [1, 0] }], names, "Records: there are 4, and 8 belong"],
    [
      "those of joined files",
      [0, 1, 0].map((index) => ({ index, embedding: [1, 0] })),
      names,
      "Records: the indexes of Vectors don't rise, as when files are joined",
    ],
  ])("are refused where they are %s", async (_what, given, records, message) => {
    expect((await failureOf(search({ query: [1, 0], vectors: given, records }))).message).toContain(message);
  });
});

test("a search ends when its step is cancelled", async () => {
  const many = Array.from({ length: 60_000 }, () => [1, 0]);
  const controller = new AbortController();
  setImmediate(() => controller.abort());
  const params = { query: many, vectors: many };
  const { message } = await failureOf(run("searchBySimilarity", params, { signal: controller.signal }));
  expect(message).toContain("Search by Similarity was cancelled while it went through its input.");
});
