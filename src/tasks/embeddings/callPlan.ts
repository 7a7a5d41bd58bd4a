/** What a call may hold. */
export interface CallLimits {
  items: number;
  /** Estimated tokens of all texts together. */
  tokens: number;
}

/** Most texts in a call (both services' reference of embeddings). */
export const mostItems = 2048;

/** Estimated tokens of a call: the services take 300,000 (quotas and limits), others 120,000, and estimates may be low. */
export const mostTokens = 100_000;

/** The same while no quota is known, and at the least. */
const usualTokens = 20_000;
const fewestTokens = 2_000;

/** Calls that a quota of a minute is divided into: small ones start at an even pace, and leave little of it unused. */
const callsPerMinute = 200;

/**
 * Tokens of a call by the quota.
 * @param share - the share that one token is of a minute's quota; 0 where none is known
 */
export const tokensByQuota = (share: number): number =>
  share > 0
    ? Math.min(mostTokens, Math.max(fewestTokens, Math.floor(1 / (share * callsPerMinute))))
    : usualTokens;

/** A text of so many estimated tokens may be too long for the model: alone in its call, it fails alone. */
const longTokens = 4_000;

/** Bytes of a token, about. */
const bytesPerToken = 4;

/** Estimates a text's tokens by its bytes: Chinese has as few characters for a token as English has bytes. */
export const estimatedTokens = (text: string): number => Math.ceil(Buffer.byteLength(text) / bytesPerToken);

/** A list of so many calls ends with smaller ones: what a call leaves unused of a quota beside it is its size. */
const fewestToTaper = 10;
/** Toward the end, a call takes this share of the tokens that are left. */
const lastShare = 1 / 4;

/** Most tokens of the next call, by those that are left. */
const roomFor = (left: number, all: number, tokens: number): number =>
  all < fewestToTaper * tokens ? tokens : Math.min(tokens, Math.max(fewestTokens, left * lastShare));

/** Divides places into calls within the limits, in their order; a long text is alone in its call. */
export const planCalls = (
  places: readonly number[],
  tokensAt: (place: number) => number,
  limits: CallLimits,
): number[][] => {
  const calls: number[][] = [];
  let open: number[] = [];
  let tokens = 0;
  const all = places.reduce((sum, place) => sum + tokensAt(place), 0);
  let left = all;
  for (const place of places) {
    const cost = tokensAt(place);
    left -= cost;
    if (cost >= longTokens) {
      calls.push([place]);
      continue;
    }
    if (
      open.length === limits.items ||
      (open.length > 0 && tokens + cost > roomFor(left + cost + tokens, all, limits.tokens))
    ) {
      calls.push(open);
      open = [];
      tokens = 0;
    }
    open.push(place);
    tokens += cost;
  }
  return open.length > 0 ? [...calls, open] : calls;
};
