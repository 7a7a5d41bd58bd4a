/** What a call may hold. */
export interface CallLimits {
  items: number;
  /** Estimated tokens of all texts together. */
  tokens: number;
}

/** Most texts in a call (both services' reference of embeddings). */
export const mostItems = 2048;

/**
 * Estimated tokens of a call. The services take 300,000 (quotas and limits), others 120,000, estimates may be too low,
 * and a smaller call waits less for a quota.
 */
export const mostTokens = 100_000;

/** A text of so many estimated tokens may be too long for the model: alone in its call, it fails alone. */
const longTokens = 4_000;

/** Bytes of a token, about. */
const bytesPerToken = 4;

/** Estimates a text's tokens by its bytes: Chinese has as few characters for a token as English has bytes. */
export const estimatedTokens = (text: string): number => Math.ceil(Buffer.byteLength(text) / bytesPerToken);

/** Divides places into calls within the limits, in their order; a long text is alone in its call. */
export const planCalls = (
  places: readonly number[],
  tokensAt: (place: number) => number,
  limits: CallLimits,
): number[][] => {
  const calls: number[][] = [];
  let open: number[] = [];
  let tokens = 0;
  for (const place of places) {
    const cost = tokensAt(place);
    if (cost >= longTokens) {
      calls.push([place]);
      continue;
    }
    if (open.length === limits.items || (open.length > 0 && tokens + cost > limits.tokens)) {
      calls.push(open);
      open = [];
      tokens = 0;
    }
    open.push(place);
    tokens += cost;
  }
  return open.length > 0 ? [...calls, open] : calls;
};
