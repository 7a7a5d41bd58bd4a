import type { JsonObject } from "../../text/isObject";

const placeholder = /\{\{\s{0,10}item\.([^{}\s]{1,200})\s{0,10}\}\}/g;
/** How the code of a grader reads a field that has to be there. */
const subscript = /\bitem\s{0,10}\[\s{0,10}["']([^"'\]]{1,200})["']\s{0,10}\]/g;
const mostLevels = 50;

const textsIn = (value: unknown, level = 0): string[] => {
  if (typeof value === "string") return [value];
  if (typeof value !== "object" || value === null || level === mostLevels) return [];
  return Object.values(value).flatMap((inner) => textsIn(inner, level + 1));
};

/** The fields of a row that a grader reads: `{{item.name}}`, and `item["name"]` in code. */
export const graderFields = (grader: JsonObject | undefined): string[] => {
  const names = textsIn(grader).flatMap((text) =>
    [placeholder, subscript].flatMap((pattern) => [...text.matchAll(pattern)].map(([, name = ""]) => name)),
  );
  return [...new Set(names)];
};
