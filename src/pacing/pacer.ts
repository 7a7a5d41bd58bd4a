import type { PauseEvent } from "../client/events";
import { type PacerTicket, type QuotaReadings, Quotas, type QuotaUnit } from "./quotas";
import { type Cause, RefusalCause } from "./refusalCause";

/** What a refusal for rate says, apart from its headers. */
interface Refusal {
  /** The wait that the service asks for, in milliseconds. */
  waitMs?: number | undefined;
  /** The quota that its sentence names. */
  unit?: QuotaUnit | undefined;
}

/** What a pacer knows: the end of its pause, in milliseconds since the epoch (0 without a pause), and the quotas. */
export type PacerView = Pick<PauseEvent, "isProved" | "quota"> & { pausedUntilMs: number };

/** Starts are this far apart until 150 went without a refusal, so that a refusal arrives before many have started. */
const rampSpacingMs = 3;
const rampStarts = 150;
/** After a refusal, they are as far apart as it took to arrive, up to this. */
const longestRampMs = 10;
/** How long a refusal that names no wait pauses the starts. */
const defaultPauseMs = 1_000;
/** After this long in a pause without a start or a refusal, one item is tried. */
const longestTrustMs = 60_000;

/** For this many refusals in a row, a pause lasts as long as the refusal says. Further ones double its least length. */
const patientRefusals = 3;
const firstBackoffMs = 25;
const longestBackoffMs = 10_000;
/** After this many refusals in a row, what was measured is forgotten: a quota is refilled in the waits that it names. */
const forgettingRefusals = 3;

/**
 * Decides when the next item may start, for all steps that use one deployment with one credential. It learns the
 * quotas from headers and refusals, pauses all starts when a quota is used up, and spreads the first ones. It reads
 * no clock: each method is told the time.
 */
export class Pacer {
  private readonly quotas = new Quotas();
  private readonly cause = new RefusalCause((cause) => this.itemsCleared(cause));
  private pausedUntilMs = 0;
  /** The length of the pause, whatever is left of it. */
  private pauseMs = 0;
  private lastStartMs = Number.NEGATIVE_INFINITY;
  /** How many items had started at the latest refusal, and at the latest one with a quota as its proved cause. */
  private startsTillRefusal = 0;
  private startsTillQuota = 0;
  private lastRefusalMs = Number.NEGATIVE_INFINITY;
  private lastRefusedSequence = 0;
  private rampMs = rampSpacingMs;
  /** Refusals with no accepted item between them. */
  private refusalsInRow = 0;
  private sequence = 0;

  /** Milliseconds until an item of this many tokens may start; 0 when it may now. */
  waitMs(tokens: number, nowMs: number): number {
    const isOfItems = this.cause.at(nowMs) === "items";
    const measuredMs = isOfItems ? 0 : this.quotas.measuredWaitMs(tokens, nowMs);
    const startsTill = isOfItems ? this.startsTillQuota : this.startsTillRefusal;
    const rampMs = isOfItems ? rampSpacingMs : this.rampMs;
    // Once one was refused, starts stay apart for ever, so that the next refusal arrives before many have started.
    const laterMs = startsTill > 0 ? rampSpacingMs : 0;
    const spacingMs = Math.max(
      this.cause.spacingMs,
      this.sequence - startsTill < rampStarts ? rampMs : laterMs,
    );
    const gapMs = Math.min(spacingMs, this.lastStartMs + spacingMs - nowMs);
    return Math.max(0, this.pauseLeftMs(nowMs), gapMs, measuredMs, this.quotas.statedWaitMs(tokens, nowMs));
  }

  /**
   * Milliseconds until an item may be tried during a pause: soon where the items themselves may be the cause of the
   * refusals, else a minute after the latest refusal or start. Infinity without a pause.
   */
  tryMs(tokens: number, nowMs: number): number {
    if (this.pauseLeftMs(nowMs) <= 0) return Number.POSITIVE_INFINITY;
    const latestMs = Math.min(nowMs, Math.max(this.lastRefusalMs, this.lastStartMs));
    const minuteMs = latestMs + longestTrustMs - nowMs;
    if (this.cause.at(nowMs) === "quota") return Math.max(0, minuteMs);
    const triedMs = this.cause.tryMs(nowMs);
    return Math.max(0, Math.min(minuteMs, Math.max(triedMs, this.quotas.statedWaitMs(tokens, nowMs))));
  }

  /** An item's tokens as a share of the stated limit: above 1, it never fits. 0 when no limit is stated. */
  shareOfLimit(tokens: number): number {
    return this.quotas.shareOfLimit(tokens);
  }

