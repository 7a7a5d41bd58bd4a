"use strict";
const { brotliCompressSync, constants } = require("node:zlib");
const { encode, leadingBits } = require("./encodeTokens.cjs");
const { bytesOf, choosePairs, pairsOf, singles } = require("./tokenPairs.cjs");
const { scriptOf, startsOf, TokenOrder, tokenOrders, unpack } = require("./tokenPlaces.cjs");

const packed = () => {
  const table = require("gpt-tokenizer/cjs/bpeRanks/o200k_base").default;
  const tokens = table.map(bytesOf);
  if (tokens.findIndex((token) => token.length > 1) !== singles)
    throw new Error("The token table begins otherwise than with the single bytes by now.");
  const singlesFirst = Buffer.from(tokens.slice(0, singles).join(""), "latin1");
  const source = Buffer.concat([encode(tokens, choosePairs(pairsOf(tokens), tokens.length)), singlesFirst]);
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
    [constants.BROTLI_PARAM_SIZE_HINT]: source.length,
  };
  return { bytes: brotliCompressSync(source, { params }).toString("base64"), count: tokens.length };
};

/**
 * A webpack loader: packs the token table of gpt-tokenizer, two megabytes of source. Each token is two earlier ones
 * behind each other, which takes less than its text, and each of these is a place among the tokens so far, those of
 * much use first: the second part among those of its script, which the first part mostly tells. It is unpacked when a
 * token is first counted.
 */
module.exports = () => {
  const { bytes, count } = packed();
  return `import { brotliDecompressSync } from "node:zlib";
const source = brotliDecompressSync(Buffer.from("${bytes}", "base64"));
${scriptOf}
${TokenOrder}
${tokenOrders}
${startsOf}
${unpack}
const asText = (token) => {
  if (!/[\\x80-\\xff]/.test(token)) return token;
  const bytes = Buffer.from(token, "latin1");
  const text = bytes.toString();
  const isText = text.includes("\\ufffd") ? Buffer.from(text).latin1Slice() === token : text[0] !== "\\ufeff";
  return isText ? text : [...bytes];
};
export default unpack(source, ${count}, ${singles}, ${leadingBits}).map(asText);`;
};
