import type { Batch } from "openai/resources/batches";
import type { Client } from "../../client/createClient";
import { isAzureOpenAIError } from "../../client/errors";
import { rowId, rowOfId } from "./batchRows";
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
    idOf: (row) => rowId(first + row),
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

/** Every id that the result files have, each once. */
const resultIds = async (client: Client, batch: Batch): Promise<string[]> => {
  const ids = new Set<string>();
  for (const fileId of [batch.output_file_id, batch.error_file_id]) {
    if (!fileId) continue;
    await client.readLines(fileId, () => (line) => {
      const id = idIn(line);
      if (typeof id === "string") ids.add(id);
    });
  }
  return [...ids];
};

/**
 * The order of the results, when nothing else tells: by the numbers of the ids where the connector numbered them,
 * else as the files have them. Rows that have no result are counted at the end.
 */
const resultOrder = async (client: Client, batch: Batch): Promise<RowOrder> => {
  const ids = await resultIds(client, batch);
  const total = Math.max(ids.length, batch.request_counts?.total ?? 0);
  const numbers = ids.flatMap((id) => rowOfId(id) ?? []);
  if (numbers.length === ids.length && ids.every((id) => (rowOfId(id) ?? total) < total)) {
    return { count: total, rowOf: rowOfId, idOf: rowId };
  }
  if (numbers.length === ids.length) {
    ids.sort((left, right) => (rowOfId(left) ?? 0) - (rowOfId(right) ?? 0));
  }
  return { ...listedOrder(ids, new Map(ids.map((id, row) => [id, row]))), count: total };
};

/**
 * The order of a batch's rows: from its metadata where the connector made it, else from its input file, else from
 * its results.
 */
export const readRowOrder = async (client: Client, batch: Batch): Promise<RowOrder> =>
  ownOrder(batch) ?? (await inputOrder(client, batch.input_file_id)) ?? (await resultOrder(client, batch));
