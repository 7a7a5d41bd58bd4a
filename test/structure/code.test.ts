import { expectNone } from "./expectNone";
import { parseModule } from "./parseModule";
import { type SourceFile, sourceFiles } from "./sourceFiles";

const src = sourceFiles("src");
const own = [...src, ...sourceFiles("local"), ...sourceFiles("scripts")];

const mostLines = 250;

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

describe("code", () => {
  it(`fits into files of ${mostLines} lines`, () => {
    expectNone(
      own
        .map((file) => ({ ...file, lines: file.text.trimEnd().split("\n").length }))
        .filter(({ lines }) => lines > mostLines)
        .map(({ path, lines }) => `${path} has ${lines} lines: split it by subject.`),
    );
  });

  it("documents every export of src", () => {
    expectNone(src.flatMap(undocumented));
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
