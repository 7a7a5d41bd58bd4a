import type { MetricsRow } from "./metricsRow";

const measuredIn = ({ values }: MetricsRow): number =>
  Object.values(values).filter((value) => value !== null).length;

/**
 * At most so many rows, spread evenly: of neighbors the one with the most measurements, and always the last row and
 * that of the best step.
 */
export const thinRows = (
  rows: readonly MetricsRow[],
  most: number,
  bestStep: number | undefined,
): MetricsRow[] => {
  const last = rows.at(-1);
  if (rows.length <= most || !last) return [...rows];
  const places = Math.max(1, most - 1);
  const kept = Array.from({ length: places }, (_, place) => {
    const neighbors = rows.slice(
      Math.floor((place * (rows.length - 1)) / places),
      Math.floor(((place + 1) * (rows.length - 1)) / places),
    );
    return (
      neighbors.find(({ step }) => step === bestStep) ??
      neighbors.reduce((found, row) => (measuredIn(row) >= measuredIn(found) ? row : found))
    );
  });
  return most > 1 ? [...kept, last] : kept;
};
