import type { AttemptEvent, ProgressEvent, QuotaView, StepEvent } from "../../../../../src/client/events";
import { AttemptColumns } from "./AttemptColumns";
import { attemptState, failureKind, stateOf } from "./attemptState";
import { NumberColumn } from "./NumberColumn";

/** Kinds of failed attempts that are told apart. */
const mostKinds = 50;
/** The last events, for those who read rather than look. */
const mostLast = 20;

/** Attempts that ended, by how they did. */
interface AttemptCounts {
  answered: number;
  refused: number;
  failed: number;
  cancelled: number;
}

const names = {
  [attemptState.answered]: "answered",
  [attemptState.refused]: "refused",
  [attemptState.failed]: "failed",
  [attemptState.cancelled]: "cancelled",
} as const;

/** All that a run has told, in columns and counts. */
export class RunColumns {
  readonly attempts = new AttemptColumns();
  readonly pauseFromMs = new NumberColumn();
  readonly pauseToMs = new NumberColumn();
  /** What is left of the quotas, each time that it was told. */
  readonly quotaAtMs = new NumberColumn();
  readonly requestsLeft = new NumberColumn();
  readonly tokensLeft = new NumberColumn();
  readonly counts: AttemptCounts = { answered: 0, refused: 0, failed: 0, cancelled: 0 };
  /** How many attempts failed in each way. */
  readonly failures = new Map<string, number>();
  readonly last: StepEvent[] = [];
  progress: ProgressEvent | undefined;
  quota: QuotaView = {};
  /** Events so far. */
  eventCount = 0;
  firstMs = Number.NaN;
  lastMs = Number.NaN;

  add(event: StepEvent): void {
    this.eventCount += 1;
    this.last.push(event);
    if (this.last.length > mostLast) this.last.shift();
    if (event.type === "start") {
      this.attempts.start(event);
      this.extend(event.startedAtMs);
    } else if (event.type === "attempt") {
      this.addEnd(event);
    } else {
      this.addQuota(event.atMs, event.quota);
      if (event.type === "progress") this.progress = event;
      else this.addPause(event.atMs, event.untilMs);
    }
  }

  private addEnd(event: AttemptEvent): void {
    this.attempts.end(event);
    this.extend(event.startedAtMs);
    this.extend(event.startedAtMs + event.durationMs);
    const state = stateOf(event);
    if (state in names) this.counts[names[state as keyof typeof names]] += 1;
    if (event.outcome === "answered") return;
    const kind = failureKind(event);
    const count = this.failures.get(kind);
    if (count !== undefined || this.failures.size < mostKinds) this.failures.set(kind, (count ?? 0) + 1);
  }

  private addQuota(atMs: number, quota: QuotaView): void {
    this.quota = quota;
    this.extend(atMs);
    this.quotaAtMs.push(atMs);
    this.requestsLeft.push(quota.requests?.left ?? Number.NaN);
    this.tokensLeft.push(quota.tokens?.left ?? Number.NaN);
  }

  private addPause(fromMs: number, untilMs: number): void {
    this.pauseFromMs.push(fromMs);
    this.pauseToMs.push(untilMs);
  }

  private extend(atMs: number): void {
    if (!(this.firstMs <= atMs)) this.firstMs = atMs;
    if (!(this.lastMs >= atMs)) this.lastMs = atMs;
  }
}
