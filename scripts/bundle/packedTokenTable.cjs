"use strict";
const { brotliCompressSync, constants } = require("node:zlib");

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

/** The magnitude of a number of uses, 0 for none: with it alone, the order of use can be made again. */
const magnitudes = (uses) =>
  Uint8Array.from(uses, (count) => (count === 0 ? 0 : 1 + Math.floor(Math.log2(count))));

/** Ranks of the tokens that are used, those used most first. The unpacking has this function as well. */
const byUse = (sizes) =>
  Array.from(sizes, (_, rank) => rank)
    .filter((rank) => sizes[rank] > 0)
    .sort((one, other) => sizes[other] - sizes[one] || one - other);

/** One side of the pairs: magnitudes of use, then the places in the order of use, high bytes and low bytes apart. */
const sideOf = (ranks, count) => {
  const sizes = magnitudes(usesOf(ranks, count));
  const places = new Map(byUse(sizes).map((rank, place) => [rank, place]));
  const ids = ranks.map((rank) => places.get(rank));
  return [sizes, Uint8Array.from(ids, (id) => id >> 8), Uint8Array.from(ids, (id) => id & 255)];
};

const packed = () => {
  const table = require("gpt-tokenizer/cjs/bpeRanks/o200k_base").default;
  const tokens = table.map(bytesOf);
  if (tokens.findIndex((token) => token.length > 1) !== singles)
    throw new Error("The token table begins otherwise than with the single bytes by now.");
  const pairs = choosePairs(pairsOf(tokens), tokens.length);
  const source = Buffer.concat([
    Buffer.from(tokens.slice(0, singles).join(""), "latin1"),
    ...sideOf(
      pairs.map(([left]) => left),
      tokens.length,
    ),
    ...sideOf(
      pairs.map(([, right]) => right),
      tokens.length,
    ),
  ]);
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
    [constants.BROTLI_PARAM_SIZE_HINT]: source.length,
  };
  return { bytes: brotliCompressSync(source, { params }).toString("base64"), count: tokens.length };
};

/**
 * A webpack loader: packs the token table of gpt-tokenizer, two megabytes of source. Each token is two earlier ones
 * behind each other, which takes less than its text. It is unpacked when a token is first counted.
 */
module.exports = () => {
  const { bytes, count } = packed();
  return `import { brotliDecompressSync } from "node:zlib";
const source = brotliDecompressSync(Buffer.from("${bytes}", "base64"));
const byUse = ${byUse};
let at = ${singles};
const take = (length) => source.subarray(at, (at += length));
const readSide = () => {
  const order = byUse(take(${count}));
  const high = take(${count - singles});
  const low = take(${count - singles});
  return (place) => order[(high[place] << 8) | low[place]];
};
const left = readSide();
const right = readSide();
const tokens = Array.from(source.latin1Slice(0, ${singles}));
for (let place = 0; place < ${count - singles}; place += 1) tokens.push(tokens[left(place)] + tokens[right(place)]);
const asText = (token) => {
  if (!/[\\x80-\\xff]/.test(token)) return token;
  const bytes = Buffer.from(token, "latin1");
  const text = bytes.toString();
  const isText = text.includes("\\ufffd") ? Buffer.from(text).latin1Slice() === token : text[0] !== "\\ufeff";
  return isText ? text : [...bytes];
};
export default tokens.map(asText);`;
};
