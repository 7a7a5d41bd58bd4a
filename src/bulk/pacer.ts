import { Memory } from "../text/Memory";
import { MeasuredQuota } from "./measuredQuota";
import { PauseTrial } from "./pauseTrial";
import { type QuotaReading, type Share, StatedQuota } from "./statedQuota";

/** What a service counts. */
export type QuotaUnit = "requests" | "tokens";

/** What an answer's headers say of the quotas. */
export type QuotaReadings = Partial<Record<QuotaUnit, QuotaReading>>;

/** The shares of a task that was started. */
export type PacerTicket = Readonly<Record<QuotaUnit, Share>>;

/** What a refusal says beside the headers that every answer has. */
export interface Refusal {
  /** The wait that the service asks for, in milliseconds. */
  waitMs?: number | undefined;
  /** The quota that its sentence names. */
  unit?: QuotaUnit | undefined;
}

/** After a start without knowledge, the next waits this long: a refusal is back before many have left. */
const rampSpacingMs = 3;
const rampStarts = 50;
/** When a refusal names no wait. */
const defaultPauseMs = 1_000;

/** So many refusals in a row are believed in the wait that they name; from then on, pauses double. */
const patientRefusals = 3;
const firstBackoffMs = 25;
const longestBackoffMs = 10_000;

/** A shorter pause is not worth a trial. */
const shortestTriedPauseMs = 200;
/** So long a pause is believed without a task having tried, and so long the proof of one holds. */
const longestTrustMs = 60_000;

const units: readonly QuotaUnit[] = ["requests", "tokens"];

/**
 * Decides when the next task may start, for all steps that use one deployment with one credential. It learns the
 * quotas from headers and refusals, pauses everybody when one is refused, and lets nobody go all at once. It is
 * pure but for the times that it is told.
 */
export class Pacer {
  private readonly stated = { requests: new StatedQuota(), tokens: new StatedQuota() };
  private readonly measured = { requests: new MeasuredQuota(), tokens: new MeasuredQuota() };
  /** The quota that refusals name, once one did. */
  private named: QuotaUnit | undefined;
  private pausedUntilMs = 0;
  private pauseMs = 0;
  /** Present as long as a pause is in doubt. */
  private trial: PauseTrial | undefined;
  private provedAtMs = Number.NEGATIVE_INFINITY;
  private disprovedAtMs = Number.NEGATIVE_INFINITY;
  /** Tasks that were started in spite of a pause, and are not answered yet. */
  private readonly tries = new Set<number>();
  private lastStartMs = Number.NEGATIVE_INFINITY;
  private startsSinceDoubt = 0;
  private lastRefusalMs = Number.NEGATIVE_INFINITY;
  private lastRefusedSequence = 0;
  /** One behind the other, with nothing taken in between. */
  private refusalsInRow = 0;
  private sequence = 0;

  /** How long until a task of this many tokens may start, in milliseconds; 0 when it may now. */
  waitMs(tokens: number, nowMs: number): number {
    const spacingMs = this.startsSinceDoubt < rampStarts ? rampSpacingMs : 0;
    const gapMs = Math.min(spacingMs, this.lastStartMs + spacingMs - nowMs);
    const estimates = { requests: 1, tokens };
    const waits = units.map((unit) => this.quotaWaitMs(unit, estimates[unit], nowMs));
    return Math.max(0, this.pauseLeftMs(nowMs), gapMs, ...waits);
  }

  /**
   * How long until a task may be tried in spite of a pause, in milliseconds: soon where the refusal may have meant
   * one task alone, else a minute after the latest refusal or try. Infinity without a pause.
   */
  tryMs(tokens: number, nowMs: number): number {
    if (this.pauseLeftMs(nowMs) <= 0) return Number.POSITIVE_INFINITY;
    const latestMs = Math.min(nowMs, Math.max(this.lastRefusalMs, this.lastStartMs));
    const minuteMs = latestMs + longestTrustMs - nowMs;
    if (!this.trial) return Math.max(0, minuteMs);
    const estimates = { requests: 1, tokens };
    const stated = units.map((unit) => this.stated[unit].waitMs(estimates[unit], nowMs));
    return Math.max(0, Math.min(minuteMs, Math.max(this.trial.nextAtMs - nowMs, ...stated)));
  }

  /** How much of the stated limit of tokens a task is; above 1, it never fits. 0 when no limit is stated. */
  shareOfLimit(tokens: number): number {
    return this.stated.tokens.shareOfLimit(tokens);
  }

  /** Notes a task that starts now. */
  start(tokens: number, nowMs: number): PacerTicket {
    this.lastStartMs = nowMs;
    this.startsSinceDoubt += 1;
    this.sequence += 1;
    if (this.pauseLeftMs(nowMs) > 0) {
      this.tries.add(this.sequence);
      if (this.trial?.start(nowMs)) {
        this.endPause(nowMs);
        // It was the task that was refused, and no quota.
        this.disprovedAtMs = nowMs;
        for (const unit of units) this.measured[unit].forget();
      }
    }
    const share = { sequence: this.sequence, startedAtMs: nowMs };
    const ticket = { requests: { ...share, estimate: 1 }, tokens: { ...share, estimate: tokens } };
    for (const unit of units) {
      this.stated[unit].start(ticket[unit]);
      this.measured[unit].start(ticket[unit]);
    }
    return ticket;
  }

