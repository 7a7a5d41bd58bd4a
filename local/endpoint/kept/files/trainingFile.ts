import { isRecord } from "../../server/answer";
import { hasByteOrderMark, type LinePlace, linePlacesOf, parseLine } from "./fileLines";
import { formatOf, type RowRules, rowProblem, type TrainingFormat } from "./trainingRows";

/** What a service makes of a file with the purpose fine-tune. */
export interface TrainingFile {
  /** By its first row; undefined when that is of no known format. */
  format: TrainingFormat | undefined;
  rowCount: number;
  /** As far as the length of the file tells. */
  tokens: number;
  /** Why nothing can be trained with it. */
  problem: string | undefined;
  /** The lines, from 1, that moderation would not let pass. */
  flaggedLines: number[];
}

/** A row with this word is flagged by moderation. */
const forbiddenWord = "forbidden-content";

const known = new WeakMap<Buffer, Map<boolean, TrainingFile>>();

/** Looks through a file, which happens once for each file and service. */
export const readTrainingFile = (file: Buffer, isAzure: boolean): TrainingFile => {
  const byService = known.get(file) ?? new Map<boolean, TrainingFile>();
  known.set(file, byService);
  const found = byService.get(isAzure) ?? lookThrough(file, { isAzure });
  byService.set(isAzure, found);
  return found;
};

/** The rows of a file that was found sound. */
export function* trainingRows(file: Buffer): Generator<Record<string, unknown>> {
  const text = withoutMark(file);
  for (const place of linePlacesOf(text)) {
    const row = parseLine(text, place);
    if (isRecord(row)) yield row;
  }
}

const withoutMark = (file: Buffer): Buffer => (hasByteOrderMark(file) ? file.subarray(3) : file);

/** Azure's documents ask for the mark before UTF-8, OpenAI reads it as the first character of the first line. */
const lookThrough = (file: Buffer, rules: RowRules): TrainingFile => {
  const text = rules.isAzure ? withoutMark(file) : file;
  const lines = linePlacesOf(text);
  const found: TrainingFile = {
    format: undefined,
    rowCount: lines.length,
    tokens: Math.ceil(text.length / 4),
    problem: lines.length === 0 ? noLine : undefined,
    flaggedLines: [],
  };
  for (const [index, place] of lines.entries()) {
    found.problem ??= lineProblem(text, place, index + 1, found, rules);
    if (text.subarray(place.start, place.end).includes(forbiddenWord)) found.flaggedLines.push(index + 1);
  }
  return found;
};

const noLine =
  'No valid json line found in file. Each line\'s json may only contain two properties: ("context" or "prompt") and "completion".';

/** What is wrong with a line; the first one says of which format all of them are. */
const lineProblem = (
  text: Buffer,
  place: LinePlace,
  lineNumber: number,
  found: TrainingFile,
  rules: RowRules,
): string | undefined => {
  const row = parseLine(text, place);
  if (!isRecord(row)) {
    const hint = JSON.stringify(text.toString("utf8", place.start, Math.min(place.end, place.start + 4)));
    return `Expected file to have JSONL format, where every line is a JSON dictionary. Line ${lineNumber} is not a dictionary (HINT: line starts with: ${hint.slice(0, -1)}...").`;
  }
  const format = formatOf(row);
  if (format === undefined) {
    return "Unexpected file format, expected either prompt/completion pairs or chat messages.";
  }
  found.format ??= format;
  const problem = rowProblem(row, found.format, rules);
  return problem === undefined ? undefined : `Invalid file format. Example ${lineNumber}${problem}`;
};