  /** Notes an item that starts now. */
  start(tokens: number, nowMs: number): PacerTicket {
    this.lastStartMs = nowMs;
    this.sequence += 1;
    this.cause.start(this.sequence, this.pauseLeftMs(nowMs) > 0, nowMs);
    const share = { sequence: this.sequence, startedAtMs: nowMs };
    const ticket = { requests: { ...share, estimate: 1 }, tokens: { ...share, estimate: tokens } };
    this.quotas.start(ticket);
    return ticket;
  }

  /** Notes that the service answered an item. One that started after the latest refusal ends a proved pause. */
  answered({ requests: { startedAtMs } }: PacerTicket, nowMs: number): void {
    if (this.cause.at(nowMs) === "quota" && startedAtMs > this.lastRefusalMs) this.pausedUntilMs = nowMs;
  }

  /** Notes that the service took an item, whether or not it ended well. */
  accepted(ticket: PacerTicket, readings: QuotaReadings): void {
    this.cause.take(ticket.requests.sequence);
    if (ticket.requests.startedAtMs > this.lastRefusalMs) this.refusalsInRow = 0;
    this.quotas.accept(ticket, readings);
  }

  /** Notes that the service refused an item for its own sake: that says nothing of the quotas. */
  withdrawn(ticket: PacerTicket, readings: QuotaReadings, nowMs: number): void {
    this.cause.drop(ticket.requests.sequence);
    this.quotas.withdraw(ticket, readings, nowMs);
  }

  /** Notes that the service refused an item for its rate: all starts pause, unless the items are the proved cause. */
  refused(ticket: PacerTicket, { waitMs, unit }: Refusal, readings: QuotaReadings, nowMs: number): void {
    const { sequence, startedAtMs } = ticket.requests;
    this.countInRow(sequence, startedAtMs);
    this.lastRefusalMs = nowMs;
    this.rampMs = Math.min(longestRampMs, Math.max(rampSpacingMs, nowMs - startedAtMs));
    this.cause.refuse(sequence, startedAtMs, nowMs);
    this.quotas.refuse(ticket, unit, readings, nowMs);
    if (this.refusalsInRow >= forgettingRefusals) this.quotas.forgetMeasured();
    const cause = this.cause.at(nowMs);
    if (cause === "items") return;
    this.startsTillRefusal = this.sequence;
    if (cause === "quota") this.startsTillQuota = this.sequence;
    const pauseMs = Math.max(waitMs ?? defaultPauseMs, this.leastPauseMs);
    if (nowMs + pauseMs < this.pausedUntilMs && this.pausedUntilMs - nowMs <= this.pauseMs) return;
    this.pausedUntilMs = nowMs + pauseMs;
    this.pauseMs = pauseMs;
  }

  /** Milliseconds until so many items and tokens in all could have started; undefined while no quota is known. */
  forecastMs(requests: number, tokens: number, nowMs: number): number | undefined {
    return this.quotas.forecastMs(requests, tokens, nowMs);
  }

  /** What the pacer knows, for the observer's events. */
  view(nowMs: number): PacerView {
    const pausedUntilMs = this.pauseLeftMs(nowMs) > 0 ? this.pausedUntilMs : 0;
    return {
      pausedUntilMs,
      isProved: this.cause.at(nowMs) === "quota",
      quota: this.quotas.view(nowMs),
    };
  }

  /** The items are no longer the cause of the refusals. */
  private itemsCleared(cause: Cause): void {
    this.startsTillRefusal = this.sequence;
    this.pausedUntilMs = 0;
    // What was measured came of the items, unless slower starts have proved a quota.
    if (cause === "unknown") this.quotas.forgetMeasured();
  }

  /** What is left of the pause: never more than its length, in case the clock was set back. */
  private pauseLeftMs(nowMs: number): number {
    return this.cause.at(nowMs) === "items" ? 0 : Math.min(this.pauseMs, this.pausedUntilMs - nowMs);
  }

  /**
   * Counts refusals in a row. Refusals arrive sooner than answers: where an item started between two refused ones
   * and was not refused by now, it was accepted, and the row begins anew.
   */
  private countInRow(sequence: number, startedAtMs: number): void {
    if (startedAtMs >= Math.max(this.lastRefusalMs, this.pausedUntilMs)) {
      const isNext = sequence === this.lastRefusedSequence + 1;
      this.refusalsInRow = isNext ? this.refusalsInRow + 1 : 1;
    }
    this.lastRefusedSequence = Math.max(this.lastRefusedSequence, sequence);
  }

  /** Doubles with each refusal in a row, so that a service that names short waits and always refuses is asked less. */
  private get leastPauseMs(): number {
    const doublings = this.refusalsInRow - patientRefusals;
    return doublings <= 0 ? 0 : Math.min(longestBackoffMs, firstBackoffMs * 2 ** doublings);
  }
}
