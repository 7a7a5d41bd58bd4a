/** A reason that rows share, and where in this row it holds. */
interface Finding {
  reason: string;
  place?: string;
}

/** What is found in one row: what the service would refuse, and what it would take and someone should look at. */
export class RowFindings {
  readonly wrong: Finding[] = [];
  readonly odd: Finding[] = [];

  /** The service would refuse the row, or learn nothing of it. */
  refuse(reason: string, place?: string): void {
    this.wrong.push({ reason, ...(place !== undefined && { place }) });
  }

  /** The service takes the row. */
  note(reason: string, place?: string): void {
    this.odd.push({ reason, ...(place !== undefined && { place }) });
  }
}
