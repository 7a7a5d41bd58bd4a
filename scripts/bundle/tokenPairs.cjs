"use strict";

/** How many tokens are a single byte: the first ones. */
const singles = 256;
const rounds = 5;

/** The bytes of a token, each as a character. */
const bytesOf = (token) => Buffer.from(token).toString("latin1");

/** For each longer token, the pairs of earlier tokens that it may be put together from. */
const pairsOf = (tokens) => {
  const ranks = new Map(tokens.map((token, rank) => [token, rank]));
  return tokens.slice(singles).map((token, place) => {
    const isEarlier = (rank) => rank !== undefined && rank < place + singles;
    const pairs = Array.from({ length: token.length - 1 }, (_, cut) => [
      ranks.get(token.slice(0, cut + 1)),
      ranks.get(token.slice(cut + 1)),
    ]).filter((pair) => pair.every(isEarlier));
    if (pairs.length === 0)
      throw new Error(`The token ${place + singles} is no pair of earlier ones by now.`);
    return pairs;
  });
};

/** How often each token is used. */
const usesOf = (ranks, count) => {
  const uses = new Uint32Array(count);
  for (const rank of ranks) uses[rank] += 1;
  return uses;
};

/** One pair for each token, so chosen that few tokens are used often: what is used often packs well. */
const choosePairs = (options, count) => {
  let pairs = options.map(([first]) => first);
  for (let round = 0; round < rounds; round += 1) {
    const lefts = usesOf(
      pairs.map(([left]) => left),
      count,
    );
    const rights = usesOf(
      pairs.map(([, right]) => right),
      count,
    );
    const worth = ([left, right]) => Math.log(lefts[left] + 0.001) + Math.log(rights[right] + 0.001);
    pairs = options.map((some) => some.reduce((best, pair) => (worth(pair) > worth(best) ? pair : best)));
  }
  return pairs;
};

module.exports = { bytesOf, choosePairs, pairsOf, singles, usesOf };
