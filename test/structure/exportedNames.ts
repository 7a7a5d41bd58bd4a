import path from "node:path";
import type { SourceFile } from "./sourceFiles";

const exported = /^export (?:async |abstract )?(?:const|let|function\*?|class|interface|type) (\w+)/gm;

/** The names that a module exports where they are declared. */
export const exportedNames = (text: string): string[] =>
  [...text.matchAll(exported)].flatMap(([, name]) => name ?? []);

const imports =
  /(?:import|export) (?:type )?(?:(\w+)(?:, )?)?(?:\{([^}]*)\}|(\*)(?: as \w+)?)? ?from "(\.[^"]+)"|(?:\{([^{}]*)\} = )?(?:\(?await )?(?:import|require)\(\s*(?:\/\*[^*]*\*\/\s*)?"(\.[^"]+)",?\s*\)/g;

const namesIn = (list: string): string[] =>
  list
    .split(",")
    .map(
      (entry) =>
        entry
          .trim()
          .replace(/^type /, "")
          .split(/ as |: /)[0] ?? "",
    )
    .filter((name) => name !== "");

/** Every name that one of the files imports from another, as `path#name`; `path#*` for a whole module. */
export const importedNames = (files: readonly SourceFile[]): Set<string> => {
  const known = new Set(files.map((file) => file.path));
  const names = files.flatMap(({ path: from, text }) =>
    [...text.matchAll(imports)].flatMap(([, , listed, whole, specifier, destructured, loaded]) => {
      const target = path.posix.join(path.posix.dirname(from), specifier ?? loaded ?? "");
      const candidates = [`${target}.ts`, `${target}.tsx`, `${target}/index.ts`, target];
      const file = candidates.find((candidate) => known.has(candidate));
      const list = listed ?? destructured;
      const isWhole = whole !== undefined || (loaded !== undefined && destructured === undefined);
      return isWhole ? [`${file}#*`] : namesIn(list ?? "").map((name) => `${file}#${name}`);
    }),
  );
  return new Set(names);
};
