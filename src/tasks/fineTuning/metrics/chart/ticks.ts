/** Round numbers along an axis, and what it reaches from and to. */
export interface Axis {
  from: number;
  to: number;
  ticks: number[];
}

/** Values that are all smaller stand on the axis as 0: numbers close to the least have too few digits to count by. */
const smallest = 1e-100;

/** 1, 2 or 5 times a power of ten: the least that is no smaller than the length. */
const roundStep = (length: number): number => {
  const power = 10 ** Math.floor(Math.log10(length));
  return ([1, 2, 5].find((factor) => factor * power >= length * (1 - 1e-9)) ?? 10) * power;
};

/**
 * An axis with about so many round numbers that holds all values.
 * @param isWhole - between whole numbers nothing is counted
 */
export const axisFor = (lowest: number, highest: number, wanted: number, isWhole = false): Axis => {
  // A line needs room on both sides, however flat it is.
  const size = Math.max(Math.abs(lowest), Math.abs(highest));
  const around = size < smallest ? 0 : size;
  const least = isWhole ? 1 : around * 1e-6 || 1;
  const isFlat = highest - lowest < least;
  const [low, high] = isFlat
    ? isWhole
      ? [lowest - 1, highest + 1]
      : [lowest - (around / 10 || 1), highest + (around / 10 || 1)]
    : [lowest, highest];
  const step = Math.max(roundStep((high - low) / wanted), isWhole ? 1 : 0);
  const first = isWhole ? Math.ceil(low / step) : Math.floor(low / step + 1e-9);
  const last = isWhole ? Math.floor(high / step) : Math.ceil(high / step - 1e-9);
  const ticks = Array.from({ length: last - first + 1 }, (_, index) => {
    const tick = (first + index) * step;
    return isWhole ? tick : Number(tick.toPrecision(12));
  });
  return isWhole
    ? { from: low, to: high, ticks }
    : { from: ticks[0] ?? low, to: ticks.at(-1) ?? high, ticks };
};

/** A number as short as it can be read. */
export const tickText = (value: number): string => {
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e6 || size < 1e-3)) return value.toExponential().replace("e+", "e");
  return String(Number(value.toPrecision(6)));
};
