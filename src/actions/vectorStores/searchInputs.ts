import { input } from "@prismatic-io/spectral";
import { cleanText, isEmpty, refuse } from "../../inputs/cleaners";
import { objectInput } from "../../inputs/jsonInput";
import { choiceInput, flagInput, numberInput } from "../../inputs/kinds";
import { readAt } from "../../text/InputError";

const queryLabel = "Query";
const mostQueries = 100;

/** Input for what to search for. */
export const query = input({
  label: queryLabel,
  type: "text",
  required: true,
  comments:
    "What to search for, in plain words. A list of an earlier step searches for all of them together.",
  placeholder: "Enter a question or words",
  example: "How long can goods be sent back?",
  clean: (value: unknown): string | string[] => {
    const clean = cleanText(queryLabel);
    if (!Array.isArray(value)) return clean(value) ?? refuse(queryLabel, "", "Enter what to search for.");
    const queries = value.flatMap((entry, index) =>
      isEmpty(entry) ? [] : (readAt(`query ${index + 1}`, () => clean(entry)) ?? []),
    );
    if (queries.length > mostQueries)
      refuse(queryLabel, `${queries.length} queries`, `Give ${mostQueries} at most.`);
    return queries.length > 0 ? queries : refuse(queryLabel, "", "Enter what to search for.");
  },
});

/** Input for the most passages. */
export const maxResults = numberInput({
  label: "Max Results",
  comments: "The most passages, from 1 to 50. Empty leaves it to the service (10).",
  example: "10",
  range: { min: 1, max: 50, isInteger: true },
});

/** Input for the files to search in. */
export const filters = objectInput({
  label: "Filters (JSON)",
  comments:
    "Attributes that files must have, or a filter in the service's form with eq, ne, gt, gte, lt, lte, and, or.",
  placeholder: "Enter a JSON object",
  example: '{"customer": "acme", "year": 2026}',
});

/** Input for the least score. */
export const scoreThreshold = numberInput({
  label: "Score Threshold",
  comments: "Passages with a lower score are left out. Scores have no common scale: look at some before.",
  example: "0.5",
  range: { min: 0, max: 1_000 },
});

/** Input for whether the service puts the query in its own words. */
export const rewriteQuery = flagInput({
  label: "Rewrite Query",
  default: "false",
  comments: "When true, the service puts the query into words that find more.",
});

/** Input for what orders the passages. */
export const ranker = choiceInput({
  label: "Ranker",
  comments: "What orders the passages. Empty leaves it to the service.",
  placeholder: "Choose a ranker",
  example: "auto",
  choices: { auto: "Automatic", none: "None", "default-2024-11-15": "Default of 2024-11-15" },
});
