"use strict";

/** A webpack loader: in place of gpt-tokenizer's token table, what unpacks the one that TokenTablePlugin adds. */
module.exports = () => `import { brotliDecompressSync } from "node:zlib";
const packed = String(tokenTable).split(/\\/\\*|\\*\\//)[1];
export default JSON.parse(brotliDecompressSync(Buffer.from(packed, "base64")).toString());`;
