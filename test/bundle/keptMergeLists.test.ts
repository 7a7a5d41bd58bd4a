import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { seededRandom } from "../../local/endpoint/server/seededRandom";
import { root } from "./builtBundle";

const load = createRequire(path.join(root, "webpack.config.js"));
const keptMergeLists = load("./scripts/bundle/keptMergeLists.cjs") as (source: string) => string;
const file = path.join(
  path.dirname(load.resolve("gpt-tokenizer/cjs/bpeRanks/o200k_base")),
  "../BytePairEncodingCore.js",
);

interface Core {
  bytePairMerge(word: Uint8Array): number[];
}

/** The encoder of a source, with 256 bytes and 2,000 pairs of earlier tokens as its table. */
const encoderOf = (source: string): Core => {
  const random = seededRandom(5);
  const table = Array.from({ length: 256 }, (_, byte) => String.fromCharCode(byte % 128));
  while (table.length < 2000) {
    const [one, other] = [0, 0].map(() => table[97 + Math.floor(random() * (table.length - 97))] ?? "");
    table.push(`${one}${other}`);
  }
  const exported: { BytePairEncodingCore?: new (options: object) => Core } = {};
  Function("exports", "require", source)(exported, createRequire(file));
  const { BytePairEncodingCore: Encoder } = exported;
  if (!Encoder) throw new Error("The source has no encoder.");
  return new Encoder({ bytePairRankDecoder: table, tokenSplitRegex: /\w+/g, mergeCacheSize: 0 });
};

const source = readFileSync(file, "utf8");

describe("the encoder whose lists are kept", () => {
  it("puts words together as the library's own", () => {
    const [own, kept] = [encoderOf(source), encoderOf(keptMergeLists(source))];
    const random = seededRandom(9);
    for (let word = 0; word < 500; word += 1) {
      const letters = Array.from({ length: 1 + Math.floor(random() * 60) }, () => 97 + random() * 26);
      const bytes = Uint8Array.from(letters);
      expect(kept.bytePairMerge(bytes)).toEqual(own.bytePairMerge(bytes));
    }
  });

  it("is not made from another source", () => {
    expect(() => keptMergeLists("const starts = [];")).toThrow("in another way by now");
  });
});
