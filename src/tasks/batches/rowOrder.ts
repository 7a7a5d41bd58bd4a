import type { Batch } from "openai/resources/batches";
import { AzureOpenAIError } from "../../client/errors/errors";
import { batchSummary } from "../../output/batchSummary";
import { isObject } from "../../text/isObject";
import { readBatchLine, readInputLine } from "./batchLine";
import { rowId, rowOfId } from "./batchRows";
import type { ReadFile } from "./fileReader";
import { rowMetadata } from "./rowMetadata";

/** The rows of a batch by custom id. */
export interface RowOrder {
  /** Number of rows. */
  count: number;
  /** Indexes in the batch of the rows with an id; none for an unknown id. */
  rowsOf(id: string): readonly number[];
  /** Custom id of a row, where it is known. */
  idOf(row: number): string | undefined;
  /** Number of lines in the input file that are not rows. */
  strayLines: number;
  /** True when the indexes are those of the input. From the result files alone, they may not be. */
  isOfInput: boolean;
}

const none: readonly number[] = [];

const wholeNumber = (value: unknown): number | undefined => {
  const text = typeof value === "number" ? String(value) : value;
  return typeof text === "string" && /^\d{1,7}$/.test(text) ? Number(text) : undefined;
};

/** The order by the metadata that the connector wrote when it made the lines. */
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

/** Most bytes of a file's ids in memory: enough for a million of 100 characters, more than any batch has. */
const mostIdBytes = 200_000_000;
const bytesBesideId = 100;

/** Counts the bytes of a file's ids, since the file may never end. */
class IdScale {
  private bytes = 0;

  /** True once there are more than a batch can have. */
  get isExceeded(): boolean {
    return this.bytes > mostIdBytes;
  }

  /** @throws AzureOpenAIError once there are more than a batch can have. */
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

/**
 * Ids in the order of their rows. Rows with the same id, which some services allow, are distinguished by their order.
 */
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

/** The order of the lines in the batch's input file; undefined when it can't be read. */
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
 * The ids in the result files. An id that occurs in both counts as often as in the file that has it more often,
 * because a row may have a line in each.
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
    // So many ids are not the batch's, and would use much memory.
    if (scale.isExceeded) continue;
    for (const [id, count] of counts) most.set(id, Math.max(count, most.get(id) ?? 0));
  }
  return [...most].flatMap(([id, count]) => Array<string>(count).fill(id));
};

/**
 * The order of the results, where nothing else shows one: by the numbers in the ids where the connector made them,
 * else as the files have them. Rows without a result are counted at the end.
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
