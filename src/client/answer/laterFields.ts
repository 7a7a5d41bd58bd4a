import type { JsonObject } from "../../text/isObject";

/** True for a value that says something. */
export const isSaid = (value: unknown): boolean => value !== null && value !== undefined && value !== "";

/**
 * Sets the fields of a later event of a stream. A field that it lacks, or that says nothing, keeps its value.
 * @param firstCounts - names of the fields that keep what was said first
 */
export const setFields = (
  whole: JsonObject,
  fields: Readonly<JsonObject>,
  firstCounts: ReadonlySet<string> = new Set(),
): void => {
  for (const [key, value] of Object.entries(fields)) {
    if (key === "__proto__" || (!isSaid(value) && key in whole)) continue;
    // Chunks without a time have 0.
    if (firstCounts.has(key) && isSaid(whole[key]) && whole[key] !== 0) continue;
    whole[key] = value;
  }
};
