/** Lanes that are free or taken; whoever comes gets the first free one. */
export class FreeLanes {
  /** Lanes that were ever taken. */
  count = 0;
  private readonly taken: boolean[] = [];
  /** No lane before this one is free. */
  private firstFree = 0;

  take(): number {
    while (this.taken[this.firstFree]) this.firstFree += 1;
    const lane = this.firstFree;
    this.taken[lane] = true;
    this.firstFree += 1;
    this.count = Math.max(this.count, lane + 1);
    return lane;
  }

  give(lane: number): void {
    this.taken[lane] = false;
    this.firstFree = Math.min(this.firstFree, lane);
  }
}
