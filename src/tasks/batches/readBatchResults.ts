import type { Batch } from "openai/resources/batches";
import type { Client } from "../../client/createClient";
import { AzureOpenAIError } from "../../client/errors/errors";
import { batchSummary } from "../../output/batchSummary";
import type { BatchLine } from "./batchLine";
import { type FileReader, fileReader, isRefusedFile } from "./fileReader";
import { JoinedLines } from "./joinedLines";
import { inputOrder, ownOrder, type RowOrder, resultOrder } from "./rowOrder";
import { rowWithoutLine } from "./rowWithoutLine";

/** The result of one row, in the order of the rows. */
export interface RowResult extends BatchLine {
  /** Index of the row among those of all batches. */
  index: number;
  /** True when the index is that of the input. */
  isPlaceKnown: boolean;
}

/** The wanted rows, by their indexes among those of all batches. */
interface RowPage {
  firstRow: number;
  rowCount: number;
}

/** The results of a page of rows. */
export interface BatchResults {
  results: RowResult[];
  /** Number of rows of all batches. */
  total: number;
  /** Number of lines in the files that can't be read, or belong to no row. */
  strayLines: number;
  /** Why rows of the page have no line or an uncertain index, where a file could not be read. */
  warnings: string[];
}

/** Why a file could not be read, and a sentence that names the file. */
interface FileProblem {
  error: Error;
  message: string;
}

/** The rows of one batch. */
interface RowsOfBatch {
  order: RowOrder;
  joined: JoinedLines;
  problems: FileProblem[];
}

/**
 * The order of a batch's rows: from its metadata where the connector made it, else from its input file, else from its
 * results. Where the metadata contradicts the service's count, the input file decides.
 */
const orderOf = async ({ read }: FileReader, batch: Batch): Promise<RowOrder> => {
  const own = ownOrder(batch);
  const { isFinished, total } = batchSummary(batch);
  if (own && !(isFinished && total > 0 && total !== own.count)) return own;
  return (await inputOrder(read, batch)) ?? own ?? (await resultOrder(read, batch));
};

/** The problem of a file that has only strays: it is a proxy's page, or another batch's. */
const strayProblem = (action: string, fileId: unknown, strays: number): FileProblem => {
  const error = new AzureOpenAIError(
    {
      what: `${action} could not read ${fileId}: none of its ${strays} lines is a result of the batch.`,
      mend: "Check that the batch id belongs to this connection, and run the step again.",
    },
    { kind: "unexpectedResponse", attempts: 1 },
  );
  return { message: error.message, error };
};

const join = async (
  { read, problems }: FileReader,
  action: string,
  batch: Batch,
  order: RowOrder,
  isWanted: (row: number) => boolean,
): Promise<RowsOfBatch> => {
  let joined = new JoinedLines(order, isWanted);
  const { isFinished } = batchSummary(batch);
  const found: FileProblem[] = [];
  const files = { output: batch.output_file_id, error: batch.error_file_id };
  for (const [name, fileId] of Object.entries(files)) {
    const before = joined;
    await read(fileId, () => {
      const attempt = before.copy();
      joined = attempt;
      return (line) => attempt.take(line);
    });
    const error = problems.get(String(fileId));
    // A running batch may not have written the file yet.
    if (error && !isFinished && isRefusedFile(error)) continue;
    if (error) {
      found.push({ error, message: `The ${name} file ${fileId} could not be read. ${error.message}` });
    } else if (isFinished && joined.goodLines === before.goodLines && joined.strayLines > before.strayLines) {
      found.push(strayProblem(action, fileId, joined.strayLines - before.strayLines));
    }
  }
  return { order, joined, problems: found };
};

/** Joins a batch's lines to its rows. Where the files have ids that the first order lacks, another order is tried. */
const readBatch = async (
  reader: FileReader,
  action: string,
  batch: Batch,
  order: RowOrder,
  isWanted: (row: number) => boolean,
): Promise<RowsOfBatch> => {
  const rows = await join(reader, action, batch, order, isWanted);
  const { foreignLines, goodLines } = rows.joined;
  if (foreignLines === 0 || !ownOrder(batch)) return rows;
  const better =
    (await inputOrder(reader.read, batch)) ??
    (goodLines === 0 ? await resultOrder(reader.read, batch) : undefined);
  return better ? join(reader, action, batch, better, isWanted) : rows;
};

const placeWarning = ({ id }: Batch): string =>
  `The input file of ${id} can't be read, so its rows stand in the order of its result files: go by customId to tell which they are.`;

/**
 * Reads the results of batches, joined to their rows by id, in the rows' order. The files are read line by line, and
 * only the page's results are kept. A file that can't be read does not affect the rows of other files.
 * @throws AzureOpenAIError or ConnectionError when a file can't be read and no other file has a result.
 */
export const readBatchResults = async (
  client: Client,
  batches: readonly Batch[],
  { firstRow, rowCount }: RowPage,
): Promise<BatchResults> => {
  const found: BatchResults = { results: [], total: 0, strayLines: 0, warnings: [] };
  const problems: Error[] = [];
  let goodLines = 0;
  for (const batch of batches) {
    const reader = fileReader(client);
    const offset = found.total;
    const isWanted = (row: number): boolean => offset + row >= firstRow && offset + row < firstRow + rowCount;
    const expected = await orderOf(reader, batch);
    const isOutside =
      expected.count > 0 && (offset >= firstRow + rowCount || offset + expected.count <= firstRow);
    found.total += expected.count;
    if (isOutside) continue;
    const rows = await readBatch(reader, client.action, batch, expected, isWanted);
    const { order, joined } = rows;
    goodLines += joined.goodLines;
    found.total = offset + order.count;
    found.strayLines += joined.strayLines + order.strayLines;
    const sizeBefore = found.results.length;
    for (let row = Math.max(0, firstRow - offset); row < order.count && isWanted(row); row += 1) {
      const line = joined.lines.get(row) ?? rowWithoutLine(batch, order.idOf(row) ?? "", rows);
      found.results.push({ index: offset + row, isPlaceKnown: order.isOfInput, ...line });
    }
    if (!order.isOfInput && joined.lines.size > 0) found.warnings.push(placeWarning(batch));
    problems.push(...rows.problems.map(({ error }) => error));
    const isShort = found.results
      .slice(sizeBefore)
      .some(({ status }) => status === "missing" || status === "pending");
    if (isShort) found.warnings.push(...rows.problems.map(({ message }) => message));
  }
  const [problem] = problems;
  if (problem && goodLines === 0) throw problem;
  return found;
};
