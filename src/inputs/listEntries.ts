/** The entries of a list that an earlier step gives as JSON; any other value is an entry of its own. */
export const listEntries = (value: unknown): unknown[] => {
  if (Array.isArray(value)) return value;
  if (typeof value === "string" && /^\s*\[.*\]\s*$/s.test(value)) {
    try {
      const list: unknown = JSON.parse(value);
      if (Array.isArray(list)) return list;
    } catch {
      // A text in brackets, such as a pattern.
    }
  }
  return [value];
};
