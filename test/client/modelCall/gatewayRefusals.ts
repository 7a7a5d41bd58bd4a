import { changed, leftOut, type MendedCase, refusal } from "./refusals";

/** Refusals in words of their own, or in none. */
export const gatewayCases: readonly MendedCase[] = [
  {
    what: "an effort above the default, which is not none",
    before: { reasoning_effort: "high" },
    refusals: [refusal("`reasoning_effort` must be one of `none` or `default`")],
    after: { reasoning_effort: "default" },
    told: [changed("high", "default")],
  },
  {
    what: "the only value that is allowed, without a word of support",
    before: { temperature: 0.6 },
    refusals: [refusal("invalid temperature: only 1 is allowed for this model")],
    after: {},
    told: [leftOut("Temperature")],
  },
  {
    what: "a list of issues",
    before: { seed: 7, store: true },
    refusals: [
      {
        success: false,
        error: {
          name: "ZodError",
          issues: [
            {
              code: "unrecognized_keys",
              keys: ["seed"],
              path: [],
              message: "Unrecognized key(s) in object: 'seed'",
            },
          ],
        },
      },
    ],
    after: { store: true },
    told: [leftOut("Seed")],
  },
  {
    what: "a code beside the parameter, without a sentence",
    before: { seed: 7 },
    refusals: [{ error: { code: "unsupported_parameter", param: "seed" } }],
    after: {},
    told: [leftOut("Seed")],
  },
];
