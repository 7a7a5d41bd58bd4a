import type { Batch } from "openai/resources/batches";
import type { Client } from "../../client/createClient";
import { AzureOpenAIError } from "../../client/errors";
import { type BatchLine, type RowStatus, readBatchLine } from "./batchLine";
import { batchEnd, batchSummary } from "./batchSummary";
import { type RowOrder, readRowOrder } from "./rowOrder";

/** What became of one row, in the order of the rows. */
export interface RowResult extends BatchLine {
  /** Place of the row among those of all batches, from 0. */
  index: number;
}

/** The rows that are wanted, by their place among those of all batches. */
export interface RowPage {
  firstRow: number;
  rowCount: number;
}

/** Results of a page of rows. */
export interface BatchResults {
  results: RowResult[];
  /** Rows of all batches. */
  total: number;
  /** Lines of the files that could not be read, or that belong to no row. */
  strayLines: number;
}

/** What became of a row for which the files have no line. */
const statusWithoutLine = (batch: Batch): RowStatus => {
  const end = batchEnd(batch);
  if (end === undefined) return "pending";
  return end === "completed" ? "missing" : end;
};

const reasons: Readonly<Record<RowStatus, string>> = {
  succeeded: "",
  pending: "The batch has not ended yet: read its results later.",
  expired: "The batch expired before this row was answered: send it again.",
  cancelled: "The batch was cancelled before this row was answered.",
  missing: "The service's files have no line for this row: send it again.",
  failed: "The batch failed before any row was sent.",
};

const withoutLine = (batch: Batch, customId: string): BatchLine => {
  const status = statusWithoutLine(batch);
  const [problem] = batchSummary(batch).errors;
  const { line, code, message: sentence } = problem ?? {};
  const facts = [line ? `line ${line}` : undefined, code, sentence].filter(Boolean).join(": ");
  const message = status === "failed" && facts ? `The batch failed: ${facts}` : reasons[status];
  return { customId, status, response: null, error: { message } };
};

/** Lines of a batch that fall into the page, by their row. */
class PageOfBatch {
  readonly lines = new Map<number, BatchLine>();
  strayLines = 0;
  private goodLines = 0;

  constructor(
    private readonly order: RowOrder,
    private readonly isWanted: (row: number) => boolean,
  ) {}

  take(text: string): void {
    const line = readBatchLine(text);
    const row = line && this.order.rowOf(line.customId);
    if (!line || row === undefined) {
      this.strayLines += 1;
      return;
    }
    this.goodLines += 1;
    if (!this.isWanted(row)) return;
    // A row that was answered stays answered, whatever else is said of it.
    if (this.lines.get(row)?.status !== "succeeded") this.lines.set(row, line);
  }

  /** A file of nothing but strays is none: a page of a proxy, or another batch's. */
  check(action: string, fileId: string): void {
    if (this.goodLines > 0 || this.strayLines === 0) return;
    throw new AzureOpenAIError(
      `${action} could not read ${fileId}: none of its ${this.strayLines} lines is a result of the batch. Check that the batch id belongs to this connection, and run the step again.`,
      { kind: "unexpectedResponse", attempts: 1 },
    );
  }
}

const readFile = async (
  client: Client,
  action: string,
  fileId: string,
  order: RowOrder,
  isWanted: (row: number) => boolean,
): Promise<PageOfBatch> => {
  let page = new PageOfBatch(order, isWanted);
  await client.readLines(fileId, () => {
    page = new PageOfBatch(order, isWanted);
    return (line) => page.take(line);
  });
  page.check(action, fileId);
  return page;
};

/**
 * Reads the results of batches, joined to their rows by id and in the rows' order. The files are read line by line,
 * and only the results of the page are kept.
 * @throws AzureOpenAIError or ConnectionError when a file can't be read.
 */
export const readBatchResults = async (
  client: Client,
  action: string,
  batches: readonly Batch[],
  { firstRow, rowCount }: RowPage,
): Promise<BatchResults> => {
  const results: RowResult[] = [];
  let total = 0;
  let strayLines = 0;
  for (const batch of batches) {
    const order = await readRowOrder(client, batch);
    const offset = total;
    const isWanted = (row: number): boolean => offset + row >= firstRow && offset + row < firstRow + rowCount;
    const found = new Map<number, BatchLine>();
    for (const fileId of [batch.error_file_id, batch.output_file_id]) {
      const isOutside =
        order.count > 0 && (offset >= firstRow + rowCount || offset + order.count <= firstRow);
      if (!fileId || isOutside) continue;
      const page = await readFile(client, action, fileId, order, isWanted);
      for (const [row, line] of page.lines) found.set(row, line);
      strayLines += page.strayLines;
    }
    for (let row = Math.max(0, firstRow - offset); row < order.count && isWanted(row); row += 1) {
      const line = found.get(row) ?? withoutLine(batch, order.idOf(row) ?? "");
      results.push({ index: offset + row, ...line });
    }
    total += order.count;
  }
  return { results, total, strayLines };
};
