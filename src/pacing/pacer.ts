import type { PauseEvent } from "../client/events";
import { type PacerTicket, type QuotaReadings, Quotas, type QuotaUnit } from "./quotas";
import { type Cause, RefusalCause } from "./refusalCause";

/** What a refusal says beside the headers that every answer has. */
interface Refusal {
  /** The wait that the service asks for, in milliseconds. */
  waitMs?: number | undefined;
  /** The quota that its sentence names. */
  unit?: QuotaUnit | undefined;
}

/** What a pacer knows: until when all pause, in milliseconds since the epoch, and the quotas. */
type PacerView = Pick<PauseEvent, "isProved" | "quota"> & { pausedUntilMs: number };

/** After a start without knowledge, the next waits this long: a refusal is back before many have left. */
const rampSpacingMs = 3;
/** The same once it is known how long a refusal takes. */
const longestRampMs = 10;
const rampStarts = 150;
/** When a refusal names no wait. */
const defaultPauseMs = 1_000;
/** So long a pause is believed without an item having tried. */
const longestTrustMs = 60_000;

/** So many refusals in a row are believed in the wait that they name; from then on, pauses double. */
const patientRefusals = 3;
const firstBackoffMs = 25;
const longestBackoffMs = 10_000;
/** After so many in a row there was no quota to measure. */
const forgettingRefusals = 3;

/**
 * Decides when the next item may start, for all steps that use one deployment with one credential. It learns the
 * quotas from headers and refusals, pauses everybody when a quota is used up, and lets nobody go all at once. It is
 * pure but for the times that it is told.
 */
export class Pacer {
  private readonly quotas = new Quotas();
  private readonly cause = new RefusalCause((cause) => this.itemsCleared(cause));
  private pausedUntilMs = 0;
  private pauseMs = 0;
  private lastStartMs = Number.NEGATIVE_INFINITY;
  /** How many had started when one was refused, and when one was refused for a quota that is used up. */
  private startsTillRefusal = 0;
  private startsTillQuota = 0;
  private lastRefusalMs = Number.NEGATIVE_INFINITY;
  private lastRefusedSequence = 0;
  private rampMs = rampSpacingMs;
  /** One behind the other, with nothing taken in between. */
  private refusalsInRow = 0;
  private sequence = 0;

  /** How long until an item of this many tokens may start, in milliseconds; 0 when it may now. */
  waitMs(tokens: number, nowMs: number): number {
    const isOfItems = this.cause.at(nowMs) === "items";
    const measuredMs = isOfItems ? 0 : this.quotas.measuredWaitMs(tokens, nowMs);
    const startsTill = isOfItems ? this.startsTillQuota : this.startsTillRefusal;
    const rampMs = isOfItems ? rampSpacingMs : this.rampMs;
    // Where one was refused before, the next one is back before many have left, however long that takes.
    const laterMs = startsTill > 0 ? rampSpacingMs : 0;
    const spacingMs = Math.max(
      this.cause.spacingMs,
      this.sequence - startsTill < rampStarts ? rampMs : laterMs,
    );
    const gapMs = Math.min(spacingMs, this.lastStartMs + spacingMs - nowMs);
    return Math.max(0, this.pauseLeftMs(nowMs), gapMs, measuredMs, this.quotas.statedWaitMs(tokens, nowMs));
  }

  /**
   * How long until an item may be tried in spite of a pause, in milliseconds: soon where the refusal may have meant
   * one item alone, else a minute after the latest refusal or try. Infinity without a pause.
   */
  tryMs(tokens: number, nowMs: number): number {
    if (this.pauseLeftMs(nowMs) <= 0) return Number.POSITIVE_INFINITY;
    const latestMs = Math.min(nowMs, Math.max(this.lastRefusalMs, this.lastStartMs));
    const minuteMs = latestMs + longestTrustMs - nowMs;
    if (this.cause.at(nowMs) === "quota") return Math.max(0, minuteMs);
    const triedMs = this.cause.tryMs(nowMs);
    return Math.max(0, Math.min(minuteMs, Math.max(triedMs, this.quotas.statedWaitMs(tokens, nowMs))));
  }

