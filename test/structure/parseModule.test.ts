import { cyclesIn, importGraph, reachableFrom } from "./importGraph";
import { parseModule } from "./parseModule";

const specifiers = (text: string): string[] => parseModule(text).imports.map(({ specifier }) => specifier);

describe("the parser of the structure tests", () => {
  it.each([
    ["a named import", 'import { one } from "./one";'],
    ["a default import", 'import one from "./one";'],
    ["a namespace import", 'import * as one from "./one";'],
    ["an import for its effects", 'import "./one";'],
    ["an import of types", 'import type { One } from "./one";'],
    ["a multi-line import", 'import {\n  one,\n  two,\n} from "./one";'],
    ["an export from another module", 'export { one } from "./one";'],
    ["an export of all of another module", 'export * from "./one";'],
    ["an import at run time", 'const one = () => import("./one");'],
    ["a type by import", 'type One = import("./one").One;'],
    ["a require", 'const one = require("./one");'],
  ])("finds %s", (_what, text) => {
    expect(specifiers(text)).toEqual(["./one"]);
  });

  it.each([
    ["a comment", '// import { one } from "./one";'],
    ["a string", "const text = 'import { one } from \"./one\"';"],
    ["an export of its own", "export const one = 1; export { one as two };"],
  ])("finds nothing in %s", (_what, text) => {
    expect(specifiers(text)).toEqual([]);
  });

  it("names the values that are imported, and no types", () => {
    const text = 'import one, { two as second, type Three } from "./one"; import * as all from "./all";';
    expect(parseModule(text).imports.map(({ names }) => names)).toEqual([["default", "two"], ["*"]]);
  });

  it("counts any as a type, not as a word", () => {
    expect(parseModule("let any = 1; let text: any; const list: Array<any> = []; // any").anyCount).toBe(2);
  });
});

describe("the import graph", () => {
  const graph = importGraph([
    { path: "src/index.ts", text: 'import "./client"; import "axios"; import "./text/words";' },
    { path: "src/client/index.ts", text: 'import { words } from "../text/words";' },
    { path: "src/text/words.ts", text: 'import "../client";' },
    { path: "src/orphan.ts", text: 'import "../local/tool";' },
  ]);

  it("resolves files, folders and what is outside", () => {
    expect(graph.edges.map(({ to }) => to)).toEqual([
      "src/client/index.ts",
      "src/text/words.ts",
      "src/text/words.ts",
      "src/client/index.ts",
      "local/tool",
    ]);
    expect(graph.packages.map(({ specifier }) => specifier)).toEqual(["axios"]);
  });

  it("finds cycles once", () => {
    expect(cyclesIn(graph.edges)).toEqual([
      ["src/client/index.ts", "src/text/words.ts", "src/client/index.ts"],
    ]);
    expect(cyclesIn(graph.edges.slice(0, 3))).toEqual([]);
  });

  it("finds what can't be reached", () => {
    expect(reachableFrom("src/index.ts", graph.edges).has("src/text/words.ts")).toBe(true);
    expect(reachableFrom("src/index.ts", graph.edges).has("src/orphan.ts")).toBe(false);
  });
});
