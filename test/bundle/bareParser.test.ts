import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { Parser } from "papaparse";
import { seededRandom } from "../../local/endpoint/server/seededRandom";
import { root } from "./builtBundle";

const load = createRequire(path.join(root, "webpack.config.js"));
const bareParser = load("./scripts/bundle/bareParser.cjs") as (source: string) => string;
const source = readFileSync(path.join(root, "node_modules/papaparse/papaparse.js"), "utf8");

const bare: { Parser?: typeof Parser } = {};
Function("exports", bareParser(source))(bare);

const pieces = ["a", ",", ";", '"', '""', "\n", " ", "\\", '\\"', "\ufeff"];

test("papaparse's parser alone reads what it reads in its package", () => {
  const random = seededRandom(7);
  const upTo = (most: number): number => Math.floor(random() * (most + 1));
  for (let number = 0; number < 2_000; number += 1) {
    const text = Array.from({ length: upTo(30) }, () => pieces[upTo(pieces.length - 1)]).join("");
    const settings = {
      delimiter: random() < 0.5 ? "," : ";",
      newline: "\n" as const,
      escapeChar: random() < 0.5 ? ('"' as const) : ("\\" as const),
      preview: upTo(3),
    };
    const own = new Parser(settings).parse(text, 0, false);
    expect(bare.Parser && new bare.Parser(settings).parse(text, 0, false)).toEqual(own);
  }
});

test("a papaparse that is written otherwise stops the build", () => {
  expect(() => bareParser(source.replace("function newWorker()", ""))).toThrow(/in another place by now/);
  expect(() => bareParser(source.replaceAll("BAD_DELIMITERS =", "BAD =>"))).toThrow(/in another way by now/);
});
