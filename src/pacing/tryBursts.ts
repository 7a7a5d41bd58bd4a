const smallest = 3;
const largest = 24;
/** Those that start no further apart are of one burst. */
const closeMs = 12;
const takenWeight = 2;

/**
 * What is tried while the cause of refusals is unknown, a few close behind each other: a quota takes hardly any that
 * follow one it refused, whereas those in front of it may be what was refilled since. Where a burst is taken whole,
 * twice as many are tried next; else two more than were taken in front.
 */
export class TryBursts {
  private number = 0;
  private lastStartMs = Number.NEGATIVE_INFINITY;
  private judged = { number: 0, taken: 0, isBroken: false };
  /** How many are tried before their answers are waited for. */
  size = smallest;

  /** Notes a start, and gives the number of the burst that it is of. */
  start(nowMs: number): number {
    if (nowMs - this.lastStartMs > closeMs) this.number += 1;
    this.lastStartMs = nowMs;
    return this.number;
  }

  /** Notes the refusal that a pause began with: what was under way behind it is of the same burst. */
  begin(number: number): void {
    this.judged = { number, taken: 0, isBroken: true };
  }

  /** What one start of a burst speaks for the items as the cause; below 0, for a quota. */
  weigh(number: number, isTaken: boolean): number {
    if (number !== this.judged.number) this.judged = { number, taken: 0, isBroken: false };
    const { judged } = this;
    if (isTaken) return judged.isBroken ? takenWeight : this.weighWhole();
    if (!judged.isBroken) this.size = Math.min(largest, Math.max(smallest, judged.taken + 2));
    judged.isBroken = true;
    return -1;
  }

  /** The first few may be what was refilled; the more are taken whole, the less so. */
  private weighWhole(): number {
    this.judged.taken += 1;
    if (this.judged.taken < this.size) return 0;
    const weight = takenWeight * (this.judged.taken / smallest - 1);
    this.size = Math.min(largest, 2 * this.size);
    this.judged.taken = 0;
    return weight;
  }
}