  /** Notes that the service answered a task: where that was tried in spite of a pause, the pause is over. */
  answered({ requests: { sequence, startedAtMs } }: PacerTicket, nowMs: number): void {
    const wasTried = this.tries.delete(sequence);
    if (wasTried && !this.trial && startedAtMs > this.lastRefusalMs) this.endPause(nowMs);
  }

  /** Notes that the service took a task, whether or not it ended well. */
  accepted(ticket: PacerTicket, readings: QuotaReadings): void {
    this.tries.delete(ticket.requests.sequence);
    if (ticket.requests.startedAtMs > this.lastRefusalMs) this.refusalsInRow = 0;
    for (const unit of units) {
      this.stated[unit].read(ticket[unit], readings[unit]);
      this.measured[unit].accept(ticket[unit]);
    }
  }

  /** Notes that the service refused a task for what it is: that tells nothing of the others. */
  withdrawn(ticket: PacerTicket, readings: QuotaReadings, nowMs: number): void {
    this.tries.delete(ticket.requests.sequence);
    for (const unit of units) {
      this.stated[unit].withdraw(ticket[unit], readings[unit]);
      this.measured[unit].withdraw(ticket[unit], nowMs);
    }
  }

  /** Notes that the service refused a task for its rate: everybody pauses, but for those who try it. */
  refused(ticket: PacerTicket, { waitMs, unit }: Refusal, readings: QuotaReadings, nowMs: number): void {
    if (ticket.requests.startedAtMs >= this.lastRefusalMs) {
      // Refusals are back soon: what left before this one and was not refused by now was taken.
      const isNext = ticket.requests.sequence === this.lastRefusedSequence + 1;
      this.refusalsInRow = isNext ? this.refusalsInRow + 1 : 1;
    }
    this.lastRefusedSequence = Math.max(this.lastRefusedSequence, ticket.requests.sequence);
    this.lastRefusalMs = nowMs;
    const pauseMs = Math.max(waitMs ?? defaultPauseMs, this.leastPauseMs);
    this.doubtPause(ticket.requests, pauseMs, nowMs);
    if (nowMs + pauseMs >= this.pausedUntilMs || this.pausedUntilMs - nowMs > this.pauseMs) {
      this.pausedUntilMs = nowMs + pauseMs;
      this.pauseMs = pauseMs;
    }
    this.startsSinceDoubt = 0;
    this.named ??= unit;
    for (const each of units) {
      this.stated[each].refuse(ticket[each], readings[each]);
      this.measured[each].refuse(ticket[each], nowMs);
      // A quota refills in the waits that it names.
      if (this.refusalsInRow > patientRefusals) this.measured[each].forget();
    }
  }

  /**
   * How long until so many tasks with so many tokens in all could have started, in milliseconds; undefined as long
   * as no quota is known.
   */
  forecastMs(requests: number, tokens: number, nowMs: number): number | undefined {
    const amounts = { requests, tokens };
    const known = this.isStated ? this.stated : this.measured;
    const which = this.isStated || this.named === undefined ? units : [this.named];
    const forecasts = which.flatMap((unit) => known[unit].forecastMs(amounts[unit], nowMs) ?? []);
    return forecasts.length > 0 ? Math.max(...forecasts) : undefined;
  }

  /** A clock that was set back must not lengthen what was asked for. */
  private pauseLeftMs(nowMs: number): number {
    return Math.min(this.pauseMs, this.pausedUntilMs - nowMs);
  }

  private endPause(nowMs: number): void {
    this.pausedUntilMs = nowMs;
    this.trial = undefined;
    this.tries.clear();
  }

  /** A refused try speaks for the pause; the first refusal of a pause is in doubt, unless one was proved of late. */
  private doubtPause({ sequence, startedAtMs }: Share, pauseMs: number, nowMs: number): void {
    if (this.tries.delete(sequence)) {
      if (!this.trial?.refuse(nowMs)) return;
      this.provedAtMs = nowMs;
      this.disprovedAtMs = Number.NEGATIVE_INFINITY;
      this.trial = undefined;
    } else if (
      this.pauseLeftMs(nowMs) <= 0 &&
      pauseMs >= shortestTriedPauseMs &&
      nowMs - this.provedAtMs > longestTrustMs
    )
      this.trial = new PauseTrial(nowMs - startedAtMs, nowMs, nowMs - this.disprovedAtMs <= longestTrustMs);
  }

  /** A service that refuses one after the other, whatever wait it names, is not asked at the speed of the network. */
  private get leastPauseMs(): number {
    const doublings = this.refusalsInRow - patientRefusals;
    return doublings <= 0 ? 0 : Math.min(longestBackoffMs, firstBackoffMs * 2 ** doublings);
  }

  private get isStated(): boolean {
    return units.some((unit) => this.stated[unit].isStated);
  }

  private quotaWaitMs(unit: QuotaUnit, estimate: number, nowMs: number): number {
    if (this.isStated) return this.stated[unit].waitMs(estimate, nowMs);
    if (this.named !== undefined)
      return this.named === unit ? this.measured[unit].waitMs(estimate, nowMs) : 0;
    // Which one was refused for is unknown: requests are the likelier, tokens get some leeway.
    return this.measured[unit].waitMs(estimate, nowMs, unit === "tokens");
  }
}

/** Those of this process: parallel steps share a quota, and must not fight over it. */
const pacers = new Memory<Pacer>(200);

/** The pacer of a deployment with a credential, by a key that tells them apart. */
export const pacerFor = (key: string): Pacer => pacers.recall(key, () => new Pacer());
