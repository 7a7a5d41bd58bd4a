import type { Batch } from "openai/resources/batches";
import { AzureOpenAIError } from "../../client/errors/errors";
import { batchSummary } from "../../output/batchSummary";
import { isObject } from "../../text/isObject";
import { readBatchLine, readInputLine } from "./batchLine";
import { rowId, rowOfId } from "./batchRows";
import type { ReadFile } from "./fileReader";
import { rowMetadata } from "./rowMetadata";

/** Which rows of a batch a custom id stands for. */
export interface RowOrder {
  /** How many rows the batch has. */
  count: number;
  /** Places of the rows with an id in the batch, from 0; an empty list for an id that is not in the batch. */
  rowsOf(id: string): readonly number[];
  /** Custom id of a row, as far as it is known. */
  idOf(row: number): string | undefined;
  /** How many lines of the input file are not rows. */
  strayLines: number;
  /** Whether the places are those of the input; where only the result files are there to tell, they may not be. */
  isOfInput: boolean;
}

const none: readonly number[] = [];

const wholeNumber = (value: unknown): number | undefined => {
  const text = typeof value === "number" ? String(value) : value;
  return typeof text === "string" && /^\d{1,7}$/.test(text) ? Number(text) : undefined;
};

/** The rows that the connector wrote into the batch's metadata when it made its lines. */
export const ownOrder = ({ metadata }: Batch): RowOrder | undefined => {
  const fields: Record<string, unknown> = isObject(metadata) ? metadata : {};
  const first = wholeNumber(fields[rowMetadata.firstRow]);
  const count = wholeNumber(fields[rowMetadata.rowCount]);
  if (first === undefined || count === undefined) return undefined;
  return {
    count,
    rowsOf: (id) => {
      const row = rowOfId(id);
      return row === undefined || row < first || row >= first + count ? none : [row - first];
    },
    idOf: (row) => rowId(first + row),
    strayLines: 0,
    isOfInput: true,
  };
};

/** What is held of the ids of a file: room for a million of 100 characters, which no batch has. */
const mostIdBytes = 200_000_000;
const bytesBesideId = 100;

/** Weighs the ids that a file has: it may never end. */
class IdScale {
  private bytes = 0;

  /** True once they are more than any batch has. */
  get isExceeded(): boolean {
    return this.bytes > mostIdBytes;
  }

  /** @throws AzureOpenAIError once they are more than any batch has. */
  add(id: string): void {
    this.bytes += id.length + bytesBesideId;
    if (!this.isExceeded) return;
    throw new AzureOpenAIError(
      {
        what: "A file of the batch has more ids than any batch: it was not read to its end.",
        mend: "Check Batch ID and the gateway in front of the service.",
      },
      { kind: "unexpectedResponse", attempts: 1 },
    );
  }
}

/** Ids in the order of their rows. Rows of one id, which some services allow for, are told apart by their place. */
class ListedRows {
  readonly ids: Array<string | undefined> = [];
  strayLines = 0;
  private readonly first = new Map<string, number>();
  private readonly all = new Map<string, number[]>();

  add(id: string): void {
    const first = this.first.get(id);
    if (first === undefined) this.first.set(id, this.ids.length);
    else {
      const rows = this.all.get(id) ?? [first];
      rows.push(this.ids.length);
      this.all.set(id, rows);
    }
    this.ids.push(id);
  }

  order(count: number, isOfInput: boolean): RowOrder {
    return {
      count,
      isOfInput,
      rowsOf: (id) => {
        const first = this.first.get(id);
        return first === undefined ? none : (this.all.get(id) ?? [first]);
      },
      idOf: (row) => this.ids[row],
      strayLines: this.strayLines,
    };
  }
}

/** The order of the lines in the batch's input file; undefined when it can't be had. */
export const inputOrder = async (read: ReadFile, batch: Batch): Promise<RowOrder | undefined> => {
  let rows = new ListedRows();
  const isRead = await read(batch.input_file_id, () => {
    rows = new ListedRows();
    const scale = new IdScale();
    return (line) => {
      const { entries, strays } = readInputLine(line);
      for (const id of entries) {
        scale.add(id);
        rows.add(id);
      }
      rows.strayLines += strays;
    };
  });
  return isRead && rows.ids.length > 0 ? rows.order(rows.ids.length, true) : undefined;
};

/**
 * Every id that the result files have, as often as the file has it that has it most often: a row may have a line
 * in both.
 */
const resultIds = async (read: ReadFile, batch: Batch): Promise<string[]> => {
  const most = new Map<string, number>();
  for (const fileId of [batch.output_file_id, batch.error_file_id]) {
    let counts = new Map<string, number>();
    let scale = new IdScale();
    await read(fileId, () => {
      counts = new Map();
      scale = new IdScale();
      return (line) => {
        for (const { customId } of readBatchLine(line).entries) {
          scale.add(customId);
          counts.set(customId, (counts.get(customId) ?? 0) + 1);
        }
      };
    });
    // They are not the batch's, and hold much memory.
    if (scale.isExceeded) continue;
    for (const [id, count] of counts) most.set(id, Math.max(count, most.get(id) ?? 0));
  }
  return [...most].flatMap(([id, count]) => Array<string>(count).fill(id));
};

/**
 * The order of the results, when nothing else tells: by the numbers of the ids where the connector numbered them,
 * else as the files have them. Rows that have no result are counted at the end.
 */
export const resultOrder = async (read: ReadFile, batch: Batch): Promise<RowOrder> => {
  const ids = await resultIds(read, batch);
  const { total } = batchSummary(batch);
  const numbers = [...new Set(ids.flatMap((id) => rowOfId(id) ?? []))].sort((left, right) => left - right);
  const rows = new ListedRows();
  const isNumbered = numbers.length > ids.length / 2;
  const last = numbers.at(-1) ?? 0;
  const isFromZero = isNumbered && last < Math.max(numbers.length, total);
  if (!isNumbered) for (const id of ids) rows.add(id);
  else {
    const met = new Set<number>();
    const others = ids.filter((id) => {
      const number = rowOfId(id);
      const isNumber = number !== undefined && !met.has(number);
      if (isNumber) met.add(number);
      return !isNumber;
    });
    if (isFromZero) for (let row = 0; row < Math.max(last + 1, total); row += 1) rows.add(rowId(row));
    else for (const number of numbers) rows.add(rowId(number));
    for (const id of others) rows.add(id);
  }
  const count = Math.max(rows.ids.length, total);
  return rows.order(count, count === 1 || isFromZero || (isNumbered && numbers.length >= total));
};
