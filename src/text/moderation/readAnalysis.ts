import { fieldsOf } from "../isObject";
import { categoryName } from "./categories";
import {
  addVerdict,
  type CategoryVerdict,
  gapIn,
  type Judgment,
  severityLimit,
  type Thresholds,
} from "./verdict";

const mostCategories = 100;

/** A severity from 0 to 7; null for anything else, such as none. */
export const severityIn = (value: unknown): number | null =>
  typeof value === "number" && Number.isInteger(value) && value >= 0 && value <= 7 ? value : null;

/** Reads an answer of Azure AI Content Safety by the names of its categories: their order differs. */
export const readAnalysis = (answer: unknown, thresholds: Thresholds): Judgment => {
  const { categoriesAnalysis: entries } = fieldsOf(answer);
  const categories = new Map<string, CategoryVerdict>();
  for (const entry of Array.isArray(entries) ? entries.slice(0, mostCategories) : []) {
    const { category, severity: given } = fieldsOf(entry);
    if (typeof category !== "string" || category === "") continue;
    const name = categoryName(category);
    const severity = severityIn(given);
    const flagged = severity === null ? null : severity >= severityLimit(thresholds, name);
    addVerdict(categories, name, { flagged, score: null, severity });
  }
  return { categories, gap: gapIn("Content Safety", categories), raw: answer };
};
