import { readFileSync } from "node:fs";
import path from "node:path";
import type { Mutant, Position } from "./mutant";

/** What Stryker makes of files: a list of mutants, and each file's text with all of them in it, switched off. */
interface Mutants {
  mutants: readonly Mutant[];
  textOf: ReadonlyMap<string, string>;
}

/** The text between two positions. */
const textBetween = (lines: readonly string[], start: Position, end: Position): string => {
  const taken = lines.slice(start.line, end.line + 1);
  // The end is cut first: on a single line, cutting the start would move it.
  taken[taken.length - 1] = taken.at(-1)?.slice(0, end.column) ?? "";
  taken[0] = taken[0]?.slice(start.column) ?? "";
  return taken.join("\n");
};

const ignore = (): void => {};

const logger = {
  ...{ trace: ignore, debug: ignore, info: ignore, warn: ignore, error: ignore, fatal: ignore },
  ...{ isTraceEnabled: () => false, isDebugEnabled: () => false, isInfoEnabled: () => false },
  ...{ isWarnEnabled: () => false, isErrorEnabled: () => false, isFatalEnabled: () => false },
};

/** Lists the mutants of files, of a whole one or of those ranges of it that a list names. */
export const listMutants = async (
  root: string,
  files: ReadonlyMap<string, true | Array<Mutant["range"]>>,
): Promise<Mutants> => {
  const { Instrumenter } = await import("@stryker-mutator/instrumenter");
  const contents = [...files].map(([name, mutate]) => ({
    ...{ name, mutate },
    content: readFileSync(path.join(root, name), "utf8"),
  }));
  const options = { plugins: null, excludedMutations: [], ignorers: [] };
  const result = await new Instrumenter(logger).instrument(contents, options);
  const linesOf = new Map(contents.map(({ name, content }) => [name, content.split("\n")]));
  const mutants = result.mutants.map(({ id, fileName, location, mutatorName, replacement }) => ({
    ...{ id, file: fileName, range: location, kind: mutatorName, replacement },
    original: textBetween(linesOf.get(fileName) ?? [], location.start, location.end),
  }));
  return { mutants, textOf: new Map(result.files.map(({ name, content }) => [name, content])) };
};
