import type { QuotaView } from "../client/events";
import { MeasuredQuota } from "./measuredQuota";
import { type QuotaReading, type Share, StatedQuota } from "./statedQuota";

/** What a service counts. */
export type QuotaUnit = "requests" | "tokens";

/** What an answer's headers say of the quotas. */
export type QuotaReadings = Partial<Record<QuotaUnit, QuotaReading>>;

/** What a started item takes of each quota. */
export type PacerTicket = Readonly<Record<QuotaUnit, Share>>;

const units: readonly QuotaUnit[] = ["requests", "tokens"];

/** The two quotas of a deployment: as headers state them, else as refusals measure them. */
export class Quotas {
  private readonly stated = { requests: new StatedQuota(), tokens: new StatedQuota() };
  private readonly measured = { requests: new MeasuredQuota(), tokens: new MeasuredQuota() };
  /** The quota that refusals name, once one did. */
  private named: QuotaUnit | undefined;

  /** Milliseconds until an item of this many tokens fits the stated quotas; 0 when it does now. */
  statedWaitMs(tokens: number, nowMs: number): number {
    return Math.max(this.stated.requests.waitMs(1, nowMs), this.stated.tokens.waitMs(tokens, nowMs));
  }

  /** The same for the measured quotas; 0 where any quota is stated. */
  measuredWaitMs(tokens: number, nowMs: number): number {
    if (this.isStated) return 0;
    const estimates = { requests: 1, tokens };
    if (this.named !== undefined) return this.measured[this.named].waitMs(estimates[this.named], nowMs);
    // No refusal has named its quota. Requests are the likelier cause, so the rate of tokens gets some leeway.
    const waits = units.map((unit) => this.measured[unit].waitMs(estimates[unit], nowMs, unit === "tokens"));
    return Math.max(...waits);
  }

  /** An item's tokens as a share of the stated limit: above 1, it never fits. 0 when no limit is stated. */
  shareOfLimit(tokens: number): number {
    return this.stated.tokens.shareOfLimit(tokens);
  }

  /** Notes an item that starts. */
  start(ticket: PacerTicket): void {
    for (const unit of units) {
      this.stated[unit].start(ticket[unit]);
      this.measured[unit].start(ticket[unit]);
    }
  }

  /** Notes that the service took an item. */
  accept(ticket: PacerTicket, readings: QuotaReadings): void {
    for (const unit of units) {
      this.stated[unit].read(ticket[unit], readings[unit]);
      this.measured[unit].accept(ticket[unit]);
    }
  }

  /** Removes an item that cost nothing. */
  withdraw(ticket: PacerTicket, readings: QuotaReadings, nowMs: number): void {
    for (const unit of units) {
      this.stated[unit].withdraw(ticket[unit], readings[unit]);
      this.measured[unit].withdraw(ticket[unit], nowMs);
    }
  }

  /**
   * Notes that an item was refused because a quota is used up.
   * @param named - the quota that the refusal names, if any
   */
  refuse(ticket: PacerTicket, named: QuotaUnit | undefined, readings: QuotaReadings, nowMs: number): void {
    this.named ??= named;
    for (const unit of units) {
      this.stated[unit].refuse(ticket[unit], readings[unit]);
      this.measured[unit].refuse(ticket[unit], nowMs);
    }
  }

  /** Forgets what was measured: the refusals had another cause than a quota. */
  forgetMeasured(): void {
    for (const unit of units) this.measured[unit].forget();
  }

  /** Milliseconds until so many requests and tokens in all could have started; undefined while no quota is known. */
  forecastMs(requests: number, tokens: number, nowMs: number): number | undefined {
    const amounts = { requests, tokens };
    const forecasts = this.knownUnits.flatMap(
      (unit) => this.known[unit].forecastMs(amounts[unit], nowMs) ?? [],
    );
    return forecasts.length > 0 ? Math.max(...forecasts) : undefined;
  }

  /** The known quotas, for the observer's events. */
  view(nowMs: number): QuotaView {
    return Object.fromEntries(this.knownUnits.map((unit) => [unit, this.known[unit].view(nowMs)]));
  }

  private get known(): typeof this.stated | typeof this.measured {
    return this.isStated ? this.stated : this.measured;
  }

  private get knownUnits(): readonly QuotaUnit[] {
    return this.isStated || this.named === undefined ? units : [this.named];
  }

  private get isStated(): boolean {
    return units.some((unit) => this.stated[unit].isStated);
  }
}
