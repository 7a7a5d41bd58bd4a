"use strict";
const { brotliCompressSync, constants } = require("node:zlib");

const packed = () => {
  const source = Buffer.from(JSON.stringify(require("gpt-tokenizer/cjs/bpeRanks/o200k_base").default));
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
    [constants.BROTLI_PARAM_LGWIN]: constants.BROTLI_MAX_WINDOW_BITS,
    [constants.BROTLI_PARAM_SIZE_HINT]: source.length,
  };
  return brotliCompressSync(source, { params }).toString("base64");
};

/**
 * A webpack loader: packs the token table of gpt-tokenizer, two megabytes of source. It is unpacked when a token is
 * first counted.
 */
module.exports = () => `import { brotliDecompressSync } from "node:zlib";
export default JSON.parse(brotliDecompressSync(Buffer.from("${packed()}", "base64")).toString());`;
