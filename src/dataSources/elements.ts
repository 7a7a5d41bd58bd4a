import type { Element } from "@prismatic-io/spectral";

/** A choice's label: its name, with details in parentheses. */
export const labelOf = (name: string, details: ReadonlyArray<string | undefined>): string => {
  const known = details.filter((detail) => detail !== undefined && detail !== "");
  return known.length > 0 ? `${name} (${known.join(", ")})` : name;
};

/** The first choice of each value, whatever the case of its letters. */
export const firstOfEach = (elements: readonly Element[]): Element[] => [
  ...new Map(elements.toReversed().map((element) => [element.key.toLowerCase(), element])).values(),
];

/** Sorts choices by their labels or values, with numbers by their value. */
export const sorted = (elements: readonly Element[], by: "key" | "label" = "key"): Element[] =>
  elements.toSorted((left, right) =>
    (left[by] ?? left.key).localeCompare(right[by] ?? right.key, "en", { numeric: true }),
  );
