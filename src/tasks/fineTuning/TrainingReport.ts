/** A row that is wrong: of which input, its number there from 1, and why. */
export interface RowError {
  input: string;
  row: number;
  reason: string;
  /** Where in the row, or what stands there. */
  detail?: string;
}

/** How many rows have a reason, and the first of them. */
export interface ReasonCount {
  reason: string;
  count: number;
  input: string;
  rows: number[];
}

/** What is said of all rows: what has to be mended before the service takes them, and what would be better. */
export interface Advice {
  necessary: string[];
  recommended: string[];
}

const mostRowsNamed = 10;
/** Reasons that name what stands in a record are as many as it likes. */
const mostReasons = 200;
const otherReasons = "Other reasons.";

/** Reasons with how many rows have each. */
class Reasons {
  private readonly counts = new Map<string, ReasonCount>();

  add(reason: string, input: string, row: number): void {
    const name = this.counts.has(reason) || this.counts.size < mostReasons ? reason : otherReasons;
    const known = this.counts.get(name) ?? { reason: name, count: 0, input, rows: [] };
    this.counts.set(name, known);
    known.count += 1;
    if (known.rows.length < mostRowsNamed && known.input === input) known.rows.push(row);
  }

  /** The most frequent first. */
  sorted(): ReasonCount[] {
    return [...this.counts.values()].sort((left, right) => right.count - left.count);
  }
}

/** Rows as a sentence names them: "row 3", "rows 3, 4, 5 and 20 more". */
export const namedRows = ({ count, input, rows }: ReasonCount): string => {
  const more = count > rows.length ? ` and ${count - rows.length} more` : "";
  return `${input}, row${count === 1 ? "" : "s"} ${rows.join(", ")}${more}`;
};

/** Gathers what is found in rows: each by its number up to a limit, and all of them by reason. */
export class TrainingReport {
  readonly rowErrors: RowError[] = [];
  readonly necessary: string[] = [];
  readonly recommended: string[] = [];
  /** Rows that are wrong. */
  wrongRows = 0;
  private readonly wrong = new Reasons();
  private readonly odd = new Reasons();

  constructor(private readonly mostRowErrors: number) {}

  /** Takes a row that is wrong, with all its reasons. */
  refuse(
    input: string,
    row: number,
    reasons: ReadonlyArray<{ reason: string; detail?: string | undefined }>,
  ): void {
    this.wrongRows += 1;
    for (const reason of new Set(reasons.map(({ reason }) => reason))) this.wrong.add(reason, input, row);
    for (const { reason, detail } of reasons) {
      if (this.rowErrors.length < this.mostRowErrors)
        this.rowErrors.push({ input, row, reason, ...(detail !== undefined && { detail }) });
    }
  }

  /** Takes what someone should look at in a row. */
  note(input: string, row: number, reason: string): void {
    this.odd.add(reason, input, row);
  }

  reasons(): ReasonCount[] {
    return this.wrong.sorted();
  }

  advice(): Advice {
    const odd = this.odd.sorted().map((found) => `${found.reason} (${namedRows(found)})`);
    return { necessary: this.necessary, recommended: [...this.recommended, ...odd] };
  }
}
