/**
 * The dot product of two vectors of a length, each at a place of a flat list, in doubles. Four sums side by side keep
 * the processor from waiting for each addition, and nothing is made on the way.
 */
export const dotProduct = (
  left: Float32Array,
  leftStart: number,
  right: Float32Array,
  rightStart: number,
  length: number,
): number => {
  let first = 0;
  let second = 0;
  let third = 0;
  let fourth = 0;
  let at = leftStart;
  let other = rightStart;
  for (const end = leftStart + length - (length % 4); at < end; at += 4, other += 4) {
    first += (left[at] as number) * (right[other] as number);
    second += (left[at + 1] as number) * (right[other + 1] as number);
    third += (left[at + 2] as number) * (right[other + 2] as number);
    fourth += (left[at + 3] as number) * (right[other + 3] as number);
  }
  for (const end = leftStart + length; at < end; at += 1, other += 1)
    first += (left[at] as number) * (right[other] as number);
  return first + second + (third + fourth);
};
