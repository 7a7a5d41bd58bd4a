import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { parse } from "yaml";
import { scripts } from "../../package.json";
import { expectNone } from "./expectNone";
import { root, type SourceFile, sourceFiles } from "./sourceFiles";

/*
 * Texts for whoever carries the project on name files and commands: what they name has to be there.
 */

const textAt = (file: string): SourceFile => ({
  path: file,
  text: readFileSync(path.join(root, file), "utf8"),
});

const texts = [
  ...["README.md", "CONTRIBUTING.md", "SECURITY.md"].map(textAt),
  ...readdirSync(path.join(root, ".github"), { recursive: true, encoding: "utf8" })
    .filter((name) => /\.(md|yml)$/.test(name))
    .map((name) => textAt(`.github/${name}`)),
  ...sourceFiles("docs", /\.md$/).filter(({ path: file }) => !/\/pages\//.test(file)),
];

const folders = "src|examples|local|test|scripts|bench|docs|bin|assets|\\.github|\\.ci";
const named = new RegExp(`\`((?:${folders})/[\\w./-]+)\`|\\]\\(((?!https?:)[\\w./-]+)(?:#[\\w-]+)?\\)`, "g");

/** A file may be named without its ending. */
const exists = (file: string): boolean =>
  ["", ".ts", ".tsx"].some((ending) => existsSync(path.join(root, file + ending)));

it("name files and folders that exist", () => {
  expectNone(
    texts.flatMap(({ path: file, text }) =>
      [...text.matchAll(named)]
        .map(([, code, link]) => code ?? path.posix.join(path.posix.dirname(file), link ?? ""))
        .filter((place) => !exists(place))
        .map((place) => `${file} names ${place}, which is not there.`),
    ),
  );
});

it("name scripts that package.json has", () => {
  expectNone(
    texts.flatMap(({ path: file, text }) =>
      [...text.matchAll(/npm run (?:--[\w-]+ )*([\w:]+)/g)]
        .filter(([, script = ""]) => !(script in scripts))
        .map(([command]) => `${file}: there is no script for ${command}.`),
    ),
  );
});

it("hold the forms for issues and updates to YAML", () => {
  const files = texts.filter(({ path: file }) => file.endsWith(".yml"));
  expect(files.length).toBeGreaterThan(2);
  for (const { text } of files) expect(parse(text)).toEqual(expect.any(Object));
});
