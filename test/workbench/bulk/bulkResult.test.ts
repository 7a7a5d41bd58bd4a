import { bulkResult } from "../../../local/workbench/server/bulk/bulkResult";

const failed = (error: unknown, index?: unknown) => ({ status: "failed", index, error });

it("a result of anything but items says nothing of them", () => {
  for (const value of [null, undefined, "text", 3, [], { results: "none" }, { results: [null, 1, "x"] }])
    expect(bulkResult(value).failures).toEqual([]);
});

it("failures are told apart by kind with code or status, the most frequent first", () => {
  const results = [
    failed({ kind: "rateLimit", status: 429, message: "Too many." }, 4),
    failed({ kind: "rejected", code: "content_filter", message: "No." }, 7),
    { status: "succeeded", error: null },
    failed({ kind: "rejected", code: "content_filter", message: "No again." }, 9),
    failed({ message: "What?" }),
  ];
  expect(bulkResult({ results, counts: { total: 5, failed: 4, note: "x" } })).toEqual({
    counts: { total: 5, failed: 4 },
    failures: [
      { kind: "rejected · content_filter", count: 2, message: "No.", places: [7, 9] },
      { kind: "rateLimit · 429", count: 1, message: "Too many.", places: [4] },
      { kind: "without a kind", count: 1, message: "What?", places: [4] },
    ],
  });
});

it("what strangers wrote is bounded: places, kinds, names and messages", () => {
  const results = Array.from({ length: 100_000 }, (_, index) =>
    failed(
      { kind: index < 99_000 ? "x".repeat(5_000) : `kind ${index}`, message: "y".repeat(50_000) },
      index,
    ),
  );
  const counts = Object.fromEntries(Array.from({ length: 1_000 }, (_, place) => [`count ${place}`, place]));
  const told = bulkResult({ results, counts, warning: "z".repeat(50_000) });
  expect(told.failures).toHaveLength(50);
  expect(told.failures[0]).toMatchObject({ count: 99_000, kind: "x".repeat(100) });
  expect(told.failures[0]?.places).toHaveLength(100);
  expect(JSON.stringify(told).length).toBeLessThan(150_000);
});
