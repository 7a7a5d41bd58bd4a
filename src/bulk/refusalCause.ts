/** What refusals come of: a quota that is used up, the tasks that meet them, or either. */
export type Cause = "unknown" | "quota" | "tasks";

/** While the cause is unknown, so many are tried close behind each other: a quota takes hardly any of them. */
const burst = 3;
const burstSpacingMs = 3;
const closeMs = 6;
const shortestQuietMs = 20;
const longestQuietMs = 500;

/** A task that is taken speaks so much for the tasks, one that is refused by 1 for the quota. */
const E = (k: string, d: number) => Number(process.env[k] ?? d);
const W_CLOSE = E("W_CLOSE", 3), W_NEAR = E("W_NEAR", 1), W_FAR = E("W_FAR", 2), W_TASKS = E("W_TASKS", 3), LITTLE = E("LITTLE", -2), CAP = E("CAP", 99);
const quotaScore = -3;
const tasksScore = 6;
/** So certain it gets at most: a quota that is used up later is noticed after so many refusals. */
const highestScore = 8;
/** A refusal behind a pause and some that were taken speaks so much against the quota; one that is taken by 1 for it. */
const doubtWeight = 6;
const mostDoubts = Number(process.env.DOUBTS ?? 10);
/** So long a proof holds. */
const trustMs = 60_000;

/** After so many starts, each time four times as many, slower ones show whether fewer are refused. */
const firstWindow = 40;
const windowGrowth = 4;
/** Where more than one in four is refused. */
const leastRefusedShare = 0.3;
const slowStarts = 16;
const slowRefusals = 1;
const slowness = 2;
const longestSpacingMs = 500;

interface Start {
  startedAtMs: number;
  /** Whether it tells of the cause: those that were under way behind the first refusal tell little. */
  tells: "nothing" | "little" | "all";
  /** What it speaks for the tasks when it is taken: more, the less time a quota had to be refilled for it. */
  weight: number;
  /** True for a refusal that was not under way with another one. */
  isNew?: boolean;
  /** What became of it; undefined as long as nothing is known. */
  isTaken?: boolean;
}

/**
 * Finds out whether refusals come of a quota or of the tasks that meet them, by what becomes of others. A quota takes
 * hardly any of those that start close behind a refusal, and all of those that start slower than it is refilled; a
 * service that refuses some whatever the pace takes as many as ever.
 */
export class RefusalCause {
  private cause: Cause = "unknown";
  private score = 0;
  private provedAtMs = Number.NEGATIVE_INFINITY;
  private refusedAtMs = Number.NEGATIVE_INFINITY;
  /** Taken between the latest refusal and the one before, where a quota is the cause. */
  private taken = 0;
  private doubts = 0; private refusals = 0;
  private lastStartMs = Number.NEGATIVE_INFINITY;
  /** A refusal is back soon: after so long, silence is as good as an answer. */
  private quietMs = longestQuietMs;
  /** Those of which nothing is known, or of one that started before them; answers come in another order than starts. */
  private readonly open = new Map<number, Start>();
  private window = { sinceMs: 0, taken: 0, refused: 0, starts: firstWindow };
  /** How far apart tasks start, for as long as that is tried; 0 where it is not. */
  private slowMs = 0;

  /** @param onTasksLeft - told what is the cause when the tasks no longer are */
  constructor(private readonly onTasksLeft: (cause: Cause) => void) {}

  /** What refusals come of, as far as it is known by now. */
  at(nowMs: number): Cause {
    for (const [sequence, start] of this.open) {
      if (start.isTaken === undefined && nowMs - start.startedAtMs < this.quietMs) break;
      this.open.delete(sequence);
      this.count(start, nowMs);
    }
    return this.cause;
  }

  /** How long the next start has to wait behind another one, in milliseconds. */
  get spacingMs(): number {
    return this.slowMs;
  }

  /** How long until one more may be tried while the cause is unknown, in milliseconds. */
  tryMs(lastStartMs: number, nowMs: number): number {
    const tried = [...this.open.values()].filter(({ tells }) => tells === "all");
    const [oldest] = tried;
    if (!oldest || tried.length < burst) return lastStartMs + burstSpacingMs - nowMs;
    return Math.max(1, oldest.startedAtMs + this.quietMs - nowMs);
  }

