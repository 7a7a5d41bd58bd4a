/** How many cases each property has, and where their seeds begin; `npm run fuzz` gives others than the suite. */
export const fuzzSettings = {
  cases: Number(process.env["FUZZ_CASES"] ?? 2_000),
  seed: Number(process.env["FUZZ_SEED"] ?? 1),
};
