import { forgetAll, Memory } from "../../src/text/Memory";

/** A memory of texts, and how often something had to be made for it. */
const counting = (most: number, sizeOf?: (value: string) => number) => {
  const memory = new Memory<string>(most, sizeOf);
  let made = 0;
  const recall = (key: string): string =>
    memory.recall(key, () => {
      made += 1;
      return `${key}!`;
    });
  return { memory, recall, made: () => made };
};

test("what is remembered is made once", () => {
  const { recall, made } = counting(10);
  expect([recall("a"), recall("a"), recall("b"), recall("a")]).toEqual(["a!", "a!", "b!", "a!"]);
  expect(made()).toBe(2);
});

test("what was not asked for the longest goes first", () => {
  const { recall, memory } = counting(4);
  for (const key of ["a", "b", "c", "d"]) recall(key);
  recall("a");
  recall("e");
  expect(["a", "b", "c", "d", "e"].map((key) => memory.get(key))).toEqual([
    "a!",
    undefined,
    "c!",
    "d!",
    "e!",
  ]);
});

test("a value that is set again takes the place of the former one", () => {
  const memory = new Memory<string>(4);
  memory.set("a", "first");
  memory.set("a", "second");
  for (const key of ["b", "c", "d"]) memory.set(key, key);
  expect(memory.get("a")).toBe("second");
  memory.delete("a");
  expect(memory.get("a")).toBeUndefined();
});

test("what takes more than a quarter of all is not kept, and takes nothing else's place", () => {
  const { memory } = counting(1_000, (value) => value.length);
  memory.set("small", "x".repeat(10));
  memory.set("large", "x".repeat(251));
  expect([memory.get("small")?.length, memory.get("large")]).toEqual([10, undefined]);
});

test("sizes are added up, and taken off with what goes", () => {
  const { memory } = counting(1_000, (value) => value.length);
  for (const key of ["a", "b", "c", "d", "e"]) memory.set(key, "x".repeat(200));
  expect(memory.get("a")?.length).toBe(200);
  memory.set("f", "x".repeat(150));
  memory.set("g", "x".repeat(50));
  expect(["a", "b", "c", "f", "g"].map((key) => memory.get(key)?.length)).toEqual([
    200,
    undefined,
    200,
    150,
    50,
  ]);
});

test("a process can forget everything, as if it had just been started", () => {
  const { memory, recall, made } = counting(10);
  recall("a");
  forgetAll();
  expect(memory.get("a")).toBeUndefined();
  recall("a");
  expect(made()).toBe(2);
});
