/** A field of an answer as text; undefined for a blank text and for anything else. */
export const textIn = (value: unknown): string | undefined =>
  typeof value === "string" && value.trim() !== "" ? value : undefined;

/** A field of an answer as an object with fields of its own; empty for anything else. */
export const fieldsIn = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : {};

/** The entries of a list of which something can be read. */
export const readable = <Entry>(
  entries: unknown,
  read: (fields: Readonly<Record<string, unknown>>) => Entry | undefined,
): Entry[] =>
  (Array.isArray(entries) ? entries : []).flatMap((entry: unknown) => {
    const known = read(fieldsIn(entry));
    return known === undefined ? [] : [known];
  });
