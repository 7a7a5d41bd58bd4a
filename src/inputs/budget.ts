import { structuredObjectInput } from "@prismatic-io/spectral";
import { refuse } from "./cleaners";
import { cleanTextPairs } from "./cleanTextPairs";
import { choiceInput, numberInput, pairsInput } from "./kinds";

const mostTags = 20;
const longestName = 64;
const longestValue = 256;

/** Cleans tags: as many and as long as a line of the log has room for. */
const cleanTags = (value: unknown): Array<readonly [name: string, value: string]> => {
  const pairs = cleanTextPairs("Tags")(value);
  if (pairs.length > mostTags) refuse("Tags", `${pairs.length} pairs`, `Enter ${mostTags} at most.`);
  for (const [name, entry] of pairs) {
    if (name.length > longestName) refuse("Tags", name, `Enter names of ${longestName} characters at most.`);
    if (entry.length > longestValue)
      refuse("Tags", entry, `Enter values of ${longestValue} characters at most.`);
  }
  return pairs;
};

const tokenLimit = (label: string, comments: string) =>
  numberInput({
    label,
    comments,
    example: "100000",
    range: { min: 0, max: Number.MAX_SAFE_INTEGER, isInteger: true },
  });

const costLimit = (label: string, comments: string) =>
  numberInput({ label, comments, example: "2.50", range: { min: 0, max: 1_000_000_000 } });

/** Group of limits on what answers use, and of tags for the usage record; the same for every action with a model. */
export const budget = structuredObjectInput({
  label: "Budget and Tags",
  comments: "Limits over which nothing is sent, and tags for the usage record. Batches don't count.",
  inputs: {
    tokensPerRun: tokenLimit(
      "Tokens per Run",
      "The most tokens that the steps of one run may use together. Counted are steps with any limit here.",
    ),
    costPerRun: costLimit(
      "Cost per Run",
      "The most that the steps of one run may cost together. Needs Prices, in whose currency it is.",
    ),
    tokensPerDay: tokenLimit(
      "Tokens per Day",
      "The most tokens that all runs of the instance may use in a day of UTC. Runs side by side may pass it.",
    ),
    costPerDay: costLimit(
      "Cost per Day",
      "The most that all runs of the instance may cost in a day of UTC. Runs side by side may pass it; needs Prices.",
    ),
    whenUnknown: choiceInput({
      label: "When Spending Is Unknown",
      comments: "What to do where the platform's state can't be read. Empty means Refuse.",
      placeholder: "Choose what to do",
      example: "refuse",
      choices: { refuse: "Refuse", goOn: "Go On" },
    }),
    tags: {
      ...pairsInput({
        label: "Tags",
        keyLabel: "Name",
        comments:
          "Names and values that the usage record has beside customer, instance, flow, step and execution, or in place of them.",
        placeholder: "Enter a value",
        example: "plan",
      }),
      clean: cleanTags,
    },
  },
});
