declare module "papaparse" {
  /** What of papaparse's settings is used. */
  interface Settings {
    header: false;
    delimiter: string;
    newline: "\n";
    escapeChar: '"' | "\\";
    /** So many rows at most; 0 for all. */
    preview: number;
  }

  /** What of its result is used; `index` is a place in the text, `row` one among the rows. */
  interface Result {
    data: string[][];
    errors: Array<{ code: string; row?: number; index?: number }>;
  }

  /** The rows of a text. */
  export function parse(text: string, settings: Settings): Result;
}
