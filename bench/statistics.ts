/** The middle of the values; the mean of the two middle ones when their number is even. */
export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
};

/**
 * The mean of the least quarter of the values. What other processes cost is only ever added to a time, so that the
 * least tell most of the program; the mean of several of them varies less than the very least.
 */
export const leastMean = (values: readonly number[]): number => {
  const least = [...values].sort((left, right) => left - right).slice(0, Math.ceil(values.length / 4));
  return least.reduce((sum, value) => sum + value, 0) / least.length;
};

/** A column of a printed table: its heading and how wide it is. */
const pad = (cells: readonly string[], widths: readonly number[]): string =>
  cells
    .map((cell, index) => (index === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[index] ?? 0)))
    .join("  ");

/** Prints rows under a heading, columns aligned. */
export const printTable = (heading: readonly string[], rows: ReadonlyArray<readonly string[]>): void => {
  const all = [heading, ...rows];
  const widths = heading.map((_cell, index) => Math.max(...all.map((row) => row[index]?.length ?? 0)));
  for (const row of all) console.log(pad(row, widths));
  console.log();
};

/** One claim of the bench: measured value, its limit, and whether it holds. */
export interface Claim {
  name: string;
  value: number;
  limit: number;
  /** most: the value may not be above the limit; least: not below it. */
  bound: "most" | "least";
}

/** True when the measured value is on the right side of its limit. */
export const holds = ({ value, limit, bound }: Claim): boolean =>
  bound === "most" ? value <= limit : value >= limit;
