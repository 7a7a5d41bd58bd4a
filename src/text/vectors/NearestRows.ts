/** A row, and how similar it is. */
interface RatedRow {
  row: number;
  similarity: number;
}

const isBetter = (one: RatedRow, other: RatedRow): boolean =>
  one.similarity > other.similarity || (one.similarity === other.similarity && one.row < other.row);

/** Keeps the most similar of many rows in a heap, the least of them on top. Of rows alike, the first are kept. */
export class NearestRows {
  private readonly heap: RatedRow[] = [];

  /** @param most - how many are kept, at least one */
  constructor(private readonly most: number) {}

  /** Adds a row; rows come in their order. The similarity is no NaN. */
  add(similarity: number, row: number): void {
    const { heap, most } = this;
    if (heap.length < most) this.rise({ row, similarity });
    else if (similarity > (heap[0]?.similarity ?? 0)) this.sink({ row, similarity });
  }

  /** Those that were kept, the most similar first. */
  sorted(): RatedRow[] {
    return [...this.heap].sort((one, other) => (isBetter(one, other) ? -1 : 1));
  }

  private rise(added: RatedRow): void {
    const { heap } = this;
    let at = heap.length;
    heap.push(added);
    for (
      let above = (at - 1) >> 1;
      at > 0 && isBetter(heap[above] as RatedRow, added);
      above = (at - 1) >> 1
    ) {
      heap[at] = heap[above] as RatedRow;
      at = above;
    }
    heap[at] = added;
  }

  /** Puts a row in the place of the least one. */
  private sink(added: RatedRow): void {
    const { heap } = this;
    let at = 0;
    for (let below = 1; below < heap.length; below = 2 * at + 1) {
      const other = heap[below + 1];
      if (other !== undefined && isBetter(heap[below] as RatedRow, other)) below += 1;
      if (!isBetter(added, heap[below] as RatedRow)) break;
      heap[at] = heap[below] as RatedRow;
      at = below;
    }
    heap[at] = added;
  }
}
