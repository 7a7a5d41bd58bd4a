import { expectNone } from "./expectNone";
import { exportedNames, importedNames } from "./exportedNames";
import { parseModule } from "./parseModule";
import { type SourceFile, sourceFiles } from "./sourceFiles";

const src = sourceFiles("src");
const own = [...src, ...["local", "scripts", "bench", "examples"].flatMap((folder) => sourceFiles(folder))];
/** What stands in for a module of a package has its exports, whoever imports them. */
const modules = own.filter(({ path }) => /\.tsx?$/.test(path));

/** Cases are found by the kind and the key of their part. */
const isCase = (path: string): boolean => /^local\/cases\/\w+\/\w+\.ts$/.test(path);

const tests = sourceFiles("test", /\.ts$/);

const mostLines = 200;
const mostTestLines = 300;
const mostFunctionLines = 40;

const exported =
  /^export (default |declare )?(async |abstract )?(const|let|function\*?|class|interface|type|enum|component\() ?(\w*)/;

/** Exports without a doc comment right above; lists of exports and exports from elsewhere need none. */
const undocumented = ({ path, text }: SourceFile): string[] => {
  const lines = text.split("\n");
  return lines.flatMap((line, index) => {
    const [, , , , name] = exported.exec(line) ?? [];
    if (name === undefined || /^export type \{/.test(line)) return [];
    return lines[index - 1]?.trimEnd().endsWith("*/")
      ? []
      : [`${path}: document ${name || "its default export"}.`];
  });
};

const britishWords =
  /\b\w*(?:colour|behaviour|favour|honour|flavour|normalis|recognis|initialis|organis|serialis|analys(?:e|ing)\b|licence|centre)\w*/i;

describe("code", () => {
  it(`fits into files of ${mostLines} lines, and tests into ${mostTestLines}`, () => {
    expectNone(
      [
        ...own.map((file) => ({ file, most: mostLines })),
        ...tests.map((file) => ({ file, most: mostTestLines })),
      ]
        .map(({ file, most }) => ({ ...file, most, lines: file.text.trimEnd().split("\n").length }))
        .filter(({ lines, most }) => lines > most)
        .map(({ path, lines }) => `${path} has ${lines} lines: split it by subject.`),
    );
  });

  it(`fits into functions of ${mostFunctionLines} lines`, () => {
    expectNone(
      own.flatMap(({ path, text }) =>
        parseModule(text)
          .functions.filter(({ lines }) => lines > mostFunctionLines)
          .map(({ line, lines }) => `${path}:${line} has ${lines} lines: take a step of it out.`),
      ),
    );
  });

  it("exports nothing that nobody imports", () => {
    const everywhere = [...own, ...tests];
    const imported = importedNames(everywhere);
    expectNone(
      modules
        .filter(({ path }) => !isCase(path))
        .flatMap(({ path, text }) =>
          exportedNames(text)
            .filter((name) => !imported.has(`${path}#${name}`) && !imported.has(`${path}#*`))
            .map((name) => `${path}: ${name} is imported by nobody. Don't export it, or delete it.`),
        ),
    );
  });

  it("is spelled the American way", () => {
    expectNone(
      [...own, ...tests].flatMap(({ path, text }) => {
        const [word] = britishWords.exec(text) ?? [];
        return word === undefined || path.endsWith("code.test.ts")
          ? []
          : [`${path}: ${word} is spelled the British way.`];
      }),
    );
  });

  it("documents every export", () => {
    expectNone(modules.flatMap(undocumented));
  });

  it("names no type any", () => {
    expectNone(
      own
        .filter((file) => parseModule(file.text).anyCount > 0)
        .map(({ path }) => `${path}: write unknown and narrow it, in place of any.`),
    );
  });

  it("leaves nothing for later", () => {
    expectNone(
      own
        .filter(({ text }) => /\b(TODO|FIXME|XXX|HACK)\b/.test(text))
        .map(({ path }) => `${path}: finish it, or write an issue.`),
    );
  });

  it("names no place of one machine", () => {
    expectNone(
      own
        .filter(({ text }) => /["'`](\/home\/|\/Users\/|\/work\/|\/tmp\/|[A-Z]:\\)/.test(text))
        .map(({ path }) => `${path}: take the place from the environment or from a temporary folder.`),
    );
  });

  it("is checked by rules that find what they look for", () => {
    const text =
      "export const one = 1;\n/** Two. */\nexport class Two {}\nexport { three } from './three';\n";
    expect(undocumented({ path: "a.ts", text })).toEqual(["a.ts: document one."]);
    expect(undocumented({ path: "a.ts", text: "export default component({" })).toEqual([
      "a.ts: document its default export.",
    ]);
  });
});
