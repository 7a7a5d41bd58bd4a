/** A share of a sample, and where the share of all lies in 95 of 100 samples. */
interface Score {
  share: number;
  least: number;
  most: number;
}

/** The share of mutants that were noticed, with its 95 % interval after Wilson, cut short where a sample is all there is. */
export const mutationScore = (noticed: number, judged: number, all: number): Score => {
  if (judged === 0) return { share: Number.NaN, least: 0, most: 1 };
  const share = noticed / judged;
  if (judged >= all) return { share, least: share, most: share };
  const z = 1.96;
  const middle = share + z ** 2 / (2 * judged);
  const half = z * Math.sqrt((share * (1 - share)) / judged + z ** 2 / (4 * judged ** 2));
  const divisor = 1 + z ** 2 / judged;
  return { share, least: (middle - half) / divisor, most: Math.min(1, (middle + half) / divisor) };
};
