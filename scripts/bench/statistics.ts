/** The middle of the values; the mean of the two middle ones when their number is even. */
export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
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
