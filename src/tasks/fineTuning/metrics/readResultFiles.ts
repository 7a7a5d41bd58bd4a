import type { Client } from "../../../client/createClient";
import { isOwnError } from "../../../client/errors/errors";
import { isRefusedFile } from "../../batches/fileReader";
import { MetricsFile } from "./MetricsFile";
import { type Cell, joinRows, type MetricsRow } from "./metricsRow";
import { readUntil } from "./readUntil";

/** A column of the table. */
export interface MetricsColumn {
  name: string;
  /** Its name in the file. */
  spelling: string;
  /** How many steps have a value. */
  measured: number;
}

/** What result files say. */
export interface ReadResults {
  /** By their steps. */
  rows: MetricsRow[];
  columns: MetricsColumn[];
  warnings: string[];
}

/** Which files to read. */
interface Wanted {
  fileIds: readonly string[];
  /** True where a file that is refused is no reason to fail. */
  isOptional: boolean;
  /** True while the service writes to the last of them. */
  isGrowing: boolean;
}

const isMeasured = (cell: Cell | undefined): boolean => cell !== null && cell !== undefined;

/** Columns by their names in these rows, with their spellings where a file has others. */
export const columnsIn = (
  rows: readonly MetricsRow[],
  spellings: ReadonlyMap<string, string> = new Map(),
): MetricsColumn[] => {
  const counts = new Map<string, number>([...spellings.keys()].map((name) => [name, 0]));
  for (const { values } of rows) {
    for (const [name, cell] of Object.entries(values)) {
      counts.set(name, (counts.get(name) ?? 0) + (isMeasured(cell) ? 1 : 0));
    }
  }
  return [...counts].map(([name, measured]) => ({ name, spelling: spellings.get(name) ?? name, measured }));
};

const warningsOf = (fileId: string, file: MetricsFile): string[] => [
  ...(file.hasSteps
    ? []
    : [`${fileId} has no column that counts the steps: "step" is the number of the row.`]),
  ...(file.strayLines > 0
    ? [`${file.strayLines} lines of ${fileId} have no step, or more cells than its header.`]
    : []),
  ...(file.isCut ? [`${fileId} is longer than what is read; its last rows are left out.`] : []),
  ...[...file.diverged].map(
    ([name, count]) =>
      `${name} is no finite number at the last ${count} steps: the training may have diverged; lower the learning rate.`,
  ),
];

/** A file's table; a sentence where it has none, or is refused and may be missing. */
const readOne = async (
  client: Client,
  fileId: string,
  isOptional: boolean,
): Promise<MetricsFile | string> => {
  try {
    const file = (await readUntil(client, fileId, () => new MetricsFile())).end();
    return file.hasNumbers ? file : `${fileId} has no table with numbers.`;
  } catch (error) {
    if (!isOptional || !isOwnError(error) || !isRefusedFile(error)) throw error;
    return `${fileId} could not be read. ${error.message}`;
  }
};

/**
 * Reads result files and joins their rows by step; what a later file says counts.
 * @throws AzureOpenAIError or ConnectionError when one can't be read.
 */
export const readResultFiles = async (
  client: Client,
  { fileIds, isOptional, isGrowing }: Wanted,
): Promise<ReadResults> => {
  const spellings = new Map<string, string>();
  const warnings: string[] = [];
  const rows: MetricsRow[] = [];
  for (const fileId of fileIds) {
    const file = await readOne(client, fileId, isOptional);
    if (typeof file === "string") {
      warnings.push(file);
      continue;
    }
    for (const { name, spelling } of file.columns) spellings.set(name, spelling);
    // The service is about to write the rest of a row.
    const isHalfWritten = isGrowing && fileId === fileIds.at(-1) && file.isLastShort;
    const whole = isHalfWritten ? file.rows.slice(0, -1) : file.rows;
    for (const row of whole) rows.push(row);
    warnings.push(...warningsOf(fileId, file));
  }
  const joined = joinRows(rows);
  return { rows: joined, columns: columnsIn(joined, spellings), warnings };
};
