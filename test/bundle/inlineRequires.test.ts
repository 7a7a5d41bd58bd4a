import { createRequire } from "node:module";
import path from "node:path";

const load = createRequire(path.join(process.cwd(), "webpack.config.js"));
const inlineRequires = load("./scripts/bundle/inlineRequires.cjs") as (source: string) => string;

/** A module as TypeScript writes it, which uses one of two that it requires. */
const source = `
const text_1 = require("./text");
const sum_1 = __importDefault(require("sum"));
const text_10 = require("./other");
exports.add = (...terms) => (0, sum_1.default)(terms);
exports.say = () => [text_1.word, text_10.word];
`;

describe("a module whose requires are inlined", () => {
  const asked: string[] = [];
  const made = { add: (..._terms: number[]) => 0, say: () => [] as string[] };
  const requireOne = (name: string) => {
    asked.push(name);
    return name === "sum" ? (terms: number[]) => terms.length : { word: name };
  };
  Function(
    "exports",
    "require",
    "__importDefault",
    inlineRequires(source),
  )(made, requireOne, (found: unknown) => ({ default: found }));

  it("asks for nothing until it uses it, and then for that alone", () => {
    expect(asked).toEqual([]);
    expect(made.add(1, 2)).toBe(2);
    expect(asked).toEqual(["sum"]);
  });

  it("keeps names apart of which one begins with the other", () => {
    expect(made.say()).toEqual(["./text", "./other"]);
  });
});

it("a module that requires nothing in the way that TypeScript writes it fails the build", () => {
  for (const other of ["", 'const sum = require("sum");', 'var text_1 = require("./text");'])
    expect(() => inlineRequires(other)).toThrow(
      "TypeScript writes what a module requires in another way by now.",
    );
});
