/** Distances between the marks of an axis that stand at whole numbers. */
export const wholeSteps = Array.from({ length: 9 }, (_, power) =>
  [1, 2, 5].map((digit) => digit * 10 ** power),
).flat();
