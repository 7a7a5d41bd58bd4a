import { signal } from "@preact/signals";
import type { ExchangeRow, ExchangeRows } from "../../../wire/exchange";
import { get } from "../../app/api";

/** Rows of one request to the server. */
const pageRows = 1000;

/** The rows of all requests that the server keeps. It asks for what changed alone. */
export class ExchangeRowStore {
  /** The newest first. */
  readonly rows = signal<readonly ExchangeRow[]>([]);
  private readonly held = new Map<number, ExchangeRow>();
  private change = 0;
  private loading: Promise<void> | undefined;
  private isStale = false;

  /**
   * Takes up what is new. Calls that come while one is under way become one more.
   * @throws ServerError with a sentence
   */
  load(): Promise<void> {
    this.isStale = true;
    this.loading ??= this.loadAll().finally(() => {
      this.loading = undefined;
    });
    return this.loading;
  }

  private async loadAll(): Promise<void> {
    while (this.isStale) {
      this.isStale = false;
      const { change, oldest } = await this.loadChanged();
      this.change = change;
      this.forget(oldest);
      this.rows.value = [...this.held.values()].toSorted((left, right) => right.number - left.number);
    }
  }

  /** What changed, in as many pages as it takes; what changes meanwhile is asked for next time. */
  private async loadChanged(): Promise<{ change: number; oldest: number }> {
    const from = `/api/endpoint/exchanges?changedAfter=${this.change}&count=${pageRows}`;
    let page = await get<ExchangeRows>(from);
    const { change } = page;
    for (;;) {
      for (const row of page.rows) this.held.set(row.number, row);
      const last = page.rows.at(-1);
      if (!page.hasMore || last === undefined) return { change, oldest: page.oldest };
      page = await get<ExchangeRows>(`${from}&before=${last.number}`);
    }
  }

  /** The server began anew, or let go of the oldest. */
  private forget(oldest: number): void {
    for (const number of this.held.keys()) if (oldest === 0 || number < oldest) this.held.delete(number);
  }
}
