/** How often values fall into each of some bins of one width. */
export interface Histogram {
  /** Where the first bin begins. */
  from: number;
  width: number;
  counts: number[];
  /** Values in all. */
  total: number;
  median: number;
  /** The value that 95 of 100 are not above. */
  most95: number;
}

const leastBins = 6;
const mostBins = 40;
const leadingDigits = [1, 2, 5, 10];

/** The least of 1, 2 and 5 times a power of ten that is not below a number. */
export const roundStep = (least: number): number => {
  const power = 10 ** Math.floor(Math.log10(least));
  const digit = leadingDigits.find((one) => one * power >= least * (1 - 1e-9)) ?? 10;
  return digit * power;
};

const quantile = (sorted: Float64Array, share: number): number =>
  sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? Number.NaN;

/** The histogram of numbers, with more bins for more of them; undefined where there is none. Those that are not finite are left out. */
export const histogramOf = (values: Float64Array): Histogram | undefined => {
  const sorted = values.filter(Number.isFinite).sort();
  const [least = 0, most = 0] = [sorted[0], sorted.at(-1)];
  if (sorted.length === 0) return undefined;
  const bins = Math.min(mostBins, Math.max(leastBins, Math.ceil(2 * Math.sqrt(sorted.length))));
  const width = most > least ? roundStep((most - least) / (bins - 1)) : roundStep(Math.max(1, least / bins));
  const from = Math.floor(least / width) * width;
  const counts = new Array<number>(Math.floor((most - from) / width + 1e-9) + 1).fill(0);
  for (const value of sorted) {
    const bin = Math.min(counts.length - 1, Math.floor((value - from) / width + 1e-9));
    counts[bin] = (counts[bin] ?? 0) + 1;
  }
  const median = quantile(sorted, 0.5);
  return { from, width, counts, total: sorted.length, median, most95: quantile(sorted, 0.95) };
};
