import type { Client } from "../../../src/client/createClient";
import { readEvaluation, type TriedRow } from "../../../src/tasks/fineTuning/run/keptEvaluation";

const terms = { scoring: "judged", compareWith: "my-base" };

/** What is known of a row by files of an evaluation that were kept, the one that has most first. */
const readRow = async (...kept: Array<Omit<TriedRow, "line">>): Promise<TriedRow | undefined> => {
  const data = kept.map((_, index) => ({ id: `${index}`, filename: "evaluation-d.jsonl", bytes: 9 - index }));
  const client = {
    withResource: (call: (openai: unknown) => unknown) =>
      call({ files: { list: async () => ({ data, has_more: false }) } }),
    readLines: async (id: string, open: () => (line: string) => void) =>
      open()(JSON.stringify({ line: 1, ...kept[Number(id)], ...terms })),
  } as unknown as Client;
  return (await readEvaluation(client, "d", terms)).tried.get(1);
};

describe("a row that two files have", () => {
  test("keeps why an answer can't be scored for each model, through one file and two", async () => {
    const own = { answer: "a", score: 0, problem: "own" };
    const other = { otherAnswer: "b", otherScore: 0, otherProblem: "other" };
    const both = { line: 1, ...own, ...other };
    expect(await readRow({ ...own, ...other })).toEqual(both);
    expect(await readRow(own, other)).toEqual(both);
    expect(await readRow(other, own)).toEqual(both);
  });

  test.each<[string, Omit<TriedRow, "line">, Omit<TriedRow, "line">]>([
    ["of another answer", { answer: "a" }, { answer: "b", score: 0, problem: "p" }],
    ["of another score", { answer: "a", score: 1 }, { answer: "a", score: 0, problem: "p" }],
    ["of the other model", { otherAnswer: "a", otherScore: 1 }, { otherAnswer: "b", otherProblem: "p" }],
  ])("takes no problem %s", async (_, first, second) => {
    expect(await readRow(first, second)).toEqual({ line: 1, ...first });
  });

  test("takes the score of the same answer, with its problem", async () => {
    const scored = { answer: "a", score: 0, problem: "p" };
    expect(await readRow({ answer: "a" }, scored)).toEqual({ line: 1, ...scored });
  });
});
