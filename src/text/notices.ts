const key = Symbol("notices");

/** Gives a list with notices on how it was read. They are no part of it: whoever reads the list does not meet them. */
export const withNotices = <List extends object>(list: List, notices: readonly string[]): List =>
  notices.length === 0 ? list : Object.defineProperty(list, key, { value: notices });

/** The notices on how a cleaned input was read; none for any other value. */
export const noticesOf = (value: unknown): readonly string[] =>
  Array.isArray(value) ? ((value as { [key]?: readonly string[] })[key] ?? []) : [];

/** A warning with the notices on how an input was read; null for neither. */
export const warningWith = (warning: string | null, value: unknown): string | null =>
  [warning ?? [], noticesOf(value)].flat().join(" ") || null;
