/** A place in a text, line and column from 0. */
export interface Position {
  line: number;
  column: number;
}

/** One small change of the source that a test ought to notice. */
export interface Mutant {
  /** Number under which the text that was made with it knows it. */
  id: string;
  /** Path from the root, with slashes. */
  file: string;
  range: { start: Position; end: Position };
  /** What kind of change it is, by Stryker's name. */
  kind: string;
  original: string;
  replacement: string;
}

/** Where a mutant is, as reports say it: `src/text/isObject.ts:7:3`, line and column from 1. */
export const placeOf = ({ file, range: { start } }: Mutant): string =>
  `${file}:${start.line + 1}:${start.column + 1}`;
