const smallest = 3;
const largest = 24;
/** Items that start no further apart belong to one burst. */
const closeMs = 12;
const takenWeight = 2;

/**
 * Bursts of items that are tried in quick succession while the cause of refusals is unknown. A used-up quota takes
 * hardly any item after the first refused one of a burst; the items before it may have used what was refilled
 * meanwhile. After a burst that was taken whole, the next has twice as many items; else two more than were taken
 * before the refused one.
 */
export class TryBursts {
  private number = 0;
  private lastStartMs = Number.NEGATIVE_INFINITY;
  /** The burst whose items are being judged; it is broken once one of them was refused. */
  private judged = { number: 0, taken: 0, isBroken: false };
  /** How many items are tried before their answers are waited for. */
  size = smallest;

  /** Notes a start, and gives the number of its burst. */
  start(nowMs: number): number {
    if (nowMs - this.lastStartMs > closeMs) this.number += 1;
    this.lastStartMs = nowMs;
    return this.number;
  }

  /** Notes the refusal that began a pause: items of its burst that are still under way started after it. */
  begin(number: number): void {
    this.judged = { number, taken: 0, isBroken: true };
  }

  /** What the fate of one item says about the cause: above 0 for the items themselves, below 0 for a quota. */
  weigh(number: number, isTaken: boolean): number {
    if (number !== this.judged.number) this.judged = { number, taken: 0, isBroken: false };
    const { judged } = this;
    if (isTaken) return judged.isBroken ? takenWeight : this.weighWhole();
    if (!judged.isBroken) this.size = Math.min(largest, Math.max(smallest, judged.taken + 2));
    judged.isBroken = true;
    return -1;
  }

  /** The first three items may have used what was refilled. The larger a whole burst, the more it says. */
  private weighWhole(): number {
    this.judged.taken += 1;
    if (this.judged.taken < this.size) return 0;
    const weight = takenWeight * (this.judged.taken / smallest - 1);
    this.size = Math.min(largest, 2 * this.size);
    this.judged.taken = 0;
    return weight;
  }
}
