import { createTimeLimit } from "../../src/text/limitTime";

/** Takes exponential time over this text. */
const endless = (): boolean => /^(a+)+$/.test(`${"a".repeat(40)}!`);

test("work that ends gives its result, and what it throws", () => {
  const limit = createTimeLimit();
  expect(limit(() => 5)).toBe(5);
  expect(() =>
    limit(() => {
      throw new RangeError("x");
    }),
  ).toThrow(RangeError);
});

test("work that never ends is ended", () => {
  const limit = createTimeLimit();
  expect(limit(endless)).toBeUndefined();
  expect(limit(() => 5)).toBe(5);
});

test("work that was kept waiting is begun again, with more time", () => {
  let runs = 0;
  const limit = createTimeLimit(() => 0);
  // A machine that was busy with something else, as far as the counted work tells.
  const kept = (): unknown => {
    runs += 1;
    return runs === 1 ? endless() : "done";
  };
  expect(limit(kept)).toBe("done");
  expect(runs).toBe(2);
});
