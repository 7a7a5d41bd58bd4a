/** One way in which a result is other than what was declared or shown as an example. */
export interface Difference {
  /** Path in the result of the first place, such as `results[0].text`. */
  path: string;
  kind: "missing" | "notDeclared" | "otherType" | "null" | "notInExample" | "onlyInExample";
  /** Types that are declared, for a value of another one. */
  expected?: string;
  found?: string;
  /** Entries of lists in which it is the same. */
  places: number;
}

/** How a result compares with what its part says of it. */
export interface Comparison {
  /** False where the part declares no shape. */
  isDeclared: boolean;
  hasExample: boolean;
  differences: Difference[];
  /** True where there were more differences, or more entries, than were looked at. */
  isCut: boolean;
}
