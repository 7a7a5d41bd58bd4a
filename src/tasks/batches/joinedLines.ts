import { type BatchLine, readBatchLine } from "./batchLine";
import type { RowOrder } from "./rowOrder";

const [failed, succeeded] = [1, 2];

/** The lines of a batch's files, joined to its rows. Only lines of the wanted rows are kept. */
export class JoinedLines {
  readonly lines = new Map<number, BatchLine>();
  /** Number of lines that can't be read, or belong to no row. */
  strayLines = 0;
  /** Number of lines that belong to a row. */
  goodLines = 0;
  /** Number of lines with ids that the order does not have. */
  foreignLines = 0;
  /** The state of each row. */
  private readonly states: Uint8Array;
  /** For an id of several rows, the number of its lines so far. */
  private readonly met = new Map<string, number>();
  /** For an id of several rows, the index among them before which all are answered. */
  private readonly answered = new Map<string, number>();

  constructor(
    private readonly order: RowOrder,
    private readonly isWanted: (row: number) => boolean,
  ) {
    this.states = new Uint8Array(order.count);
  }

  /** A copy with the same lines: after a file breaks off, it is read again from its start. */
  copy(): JoinedLines {
    const copy = new JoinedLines(this.order, this.isWanted);
    for (const [row, line] of this.lines) copy.lines.set(row, line);
    for (const [id, count] of this.met) copy.met.set(id, count);
    for (const [id, place] of this.answered) copy.answered.set(id, place);
    copy.states.set(this.states);
    copy.strayLines = this.strayLines;
    copy.goodLines = this.goodLines;
    copy.foreignLines = this.foreignLines;
    return copy;
  }

  /** Adds a line of an output or error file. */
  take(text: string): void {
    const { entries, strays } = readBatchLine(text);
    this.strayLines += strays;
    for (const line of entries) this.join(line);
  }

  private join(line: BatchLine): void {
    const rows = this.order.rowsOf(line.customId);
    if (rows.length === 0) {
      this.strayLines += 1;
      this.foreignLines += 1;
      return;
    }
    this.goodLines += 1;
    const row = this.rowFor(line, rows);
    if (row === undefined) return;
    this.states[row] = line.status === "succeeded" ? succeeded : failed;
    if (this.isWanted(row)) this.lines.set(row, line);
  }

  /**
   * The row of a line: the first row of the id without a line; else, for an answer, the first without an answer. An
   * answered row keeps its answer.
   */
  private rowFor({ customId, status }: BatchLine, rows: readonly number[]): number | undefined {
    const place = rows.length === 1 ? 0 : (this.met.get(customId) ?? 0);
    if (rows.length > 1) this.met.set(customId, place + 1);
    const next = rows[place];
    if (next !== undefined && this.states[next] === 0) return next;
    return status === "succeeded" ? this.unansweredRow(customId, rows) : undefined;
  }

  private unansweredRow(customId: string, rows: readonly number[]): number | undefined {
    let place = this.answered.get(customId) ?? 0;
    while (place < rows.length && this.states[rows[place] ?? 0] === succeeded) place += 1;
    if (rows.length > 1) this.answered.set(customId, place);
    return rows[place];
  }
}
