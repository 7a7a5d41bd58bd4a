import { get, sentenceOf } from "../app/api";

/** Rows of one answer. */
const pageSize = 200;

interface LoadedPage<Row> {
  rows: readonly Row[];
  version: number;
}

/** Rows of a table on the server, of which the pages are there that came into sight. */
export class RowPages<Row> {
  private readonly pages = new Map<number, LoadedPage<Row>>();
  private readonly asked = new Set<number>();
  /** Pages that could not be loaded; they are asked for again once something was added. */
  private readonly failed = new Set<number>();
  private seen: readonly [from: number, to: number] = [0, 1];
  private version = 0;
  total = 0;
  problem: string | undefined;

  /** @param address - answers `{rows, total}` for an offset and a count */
  constructor(
    private readonly address: string,
    private readonly changed: () => void,
  ) {}

  /** A row; undefined while it is on its way. */
  rowAt(index: number): Row | undefined {
    return this.pages.get(Math.floor(index / pageSize))?.rows[index % pageSize];
  }

  /** Loads what is missing of these rows. */
  see(from: number, to: number): void {
    this.seen = [from, Math.max(to, from + 1)];
    this.load();
  }

  /** Loads what may have been added to the rows in sight. */
  renew(version: number): void {
    this.version = version;
    this.failed.clear();
    this.load();
  }

  private load(): void {
    const [from, to] = this.seen;
    const last = Math.floor((to - 1) / pageSize);
    for (let page = Math.floor(from / pageSize); page <= last; page += 1) {
      const known = this.pages.get(page);
      const isFresh = known && (known.rows.length === pageSize || known.version === this.version);
      if (!isFresh && !this.asked.has(page) && !this.failed.has(page)) void this.ask(page);
    }
  }

  private async ask(page: number): Promise<void> {
    const { address, version } = this;
    this.asked.add(page);
    const query = `${address.includes("?") ? "&" : "?"}offset=${page * pageSize}&count=${pageSize}`;
    try {
      const { rows, total } = await get<{ rows: Row[]; total: number }>(`${address}${query}`);
      this.pages.set(page, { rows, version });
      this.total = total;
      this.problem = undefined;
    } catch (error) {
      this.problem = sentenceOf(error);
      this.failed.add(page);
    }
    this.asked.delete(page);
    this.changed();
    // More may have been added while the answer was on its way.
    if (version !== this.version && this.problem === undefined) this.load();
  }
}
