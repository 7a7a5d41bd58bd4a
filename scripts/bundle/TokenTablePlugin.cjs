"use strict";
const path = require("node:path");
const { brotliCompressSync, constants } = require("node:zlib");
const { BannerPlugin, Compilation } = require("webpack");

const table = path.join(__dirname, "../../node_modules/gpt-tokenizer/esm/bpeRanks/o200k_base.js");

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
 * Keeps the token table of gpt-tokenizer, two megabytes of source, as the comment of a function at the bundle's end.
 * A comment is what an engine reads fastest: as a module or a string, the table costs every load many times as much.
 * It is unpacked, from the function's source text, when a token is first counted (docs/decisions).
 */
module.exports = class TokenTablePlugin extends BannerPlugin {
  static rule = { test: table, loader: path.join(__dirname, "readTokenTable.cjs") };

  constructor() {
    super({
      banner: `\nfunction tokenTable(){/*${packed()}*/}`,
      raw: true,
      footer: true,
      stage: Compilation.PROCESS_ASSETS_STAGE_SUMMARIZE,
    });
  }
};
