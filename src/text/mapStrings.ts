import { isObject } from "./isObject";

/** Changes every text in a value of an earlier step, and the names of its fields. Files and dates stay. */
export const mapStrings = (value: unknown, change: (text: string) => string): unknown => {
  if (typeof value === "string") return change(value);
  if (Array.isArray(value)) return value.map((entry) => mapStrings(entry, change));
  if (!isObject(value) || ArrayBuffer.isView(value) || value instanceof Date) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, entry]) => [change(name), mapStrings(entry, change)]),
  );
};
