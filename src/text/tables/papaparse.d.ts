declare module "papaparse" {
  /** What of the parser's settings is used. */
  interface Settings {
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

  /** Cuts a text into rows. What papaparse puts around it guesses what is known here. */
  export class Parser {
    constructor(settings: Settings);
    parse(text: string, baseIndex: number, ignoresLastRow: boolean): Result;
  }
}