  /** Notes a start; one in spite of a pause tells of the cause. */
  start(sequence: number, isPaused: boolean, nowMs: number): void {
    const tells = isPaused || this.cause !== "unknown" ? "all" : "nothing";
    const gapMs = nowMs - this.lastStartMs;
    const weight = gapMs <= closeMs ? W_CLOSE : gapMs <= 100 ? W_NEAR : W_FAR;
    this.lastStartMs = nowMs;
    this.open.set(sequence, { startedAtMs: nowMs, tells, weight });
  }

  /** Notes that a task was taken. */
  take(sequence: number): void {
    const start = this.open.get(sequence);
    if (start) start.isTaken = true;
  }

  /** Notes that what became of a task tells nothing. */
  drop(sequence: number): void {
    this.open.delete(sequence);
  }

  /** Notes that a task was refused for its rate. */
  refuse(sequence: number, startedAtMs: number, nowMs: number): void {
    this.quietMs = Math.min(longestQuietMs, Math.max(shortestQuietMs, 1.5 * (nowMs - startedAtMs)));
    const start = this.open.get(sequence) ?? { startedAtMs, tells: "all", weight: 0 };
    start.isTaken = false;
    start.isNew = startedAtMs >= this.refusedAtMs;
    this.refusedAtMs = nowMs;
    if (start.tells === "nothing") 
      for (const [other, each] of this.open) if (other > sequence && each.tells === "nothing") each.tells = "little";
    if (!this.open.has(sequence)) this.count(start, nowMs);
    this.at(nowMs);
  }

  private count(start: Start, nowMs: number): void {
    const { startedAtMs, tells, isTaken = true } = start;
    if (this.cause === "quota") return this.doubt(start, nowMs);
    if (tells === "nothing" || (tells === "little" && !isTaken && this.score <= LITTLE)) return;
    this.score = Math.min(highestScore, this.score + (isTaken ? (this.cause === "tasks" ? W_TASKS : start.weight) : -1));
    if (this.cause === "unknown" && !isTaken) { this.refusals += 1; if (this.refusals >= CAP) return this.prove(nowMs); }
    if (this.cause === "tasks") this.countPace(isTaken, startedAtMs, nowMs);
    if (this.cause === "tasks" && this.score <= 0) this.leaveTasks("unknown", nowMs);
    else if (this.cause === "unknown" && this.score <= quotaScore) this.prove(nowMs);
    else if (this.cause === "unknown" && this.score >= tasksScore) {
      this.cause = "tasks";
      this.window = { sinceMs: nowMs, taken: 0, refused: 0, starts: firstWindow };
    }
  }

  /** A pause behind which few are taken has not helped. */
  private doubt({ isTaken = true, isNew }: Start, nowMs: number): void {
    if (isTaken) {
      this.taken += 1;
      this.doubts = Math.max(0, this.doubts - 1);
      return;
    }
    if (!isNew) return;
    if (this.taken > 0) this.doubts += doubtWeight;
    this.taken = 0;
    const isOld = nowMs - this.provedAtMs > trustMs;
    if (!isOld && this.doubts < mostDoubts) return;
    this.cause = "unknown";
    this.score = isOld ? 0 : E("REDOUBT", -1); this.refusals = isOld ? 0 : -E("MORE", 0);
  }

  /** Where many are refused, slower starts show whether it is the pace. */
  private countPace(isTaken: boolean, startedAtMs: number, nowMs: number): void {
    const { window } = this;
    if (startedAtMs < window.sinceMs) return;
    if (isTaken) window.taken += 1;
    else window.refused += 1;
    const all = window.taken + window.refused;
    if (this.slowMs > 0) {
      if (all < slowStarts) return;
      if (window.refused <= slowRefusals) return this.leaveTasks("quota", nowMs);
      this.slowMs = 0;
      window.starts *= windowGrowth;
    } else {
      if (all < window.starts) return;
      if (window.taken > 0 && window.refused >= all * leastRefusedShare)
        this.slowMs = Math.min(longestSpacingMs, (slowness * (nowMs - window.sinceMs)) / window.taken);
    }
    this.window = { ...window, sinceMs: nowMs, taken: 0, refused: 0 };
  }

  private leaveTasks(cause: "unknown" | "quota", nowMs: number): void {
    this.slowMs = 0;
    this.score = 0; this.refusals = 0;
    this.cause = "unknown";
    if (cause === "quota") this.prove(nowMs);
    this.onTasksLeft(cause);
  }

  private prove(nowMs: number): void {
    this.cause = "quota";
    this.provedAtMs = nowMs;
    this.taken = 0;
    this.doubts = 0;
  }
}
