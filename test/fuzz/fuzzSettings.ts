/**
 * How many cases each property has, some 2,500 in all, and where their seeds begin; `npm run fuzz` gives others than the
 * suite.
 */
export const fuzzSettings = {
  cases: Number(process.env["FUZZ_CASES"] ?? 300),
  seed: Number(process.env["FUZZ_SEED"] ?? 1),
};