  /** How much of the stated limit of tokens an item is; above 1, it never fits. 0 when no limit is stated. */
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

  /** Notes that the service answered an item: one that was started in spite of a proved pause ends it. */
  answered({ requests: { startedAtMs } }: PacerTicket, nowMs: number): void {
    if (this.cause.at(nowMs) === "quota" && startedAtMs > this.lastRefusalMs) this.pausedUntilMs = nowMs;
  }

  /** Notes that the service took an item, whether or not it ended well. */
  accepted(ticket: PacerTicket, readings: QuotaReadings): void {
    this.cause.take(ticket.requests.sequence);
    if (ticket.requests.startedAtMs > this.lastRefusalMs) this.refusalsInRow = 0;
    this.quotas.accept(ticket, readings);
  }

  /** Notes that the service refused an item for what it is: that tells nothing of the others. */
  withdrawn(ticket: PacerTicket, readings: QuotaReadings, nowMs: number): void {
    this.cause.drop(ticket.requests.sequence);
    this.quotas.withdraw(ticket, readings, nowMs);
  }

  /** Notes that the service refused an item for its rate: unless that is the item's own, everybody pauses. */
  refused(ticket: PacerTicket, { waitMs, unit }: Refusal, readings: QuotaReadings, nowMs: number): void {
    const { sequence, startedAtMs } = ticket.requests;
    this.countInRow(sequence, startedAtMs);
    this.lastRefusalMs = nowMs;
    this.rampMs = Math.min(longestRampMs, Math.max(rampSpacingMs, nowMs - startedAtMs));
    this.cause.refuse(sequence, startedAtMs, nowMs);
    this.quotas.refuse(ticket, unit, readings, nowMs);
    // A quota refills in the waits that it names.
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

  /**
   * How long until so many items with so many tokens in all could have started, in milliseconds; undefined as long
   * as no quota is known.
   */
  forecastMs(requests: number, tokens: number, nowMs: number): number | undefined {
    return this.quotas.forecastMs(requests, tokens, nowMs);
  }

  /** What it knows, for who looks on: no pause is one until 0. */
  view(nowMs: number): PacerView {
    const pausedUntilMs = this.pauseLeftMs(nowMs) > 0 ? this.pausedUntilMs : 0;
    return {
      pausedUntilMs,
      isProved: this.cause.at(nowMs) === "quota",
      quota: this.quotas.view(nowMs),
    };
  }

  private itemsCleared(cause: Cause): void {
    this.startsTillRefusal = this.sequence;
    this.pausedUntilMs = 0;
    // What was measured is of the items, unless slower starts have proved a quota.
    if (cause === "unknown") this.quotas.forgetMeasured();
  }

  /** A clock that was set back must not lengthen what was asked for. */
  private pauseLeftMs(nowMs: number): number {
    return this.cause.at(nowMs) === "items" ? 0 : Math.min(this.pauseMs, this.pausedUntilMs - nowMs);
  }

  /** Refusals are back soon: what left before this one and was not refused by now was taken. */
  private countInRow(sequence: number, startedAtMs: number): void {
    if (startedAtMs >= Math.max(this.lastRefusalMs, this.pausedUntilMs)) {
      const isNext = sequence === this.lastRefusedSequence + 1;
      this.refusalsInRow = isNext ? this.refusalsInRow + 1 : 1;
    }
    this.lastRefusedSequence = Math.max(this.lastRefusedSequence, sequence);
  }

  /** A service that refuses one after the other, whatever wait it names, is not asked at the speed of the network. */
  private get leastPauseMs(): number {
    const doublings = this.refusalsInRow - patientRefusals;
    return doublings <= 0 ? 0 : Math.min(longestBackoffMs, firstBackoffMs * 2 ** doublings);
  }
}
