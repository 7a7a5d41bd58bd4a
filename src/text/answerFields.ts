import { fieldsOf } from "./isObject";

/** A field of an answer as text; undefined for a blank text and for any other value. */
export const textIn = (value: unknown): string | undefined =>
  typeof value === "string" && value.trim() !== "" ? value : undefined;

/** The entries of a list that can be read. */
export const readable = <Entry>(
  entries: unknown,
  read: (fields: Readonly<Record<string, unknown>>) => Entry | undefined,
): Entry[] =>
  (Array.isArray(entries) ? entries : []).flatMap((entry: unknown) => {
    const known = read(fieldsOf(entry));
    return known === undefined ? [] : [known];
  });

/** A field of an answer as a number, which may be written as a text; undefined for anything else. */
export const numberIn = (value: unknown): number | undefined => {
  const number = typeof value === "number" ? value : Number(textIn(value) ?? Number.NaN);
  return Number.isFinite(number) ? number : undefined;
};
