"use strict";
const { brotliCompressSync, constants } = require("node:zlib");

/** Stands before each token. No other token has this character. */
const mark = "\u0002";

/** A token that is no text has a second mark, and its bytes as characters from U+0100 on, none of which is the mark. */
const asText = (token) => {
  if (typeof token === "string" && token !== mark) return mark + token;
  return mark + mark + String.fromCharCode(...Array.from(Buffer.from(token), (byte) => byte + 0x100));
};

const packed = () => {
  const tokens = require("gpt-tokenizer/cjs/bpeRanks/o200k_base").default;
  if (tokens.some((token) => token !== mark && String(token).includes(mark)))
    throw new Error("The token table has the mark in a token by now: choose another character.");
  const source = Buffer.from(tokens.map(asText).join(""));
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
    [constants.BROTLI_PARAM_SIZE_HINT]: source.length,
  };
  return brotliCompressSync(source, { params }).toString("base64");
};

/**
 * A webpack loader: packs the token table of gpt-tokenizer, two megabytes of source, with marks in place of JSON's signs,
 * which take a twentieth more. It is unpacked when a token is first counted.
 */
module.exports = () => `import { brotliDecompressSync } from "node:zlib";
const parts = brotliDecompressSync(Buffer.from("${packed()}", "base64")).toString().split("\\u0002");
const tokens = [];
for (let place = 1; place < parts.length; place += 1) {
  if (parts[place]) tokens.push(parts[place]);
  else {
    place += 1;
    const bytes = [...Buffer.from(parts[place], "latin1")];
    tokens.push(bytes.length === 1 && bytes[0] === ${mark.charCodeAt(0)} ? "\\u0002" : bytes);
  }
}
export default tokens;`;
