import type { ResultNode } from "../../wire/run";

/** Entries of one answer. */
export const pageSize = 200;

/** An entry of a branch that is loaded. */
interface BranchEntry {
  name: string;
  node: ResultNode;
}

/** One row of a tree, as it is seen. */
export interface TreeRow {
  /** From 1 on. */
  level: number;
  /** The branch that the row is an entry of, and its place in it. */
  parent: Branch;
  index: number;
  /** Undefined while it is on its way. */
  entry: BranchEntry | undefined;
  /** The row's own entries, where it is open. */
  branch: Branch | undefined;
}

/** True for a value that has entries. */
export const hasEntries = ({ kind, size = 0, entries = 0 }: ResultNode): boolean =>
  kind === "file" ? entries > 0 : (kind === "list" || kind === "object") && size > 0;

/**
 * The entries of an open value. Those of a long list are there once they were asked for; the rows below each other are
 * never written down, so that a list of a hundred thousand costs what is seen of it.
 */
export class Branch {
  /** Open entries by their index, in order. */
  private open: Array<readonly [index: number, branch: Branch]> = [];
  private readonly pages = new Map<number, readonly BranchEntry[]>();

  /** @param segments - undefined for the branch that has the whole value as its one entry */
  constructor(
    readonly segments: readonly string[] | undefined,
    readonly size: number,
  ) {}

  /** Rows of the entries and of all that is open in them. */
  get rows(): number {
    return this.open.reduce((sum, [, branch]) => sum + branch.rows, this.size);
  }

  put(page: number, entries: readonly BranchEntry[]): void {
    this.pages.set(page, entries);
  }

  entry(index: number): BranchEntry | undefined {
    return this.pages.get(Math.floor(index / pageSize))?.[index % pageSize];
  }

  /** The path of an entry; undefined while it is not loaded. */
  pathOf(index: number): string[] | undefined {
    const entry = this.entry(index);
    if (!entry) return undefined;
    return this.segments ? [...this.segments, entry.name] : [];
  }

  branchAt(index: number): Branch | undefined {
    return this.open.find(([at]) => at === index)?.[1];
  }

  /** Opens an entry, where it has entries of its own. */
  expand(index: number): Branch | undefined {
    const entry = this.entry(index);
    const path = this.pathOf(index);
    if (!entry || !path || !hasEntries(entry.node)) return undefined;
    const known = this.branchAt(index);
    if (known) return known;
    const { kind, size = 0, entries = 0 } = entry.node;
    const branch = new Branch(path, kind === "file" ? entries : size);
    this.open = [...this.open, [index, branch] as const].sort(([one], [other]) => one - other);
    return branch;
  }

  collapse(index: number): void {
    this.open = this.open.filter(([at]) => at !== index);
  }

  /** The row at a place of all rows; undefined behind the last. */
  rowAt(place: number, level = 1): TreeRow | undefined {
    let [first, start] = [0, 0];
    for (const [index, branch] of this.open) {
      const own = start + index - first;
      if (place <= own) break;
      if (place <= own + branch.rows) return branch.rowAt(place - own - 1, level + 1);
      start = own + branch.rows + 1;
      first = index + 1;
    }
    const index = first + place - start;
    if (place < 0 || index >= this.size) return undefined;
    return { level, parent: this, index, entry: this.entry(index), branch: this.branchAt(index) };
  }

  /** The place of an entry of a branch below this one; -1 where it can't be seen. */
  placeOf(parent: Branch, wanted: number): number {
    let before = 0;
    for (const [index, branch] of this.open) {
      if (parent === this && index >= wanted) break;
      const inside = parent === this ? -1 : branch.placeOf(parent, wanted);
      if (inside >= 0) return before + index + 1 + inside;
      before += branch.rows;
    }
    return parent === this ? before + wanted : -1;
  }
}
