import { NearDuplicateSearch } from "../../../src/tasks/fineTuning/nearDuplicates";
import { chatRow, chatRows, prepare, rowsOf } from "./prepared";

const groupsOf = (rows: ReadonlyArray<Record<string, unknown>>) =>
  new Set(rows.map(({ messages }) => (messages as Array<{ content: string }>)[0]?.content.split(" ")[0]));

const grouped = (sizes: readonly number[]) =>
  sizes.flatMap((size, group) =>
    Array.from({ length: size }, (_, index) => ({
      group: `g${group}`,
      prompt: `g${group} asks ${index * 7919} ${group * 104729}`,
      completion: `Reply ${index}`,
    })),
  );

describe("a split", () => {
  test("takes the shares of the rows, and no row twice", async () => {
    const prepared = await prepare(chatRows(200));
    const { counts, shares } = prepared;
    expect(counts).toMatchObject({ training: 160, validation: 20, test: 20, prepared: 200 });
    expect(shares.reached).toEqual({ training: 0.8, validation: 0.1, test: 0.1 });
    const all = (["training", "validation", "test"] as const).flatMap((name) => rowsOf(prepared, name));
    expect(new Set(all.map((row) => JSON.stringify(row))).size).toBe(200);
  });

  test("is the same for the same seed, and another one for another", async () => {
    const numbers = async (seed?: number) => (await prepare(chatRows(100), { seed })).files.test?.rowNumbers;
    expect(await numbers()).toEqual(await numbers(42));
    expect(await numbers(1)).not.toEqual(await numbers(2));
  });

  test.each([1, 2, 3, 4, 5])(
    "never parts a group, and fills by rows where groups differ in size: seed %d",
    async (seed) => {
      const records = grouped([90, 40, 30, 12, 9, 7, 5, 3, 2, 2, 1, 1, ...Array(48).fill(1)]);
      const prepared = await prepare(records, { groupField: "group", seed });
      const parts = (["training", "validation", "test"] as const).map((name) =>
        groupsOf(rowsOf(prepared, name)),
      );
      const all = parts.flatMap((part) => [...part]);
      expect(new Set(all).size).toBe(all.length);
      expect(prepared.overlaps).toMatchObject({ prompts: 0, groups: 0 });
      expect(Math.abs(prepared.shares.reached.validation - 0.1)).toBeLessThan(0.03);
      expect(Math.abs(prepared.shares.reached.test - 0.1)).toBeLessThan(0.03);
    },
  );

  test("keeps rows with one prompt together, whatever their answers, case and punctuation", async () => {
    const records = Array.from({ length: 120 }, (_, index) => ({
      prompt: [`What is ${index % 40}?`, `what is  ${index % 40}`, `WHAT IS ${index % 40}!`][
        Math.floor(index / 40)
      ],
      completion: `Reply ${index}`,
    }));
    const { counts, overlaps } = await prepare(records);
    expect(counts).toMatchObject({ groups: 40, training: 96, validation: 12, test: 12 });
    expect(overlaps.prompts).toBe(0);
  });

  test("says that a group is too large for the shares", async () => {
    const { advice, counts } = await prepare(grouped([60, 30]), { groupField: "group" });
    expect(counts).toMatchObject({ training: 90, validation: 0, test: 0 });
    expect(advice.recommended.join()).toMatch(/validation file has 0% of the rows in place of 10%/);
    expect(advice.recommended.join()).toMatch(/One group has 60 of 90 rows/);
  });

  test("counts the training rows after it", async () => {
    expect((await prepare(chatRows(12))).counts).toMatchObject({ training: 10 });
    const { advice, isReady, files } = await prepare(chatRows(11));
    expect([isReady, files]).toEqual([false, {}]);
    expect(advice.necessary).toEqual([expect.stringMatching(/has 9 rows after the split/)]);
  });

  test("leaves copies out before, and counts those that stay", async () => {
    const records = [...chatRows(30), ...chatRows(10)];
    const prepared = await prepare(records);
    expect(prepared.counts).toMatchObject({ total: 40, prepared: 30, duplicates: 10, groups: 30 });
    expect(prepared.advice.recommended.join()).toMatch(
      /Copies of rows before them were left out. \(Records, rows 31, 32/,
    );
    const kept = await prepare(records, { keepsDuplicates: true });
    expect(kept.counts).toMatchObject({ prepared: 40, duplicates: 10, groups: 30 });
  });

  test("refuses to leave nothing for training", async () => {
    await expect(prepare(chatRows(20), { validationShare: 0.5, testShare: 0.5 })).rejects.toThrow(
      /Test Share/,
    );
  });
});

describe("validation and test records", () => {
  test("take the place of shares", async () => {
    const { counts, files } = await prepare(
      chatRows(20),
      {},
      { validation: [chatRow(100)], test: [chatRow(200), chatRow(201)] },
    );
    expect(counts).toMatchObject({ training: 20, validation: 1, test: 2 });
    expect(files.test?.rowNumbers).toEqual([1, 2]);
  });

  test("are refused by their own label where two lists may be meant", async () => {
    const rivals = { data: { value: [chatRow(1)], rows: [chatRow(2)] } };
    const message = /^Test Records: there are lists in value and rows/;
    await expect(prepare(chatRows(20), {}, { test: rivals })).rejects.toThrow(message);
    await expect(prepare(chatRows(20), {}, { test: JSON.stringify(rivals) })).rejects.toThrow(message);
  });

  test("have no prompt that is trained with", async () => {
    const { rowErrors } = await prepare(
      chatRows(20),
      {},
      { validation: [chatRow(5, "Another answer"), chatRow(100)], test: [chatRow(100, "b")] },
    );
    expect(rowErrors).toEqual([
      { input: "Validation Records", row: 1, reason: "Its prompt is one of Records as well." },
      { input: "Test Records", row: 1, reason: "Its prompt is one of Validation Records as well." },
    ]);
  });

  test("have no group that is trained with", async () => {
    const [first] = grouped([1]);
    const other = { ...first, prompt: "g0 asks something else" };
    const { rowErrors } = await prepare(grouped([10, 10]), { groupField: "group" }, { test: [other] });
    expect(rowErrors).toEqual([
      { input: "Test Records", row: 1, reason: "Its group is one of Records as well." },
    ]);
  });
});

describe("prompts that are nearly the same in two files", () => {
  const story = (index: number) =>
    Array.from({ length: 40 }, (_, word) => `w${(index * 7919 + word * word * 104729) % 9973}`).join(" ");

  test("are counted, with the first of them", async () => {
    const records = Array.from({ length: 100 }, (_, index) => ({
      prompt: story(index),
      completion: `Reply ${index}`,
    }));
    const near = [3, 30, 60].map((index) => ({ prompt: `${story(index)} please`, completion: "Reply" }));
    const others = Array.from({ length: 10 }, (_, index) => ({
      prompt: story(1000 + index),
      completion: `Reply ${index}`,
    }));
    const { overlaps, advice } = await prepare(
      records,
      {},
      {
        test: [...near, ...others],
        validation: others.slice(0, 0).concat({ prompt: story(5000), completion: "b" }),
      },
    );
    expect(overlaps.nearDuplicates).toMatchObject({ rows: 3, unchecked: 0 });
    expect(overlaps.nearDuplicates.samples[0]).toMatchObject({
      input: "Test Records",
      row: 1,
      like: { input: "Records", row: 4 },
    });
    expect(advice.recommended.join()).toContain("3 rows of validation and test have nearly the prompt");
  });

  test("are not what all prompts begin with", async () => {
    const prefix =
      "You are given a ticket of a customer of a large shop. Say in one word which department it belongs to: ";
    const records = Array.from({ length: 100 }, (_, index) => ({
      prompt: `${prefix}${story(index)}`,
      completion: `D${index % 3}`,
    }));
    const { overlaps, advice } = await prepare(records);
    expect(overlaps.nearDuplicates.rows).toBe(0);
    expect(advice.recommended.join()).toContain("All prompts begin with");
  });

  const likeTemplates = (row: number) =>
    row % 2 === 0
      ? `write a friendly reply to customer ${row} who asks where the order is that was promised for last week`
      : `say in one sentence what ticket ${row} is about in which somebody complains of the color of a chair`;
  const searchIn = async (count: number, mostCompared?: number) => {
    const parts = Uint8Array.from({ length: count }, (_, row) => [0, 0, 0, 1, 2][row % 5] ?? 0);
    let looks = 0;
    const counted = new Proxy(parts, {
      get: (target, name) => {
        looks += 1;
        return Reflect.get(target, name);
      },
    });
    const search = new NearDuplicateSearch(count, mostCompared);
    for (const row of parts.keys()) search.add(row, likeTemplates(row));
    const { rows, unchecked } = await search.find(counted, likeTemplates, () => undefined);
    return { rows, unchecked, looks };
  };

  test("are found among many that were made by two templates without a look at every pair", async () => {
    const { rows, unchecked, looks } = await searchIn(1_000);
    expect([rows + unchecked, unchecked]).toEqual([400, 0]);
    expect(looks).toBeLessThan(100 * 1_000);
  });

  test("are compared up to a number of characters, and the others told", async () => {
    const { rows, unchecked } = await searchIn(200, 50_000);
    expect(rows).toBeGreaterThan(5);
    expect(unchecked).toBeGreaterThan(50);
  });
});
