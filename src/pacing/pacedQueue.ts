/** A task that waits for its start. */
export interface Waiting {
  tokens: number;
  /** When it may start again after it was refused, in milliseconds since the epoch. */
  notBeforeMs: number;
  /** When it was refused last; undefined when it never was. */
  refusedAtMs: number | undefined;
  /** When it was started for the attempt that was refused first. */
  refusedStartMs: number | undefined;
  /** How often it was refused. */
  refusals: number;
}

const firstBackoffMs = 500;
const longestBackoffMs = 60_000;
/** The same where no others are left that it could hold up. */
const longestLastBackoffMs = 10_000;

/** How much larger than the one behind it a task is that gives way to it. */
const muchLarger = 4;
/** Spreads places over the queue, whatever its length. */
const goldenShare = (Math.sqrt(5) - 1) / 2;
const placeOf = (number: number, length: number): number => Math.floor(((number * goldenShare) % 1) * length);

/** From so many tasks on, the last ones are taken from all over the list: what never fits may stand at its end. */
const fewestForReserve = 10;
const reserved = 3;

/**
 * Tasks in the order in which they start: as they came, but that one which was refused lets others show whether they
 * are refused as well, so that it holds up nobody.
 */
export class PacedQueue<Task extends Waiting> {
  private readonly fresh: Task[];
  private readonly refused: Task[] = [];
  private readonly reserved: number;
  private readonly gaveWay = new Set<Task>();
  private picks = 0;

  constructor(tasks: readonly Task[]) {
    this.fresh = [...tasks];
    this.reserved = tasks.length < fewestForReserve ? 1 : reserved;
    for (let number = 1; this.reserved === reserved && number <= reserved; number += 1)
      this.fresh.push(...this.fresh.splice(placeOf(number, tasks.length - reserved), 1));
  }

  /** True when of those that were never refused only the last ones are left. */
  get isAtReserve(): boolean {
    return this.fresh.length <= this.reserved;
  }

  /** How many wait. */
  get length(): number {
    return this.fresh.length + this.refused.length;
  }

  /** How many of them were refused. */
  get refusedLength(): number {
    return this.refused.length;
  }

  /**
   * The task whose turn it is. One that was refused has its turn when its wait is over and another one that was
   * started behind its refusal was taken, or when no other is left.
   */
  next(nowMs: number, takenUpToMs: number): Task | undefined {
    const hasFresh = this.fresh.length > 0;
    const due = this.refused.find(
      ({ notBeforeMs, refusedAtMs = 0 }) => notBeforeMs <= nowMs && (!hasFresh || takenUpToMs > refusedAtMs),
    );
    return due ?? this.fresh[0];
  }

  /** One that was never refused, from another place each time: tasks that are refused stand beside each other. */
  pick(): Task | undefined {
    this.picks += 1;
    const kept = this.isAtReserve ? 0 : this.reserved;
    return this.fresh[placeOf(this.picks, this.fresh.length - kept)];
  }

  /** Lets a much larger first one go behind the others, once; true when it did. */
  letsPass(task: Task): boolean {
    const [first, second] = this.fresh;
    if (first !== task || !second || this.gaveWay.has(task) || task.tokens < second.tokens * muchLarger)
      return false;
    this.gaveWay.add(task);
    this.fresh.shift();
    this.fresh.push(task);
    return true;
  }

  /** How long until the first of the refused ones may start again; Infinity when there is none. */
  dueInMs(nowMs: number): number {
    return this.refused.reduce(
      (least, { notBeforeMs }) => Math.min(least, notBeforeMs - nowMs),
      Number.POSITIVE_INFINITY,
    );
  }

  /** Takes a task that starts. */
  remove(task: Task): void {
    const list = task.refusedAtMs === undefined ? this.fresh : this.refused;
    list.splice(list.indexOf(task), 1);
  }

  /**
   * Notes a refusal: the task waits as long as it was asked to, and longer the more often it was refused, unless
   * others are refused as often.
   */
  refuse(task: Task, startedAtMs: number, waitMs: number | undefined, isUsual: boolean, nowMs: number): void {
    task.refusals += 1;
    task.refusedAtMs = nowMs;
    task.refusedStartMs ??= startedAtMs;
    const longestMs = this.fresh.length > 0 ? longestBackoffMs : longestLastBackoffMs;
    const backoffMs = Math.min(longestMs, firstBackoffMs * 2 ** (isUsual ? 0 : task.refusals - 1));
    task.notBeforeMs = nowMs + Math.max(waitMs ?? 0, backoffMs);
  }

  /** Puts a task back that was refused. */
  putBack(task: Task): void {
    this.refused.push(task);
  }
}
