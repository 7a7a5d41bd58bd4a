import type { ResultNode } from "../../wire/run";
import { writePath } from "../../wire/writePath";
import { get } from "../app/api";
import { Branch, pageSize, type TreeRow } from "./Branch";

/** A value on the server, of which the parts are there that were looked at. */
export class ResultModel {
  private readonly asked = new Set<string>();
  /** The whole value is its one entry. */
  readonly top = new Branch(undefined, 1);

  constructor(
    private readonly address: string,
    private readonly name: string,
    private readonly changed: () => void,
    private readonly failed: (error: unknown) => void,
  ) {}

  /** Loads the whole value, and opens it. */
  async start(): Promise<void> {
    const node = await this.ask([], 0);
    if (!node) return;
    this.top.put(0, [{ name: this.name, node }]);
    this.top.expand(0)?.put(0, node.children ?? []);
    this.changed();
  }

  /** Loads what is missing of these rows. */
  see(from: number, to: number): void {
    for (let place = from; place < to; place += 1) {
      const row = this.top.rowAt(place);
      if (row && !row.entry && row.parent !== this.top)
        void this.loadPage(row.parent, Math.floor(row.index / pageSize));
    }
  }

  /** Opens a row, and loads its first entries. */
  async open({ parent, index }: TreeRow): Promise<void> {
    const branch = parent.expand(index);
    if (!branch) return;
    this.changed();
    if (!branch.entry(0)) await this.loadPage(branch, 0);
  }

  close({ parent, index }: TreeRow): void {
    parent.collapse(index);
    this.changed();
  }

  /** Opens all that leads to a path, and gives the place of its row; -1 where nothing is at the path. */
  async reveal(segments: readonly string[]): Promise<number> {
    let [parent, index] = [this.top, 0];
    for (const segment of segments) {
      const branch = parent.expand(index);
      const next = branch && (await this.indexOf(branch, segment));
      if (branch === undefined || next === undefined) return -1;
      [parent, index] = [branch, next];
    }
    this.changed();
    return this.top.placeOf(parent, index);
  }

  private async indexOf(branch: Branch, segment: string): Promise<number | undefined> {
    const pages = Math.ceil(branch.size / pageSize);
    const guess = /^\d+$/.test(segment) ? Math.floor(Number(segment) / pageSize) : 0;
    // Of a list, the number says where it is; the names of an object are looked through.
    for (let page = guess; page < pages; page += 1) {
      if (!branch.entry(page * pageSize)) await this.loadPage(branch, page);
      for (let index = page * pageSize; index < Math.min(branch.size, (page + 1) * pageSize); index += 1) {
        if (branch.entry(index)?.name === segment) return index;
      }
    }
    return undefined;
  }

  private async loadPage(branch: Branch, page: number): Promise<void> {
    const node = await this.ask(branch.segments ?? [], page * pageSize);
    if (!node) return;
    branch.put(page, node.children ?? []);
    this.changed();
  }

  /** Undefined for what was asked for before, or could not be answered. */
  private async ask(segments: readonly string[], offset: number): Promise<ResultNode | undefined> {
    const query = new URLSearchParams({
      path: writePath("", segments),
      offset: String(offset),
      count: String(pageSize),
    });
    const place = query.toString();
    if (this.asked.has(place)) return undefined;
    this.asked.add(place);
    try {
      return await get<ResultNode>(`${this.address}?${place}`);
    } catch (error) {
      this.failed(error);
      return undefined;
    } finally {
      this.asked.delete(place);
    }
  }
}
