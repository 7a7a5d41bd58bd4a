import { SlowTrial } from "../../src/pacing/slowTrial";

/** Counts items, of which so many are refused, the refused ones first; gives the last answer. */
const count = (trial: SlowTrial, taken: number, refused: number, atMs: number): boolean => {
  let last = false;
  for (let item = 0; item < taken + refused; item += 1) last = trial.count(item >= refused, atMs, atMs);
  return last;
};

it("begins after 40 items of which three in ten are refused, and not before", () => {
  const trial = new SlowTrial(0);
  count(trial, 27, 12, 1_000);
  expect(trial.spacingMs).toBe(0);
  expect(count(trial, 1, 0, 1_000)).toBe(false);
  // 28 were taken in a second.
  expect(trial.spacingMs).toBeCloseTo((2 * 1_000) / 28);
});

it("does not begin where fewer are refused, or none is taken", () => {
  const few = new SlowTrial(0);
  count(few, 29, 11, 1_000);
  expect(few.spacingMs).toBe(0);
  const none = new SlowTrial(0);
  count(none, 0, 40, 1_000);
  expect(none.spacingMs).toBe(0);
});

it("starts items half a second apart at most", () => {
  const trial = new SlowTrial(0);
  count(trial, 28, 12, 60_000);
  expect(trial.spacingMs).toBe(500);
});

it.each([
  [1, true],
  [2, false],
])("finds a quota where of 16 slow items %i is refused: %s", (refused, isQuota) => {
  const trial = new SlowTrial(0);
  count(trial, 28, 12, 1_000);
  expect(count(trial, 15 - refused, refused, 2_000)).toBe(false);
  expect(trial.spacingMs).toBeGreaterThan(0);
  expect(count(trial, 1, 0, 2_000)).toBe(isQuota);
  expect(trial.spacingMs).toBe(0);
});

it("waits for four times as many items before it tries again", () => {
  const trial = new SlowTrial(0);
  count(trial, 28, 12, 1_000);
  count(trial, 14, 2, 2_000);
  count(trial, 100, 59, 3_000);
  expect(trial.spacingMs).toBe(0);
  count(trial, 1, 0, 3_000);
  expect(trial.spacingMs).toBeGreaterThan(0);
});

it("leaves out items that started before", () => {
  const trial = new SlowTrial(500);
  expect(count(trial, 0, 40, 499)).toBe(false);
  count(trial, 28, 12, 1_000);
  expect(trial.spacingMs).toBeCloseTo((2 * 500) / 28);
});
