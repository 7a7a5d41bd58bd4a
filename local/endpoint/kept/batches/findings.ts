import type { LinePlace } from "../files/fileLines";

/** One thing that is wrong with an input file. */
interface BatchError {
  code: string;
  message: string;
  param: string | null;
  /** From 1; null when it is about the whole file. */
  line: number | null;
}

/** What validation found in an input file. */
export interface InputFindings {
  errors: BatchError[];
  file: Buffer;
  lines: LinePlace[];
  model: string | undefined;
}
