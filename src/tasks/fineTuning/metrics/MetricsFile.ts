import { LineReader } from "../../../text/LineReader";
import { csvCells } from "./csvCells";
import { type Cell, cellOf, columnName, isDiverged, type MetricsRow } from "./metricsRow";

/** A column of a result file. */
interface MetricsColumn {
  name: string;
  /** Its name in the file. */
  spelling: string;
}

const mostColumns = 200;
/** More than any training has, and less than a step's memory. */
const mostCells = 2_000_000;
const mostCharacters = 32_000_000;

/** A column with what is measured at every step. */
const trainingLoss = /^(?!.*valid).*loss/;

/** True for base64 of a table's text: its first line has two columns at least. */
const isTableInBase64 = (line: string): boolean =>
  /^[\w+/-]+={0,2}$/.test(line) &&
  /^\uFEFF?["\w][\w "./-]*,/.test(Buffer.from(line.slice(0, 1_000), "base64").toString());

/** Columns by their header, each name once: the second of two that mean the same keeps its spelling. */
const columnsOf = (header: readonly string[]): MetricsColumn[] => {
  const names = new Set<string>();
  return header.map((text, index) => {
    const spelling = text || `column_${index + 1}`;
    const name =
      [columnName(spelling), spelling].find((one) => !names.has(one)) ?? `${spelling}_${index + 1}`;
    names.add(name);
    return { name, spelling };
  });
};

/**
 * The table in a result file, made of its lines: commas with a header, in UTF-8 or with NULs between, as text or as
 * the base64 of it. Its columns are known by their names.
 */
export class MetricsFile {
  /** Without the one that counts the steps. */
  columns: MetricsColumn[] = [];
  readonly rows: MetricsRow[] = [];
  /** False where no column counts the steps: the rows are counted. */
  hasSteps = true;
  /** True where the file is longer than what is read. */
  isCut = false;
  /** Lines with a step that is no number, or with more cells than the header. */
  strayLines = 0;
  /** How many cells of a training loss are no finite number, up to the last one. */
  readonly diverged = new Map<string, number>();
  /** True where the last row has fewer cells than the header. */
  isLastShort = false;

  private header: MetricsColumn[] | undefined;
  private encoded: string[] | undefined;
  private characters = 0;

  /** Takes the next line; true when no more are wanted. */
  take(line: string): boolean {
    const plain = line.replaceAll("\0", "");
    this.characters += line.length;
    if (this.characters > mostCharacters || this.rows.length * (this.columns.length + 1) > mostCells) {
      this.isCut = true;
      return true;
    }
    if (this.encoded) this.encoded.push(plain);
    else if (this.header) this.takeRow(plain);
    else if (isTableInBase64(plain)) this.encoded = [plain];
    else this.takeHeader(plain);
    return false;
  }

  /** Reads what had to be decoded first. */
  end(): this {
    const { encoded } = this;
    if (!encoded) return this;
    this.encoded = undefined;
    this.characters = 0;
    const reader = new LineReader((line) => {
      if (!this.isCut) this.take(line);
    });
    reader.write(Buffer.from(encoded.join(""), "base64"));
    reader.end();
    return this;
  }

  /** True where something was measured. */
  get hasNumbers(): boolean {
    return this.rows.some(({ values }) => Object.values(values).some((cell) => typeof cell === "number"));
  }

  private takeHeader(line: string): void {
    // A mark in UTF-16 is read as two of these.
    const cells = csvCells(line.replace(/^\uFFFD{1,2}/, ""), mostColumns);
    this.header = columnsOf(cells);
    this.columns = this.header.filter(({ name }) => name !== "step");
    this.hasSteps = this.columns.length < this.header.length;
  }

  private takeRow(line: string): void {
    const { header = [] } = this;
    const cells = csvCells(line, mostColumns + 1);
    this.isLastShort = cells.length < header.length;
    const values: Array<[name: string, cell: Cell]> = [];
    let step: unknown = this.hasSteps ? undefined : this.rows.length + 1;
    for (const [index, { name }] of header.entries()) {
      const cell = cells[index] ?? "";
      if (name === "step") step = cellOf(name, cell);
      else values.push([name, cellOf(name, cell)]);
      this.followLoss(name, cell);
    }
    const isRow = typeof step === "number" && step >= 0;
    if (isRow) this.rows.push({ step: step as number, values: Object.fromEntries(values) });
    if (!isRow || cells.length > header.length) this.strayLines += 1;
  }

  /** Between numbers, and in what is measured now and then, such cells stand for nothing. */
  private followLoss(name: string, cell: string): void {
    if (!trainingLoss.test(name)) return;
    if (isDiverged(cell)) this.diverged.set(name, (this.diverged.get(name) ?? 0) + 1);
    else if (typeof cellOf(name, cell) === "number") this.diverged.delete(name);
  }
}
