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
