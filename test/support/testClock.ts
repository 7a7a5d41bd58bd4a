import { type Clock, useClock } from "../../src/client/clock";

interface Timer {
  dueMs: number;
  callback: () => void;
}

/** When a test clock starts, unless it is told otherwise. */
export const startMs = Date.parse("2026-11-21T09:00:00Z");

/**
 * Time in the hands of a test. A wait (`clock.wait`) is noted down and passes at once, taking `now` along; a
 * timer (`clock.after`, such as an attempt's time limit) stands until the test fires it.
 */
export class TestClock implements Clock {
  /** Every wait asked for, in milliseconds and in order. */
  readonly waits: number[] = [];
  private readonly timers = new Set<Timer>();
  private readonly waiting: Timer[] = [];
  private nowMs: number;
  private readonly restoreClock: () => void;

  constructor(nowMs = startMs) {
    this.nowMs = nowMs;
    this.restoreClock = useClock(this);
  }

  now(): number {
    return this.nowMs;
  }

  after(delayMs: number, callback: () => void): () => void {
    const timer = { dueMs: this.nowMs + delayMs, callback };
    // `clock.wait` hands over a promise's resolve function, which takes an argument; timers take none.
    if (callback.length === 1) {
      this.waits.push(delayMs);
      this.waiting.push(timer);
      this.waiting.sort((left, right) => left.dueMs - right.dueMs);
      setImmediate(() => this.passEarliestWait());
      return () => undefined;
    }
    this.timers.add(timer);
    return () => void this.timers.delete(timer);
  }

  private passEarliestWait(): void {
    const timer = this.waiting.shift();
    if (!timer) return;
    this.nowMs = Math.max(this.nowMs, timer.dueMs);
    timer.callback();
  }

  /** Lets time go by without firing anything. */
  advance(durationMs: number): void {
    this.nowMs += durationMs;
  }

  /** How far ahead each standing timer is due, the earliest first. */
  get timerDelays(): number[] {
    return [...this.timers].map(({ dueMs }) => dueMs - this.nowMs).sort((left, right) => left - right);
  }

  /** Goes to the moment when the earliest standing timer is due, and fires it. */
  fireEarliestTimer(): void {
    const [earliest] = [...this.timers].sort((left, right) => left.dueMs - right.dueMs);
    if (!earliest) throw new Error("No timer is standing.");
    this.timers.delete(earliest);
    this.nowMs = Math.max(this.nowMs, earliest.dueMs);
    earliest.callback();
  }

  /** Puts the former clock back. */
  restore(): void {
    this.restoreClock();
  }
}
