import type { Batch } from "openai/resources/batches";
import type { Client } from "../../client/createClient";
import { isAzureOpenAIError } from "../../client/errors";
import { rowOfId } from "./batchRows";
import { rowMetadata } from "./createBatches";

/** Which row of a batch a custom id stands for. */
export interface RowOrder {
  /** How many rows the batch has. */
  count: number;
  /** Place of the row in the batch, from 0; undefined for an id that is none of the batch's. */
  rowOf(id: string): number | undefined;
  /** Custom id of a row, as far as it is known. */
  idOf(row: number): string | undefined;
}

const wholeNumber = (text: string | undefined): number | undefined =>
  text !== undefined && /^\d{1,9}$/.test(text) ? Number(text) : undefined;

/** The rows that the connector wrote into the batch's metadata when it made its lines. */
const ownOrder = ({ metadata }: Batch): RowOrder | undefined => {
  const first = wholeNumber(metadata?.[rowMetadata.firstRow]);
  const count = wholeNumber(metadata?.[rowMetadata.rowCount]);
  if (first === undefined || count === undefined) return undefined;
  return {
    count,
    rowOf: (id) => {
      const row = rowOfId(id);
      return row === undefined || row < first || row >= first + count ? undefined : row - first;
    },
    idOf: (row) => `row-${first + row}`,
  };
};

const idIn = (line: string): unknown => {
  try {
    return (JSON.parse(line) as { custom_id?: unknown } | null)?.custom_id;
  } catch {
    return undefined;
  }
};

const listedOrder = (ids: readonly string[], rows: ReadonlyMap<string, number>): RowOrder => ({
  count: ids.length,
  rowOf: (id) => rows.get(id),
  idOf: (row) => ids[row],
});

/** The order of the lines in the batch's input file; undefined when the file is gone. */
const inputOrder = async (client: Client, fileId: string): Promise<RowOrder | undefined> => {
  let ids: string[] = [];
  let rows = new Map<string, number>();
  try {
    await client.readLines(fileId, () => {
      ids = [];
      rows = new Map();
      return (line) => {
        const id = String(idIn(line) ?? "");
        if (!rows.has(id)) rows.set(id, ids.length);
        ids.push(id);
      };
    });
  } catch (error) {
    if (isAzureOpenAIError(error) && error.kind === "notFound") return undefined;
    throw error;
  }
  return listedOrder(ids, rows);
};

/** The order in which results are met, when nothing else tells: every new id is a new row. */
const metOrder = (): RowOrder => {
  const ids: string[] = [];
  const rows = new Map<string, number>();
  return {
    get count() {
      return ids.length;
    },
    rowOf: (id) => {
      const known = rows.get(id);
      if (known !== undefined) return known;
      rows.set(id, ids.length);
      ids.push(id);
      return ids.length - 1;
    },
    idOf: (row) => ids[row],
  };
};

/**
 * The order of a batch's rows: from its metadata where the connector made it, else from its input file, else the
 * order of the results.
 */
export const readRowOrder = async (client: Client, batch: Batch): Promise<RowOrder> =>
  ownOrder(batch) ?? (await inputOrder(client, batch.input_file_id)) ?? metOrder();
