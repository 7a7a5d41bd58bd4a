import { createRequire } from "node:module";
import path from "node:path";
import { isDeepStrictEqual } from "node:util";
import { root } from "./builtBundle";

const require = createRequire(__filename);

/** The module that the build puts in place of the table, as a function that gives the table. */
const packedTable = (): unknown => {
  const source: string = require(path.join(root, "scripts/bundle/packedTokenTable.cjs"))();
  const body = source
    .replace(
      'import { brotliDecompressSync } from "node:zlib";',
      'const { brotliDecompressSync } = require("node:zlib");',
    )
    .replace("export default", "return");
  return Function("require", body)(require);
};

describe("the packed token table", () => {
  it("has every token of the table of the current models, text or bytes, at its rank", () => {
    const table: unknown = require("gpt-tokenizer/cjs/bpeRanks/o200k_base").default;
    // A comparison of jest takes seconds for 200,000 entries.
    expect(isDeepStrictEqual(packedTable(), [...(table as unknown[])])).toBe(true);
  });
});
