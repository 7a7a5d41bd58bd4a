import type { Client } from "../../client/createClient";
import type { Forecast } from "../../pacing/pacedOptions";
import { durationInWords } from "../../text/durationInWords";

const longestReserveMs = 60_000;
const reservedShare = 0.2;

/** Time at the end of a step for handing over the rest, in milliseconds. */
export const reservedMs = (client: Client): number =>
  Math.min(longestReserveMs, Math.floor(client.remainingMs() * reservedShare));

/** Finds out whether a step has time for all its prompts, and says so once where it has not. */
export class TimeForecast {
  /** The warning; null while the time is enough. */
  warning: string | null = null;

  constructor(
    private readonly client: Client,
    private readonly handsOver: boolean | undefined,
  ) {}

  /** Takes a forecast; true when the rest is to be handed over. */
  take({ items, neededMs }: Forecast): boolean {
    const availableMs = this.client.remainingMs() - (this.handsOver ? reservedMs(this.client) : 0);
    if (neededMs <= availableMs) return false;
    if (this.warning === null) {
      const what = this.handsOver
        ? "They are handed over to a batch."
        : "What is not answered by then goes to remaining. Create Batch takes any number of prompts, and Hand Over to Batch does it by itself.";
      this.warning = `${items} prompts take about ${durationInWords(neededMs)} at the quota and speed that are seen, and the step has ${durationInWords(availableMs)} left. ${what}`;
      this.client.logger.warn(`${this.client.action}: ${this.warning}`);
    }
    return this.handsOver === true;
  }
}
