import path from "node:path";
import { type ModuleImport, parseModule } from "./parseModule";
import type { SourceFile } from "./sourceFiles";

/** An import of one of the repository's own files. */
export interface Edge {
  from: string;
  to: string;
}

/** Who imports what. */
export interface ImportGraph {
  /** Imports of own files, by paths from the root. */
  edges: Edge[];
  /** Imports of packages and of Node's modules. */
  packages: Array<ModuleImport & { from: string }>;
}

const resolve = (from: string, specifier: string, known: ReadonlySet<string>): string => {
  const target = path.posix.join(path.posix.dirname(from), specifier);
  const candidates = [`${target}.ts`, `${target}.tsx`, `${target}/index.ts`, target];
  return candidates.find((candidate) => known.has(candidate)) ?? target;
};

/** The imports among these files, and those of packages. A file that is not among them keeps its bare path. */
export const importGraph = (files: readonly SourceFile[]): ImportGraph => {
  const known = new Set(files.map((file) => file.path));
  const graph: ImportGraph = { edges: [], packages: [] };
  for (const { path: from, text } of files) {
    for (const found of parseModule(text).imports) {
      if (found.specifier.startsWith(".")) {
        graph.edges.push({ from, to: resolve(from, found.specifier, known) });
      } else graph.packages.push({ from, ...found });
    }
  }
  return graph;
};

const targetsOf = (edges: readonly Edge[], from: string): string[] =>
  edges.filter((edge) => edge.from === from).map(({ to }) => to);

/** Every file that can be reached from this one, itself included. */
export const reachableFrom = (start: string, edges: readonly Edge[]): Set<string> => {
  const reached = new Set([start]);
  for (const file of reached) for (const target of targetsOf(edges, file)) reached.add(target);
  return reached;
};

/** The cycles among the imports, each as the files along it, the first one repeated at the end. */
export const cyclesIn = (edges: readonly Edge[]): string[][] => {
  const cycles: string[][] = [];
  const done = new Set<string>();
  const walk = (file: string, trail: readonly string[]): void => {
    const seenAt = trail.indexOf(file);
    if (seenAt !== -1) cycles.push([...trail.slice(seenAt), file]);
    if (seenAt !== -1 || done.has(file)) return;
    for (const target of targetsOf(edges, file)) walk(target, [...trail, file]);
    done.add(file);
  };
  for (const { from } of edges) walk(from, []);
  return cycles;
};
