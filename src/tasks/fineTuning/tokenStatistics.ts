/** How many tokens rows have. */
export interface TokenStatistics {
  sum: number;
  mean: number;
  min: number;
  p5: number;
  p50: number;
  p95: number;
  p99: number;
  max: number;
  /** Rows with up to so many tokens, by powers of two. */
  histogram: Array<{ upTo: number; rows: number }>;
}

const smallestBin = 16;

const histogramOf = (sorted: Uint32Array): TokenStatistics["histogram"] => {
  const bins: TokenStatistics["histogram"] = [];
  let upTo = smallestBin;
  let rows = 0;
  for (const tokens of sorted) {
    while (tokens > upTo) {
      if (bins.length > 0 || rows > 0) bins.push({ upTo, rows });
      upTo *= 2;
      rows = 0;
    }
    rows += 1;
  }
  return rows > 0 ? [...bins, { upTo, rows }] : bins;
};

/** Percentiles and a histogram of token counts; undefined without any. */
export const tokenStatistics = (counts: Uint32Array): TokenStatistics | undefined => {
  if (counts.length === 0) return undefined;
  const sorted = counts.toSorted();
  const at = (share: number): number => sorted[Math.ceil(share * sorted.length) - 1] ?? sorted[0] ?? 0;
  const sum = counts.reduce((total, count) => total + count, 0);
  return {
    sum,
    mean: Math.round(sum / counts.length),
    min: at(0),
    p5: at(0.05),
    p50: at(0.5),
    p95: at(0.95),
    p99: at(0.99),
    max: at(1),
    histogram: histogramOf(sorted),
  };
};
