import { fieldsOf } from "../isObject";
import { categoryName } from "./categories";
import { addVerdict, type CategoryVerdict, type Judgment, type Thresholds } from "./verdict";

const mostCategories = 100;

const scoreIn = (value: unknown): number | null =>
  typeof value === "number" && value >= 0 && value <= 1 ? value : null;

/** True for a category that was looked for in other kinds of input alone: its score of 0 says nothing. */
const isNotFor = (kind: "text" | "image", applied: unknown): boolean =>
  Array.isArray(applied) && !applied.includes(kind);

const flagOf = (score: number | null, own: unknown, limit: number | undefined): boolean | null => {
  if (limit !== undefined) return score === null ? null : score >= limit;
  return typeof own === "boolean" ? own : null;
};

/** Reads one result of OpenAI's moderation. Categories that it did not look for are left out. */
export const readModeration = (
  given: unknown,
  kind: "text" | "image",
  { scores: limits }: Thresholds,
): Judgment => {
  const result = fieldsOf(given);
  const flags = fieldsOf(result["categories"]);
  const scores = fieldsOf(result["category_scores"]);
  const applied = fieldsOf(result["category_applied_input_types"]);
  const categories = new Map<string, CategoryVerdict>();
  const unlooked: string[] = [];
  const names = new Set([...Object.keys(flags), ...Object.keys(scores)]);
  for (const own of [...names].slice(0, mostCategories)) {
    const name = categoryName(own);
    const score = scoreIn(scores[own]);
    const isUnknown = score === null && typeof flags[own] !== "boolean";
    if (isUnknown) continue;
    // What is flagged was looked for, whatever else the service says.
    if (flags[own] !== true && isNotFor(kind, applied[own])) unlooked.push(name);
    else
      addVerdict(categories, name, {
        flagged: flagOf(score, flags[own], limits.get(name)),
        score,
        severity: null,
      });
  }
  // Flagged for a category that the result does not name, so no threshold of the step can be meant.
  const isRefused = result["flagged"] === true && !Object.values(flags).includes(true);
  const gap = categories.size === 0 && !isRefused ? `OpenAI says nothing of the ${kind}.` : null;
  return { categories, gap, isRefused, unlooked, raw: given };
};
