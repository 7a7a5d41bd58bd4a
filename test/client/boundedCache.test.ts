import { BoundedCache } from "../../src/client/BoundedCache";

const counting = (mostBytes: number) => {
  const cache = new BoundedCache<string>(mostBytes);
  let made = 0;
  const get = (key: string, sizeBytes: number) =>
    cache.get(
      key,
      () => {
        made += 1;
        return `${key}!`;
      },
      () => sizeBytes,
    );
  return { get, made: () => made };
};

test("what is kept is made once", () => {
  const { get, made } = counting(1_000);
  expect([get("a", 100), get("a", 100), get("b", 100), get("a", 100)]).toEqual(["a!", "a!", "b!", "a!"]);
  expect(made()).toBe(2);
});

test("what takes too much is not kept, and takes nothing else's place", () => {
  const { get, made } = counting(1_000);
  get("small", 10);
  get("large", 300);
  get("large", 300);
  get("small", 10);
  expect(made()).toBe(3);
});

test("all of it is forgotten before it takes more than it may, keys included", () => {
  const { get, made } = counting(1_000);
  for (const key of ["a", "b", "c", "d"]) get(key, 200);
  get("a", 200);
  expect(made()).toBe(4);
  get("e".repeat(100), 20);
  get("a", 200);
  expect(made()).toBe(6);
});
