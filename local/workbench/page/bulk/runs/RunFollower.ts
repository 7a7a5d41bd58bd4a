import type { StepEvent } from "../../../../../src/client/events";
import type { EventPage } from "../../../wire/run";
import type { WorkbenchEvent } from "../../../wire/workbenchEvent";
import { RunColumns } from "../columns/RunColumns";

/** Where a follower gets what it missed. */
interface EventSource {
  /** The events of a run from a place on. */
  read(after: number): Promise<EventPage>;
  /** Told when there is something new to draw. */
  changed(): void;
  failed(error: unknown): void;
}

/** Follows the events of one run: each once and in order, whichever way it comes. */
export class RunFollower {
  readonly columns = new RunColumns();
  private next = 0;
  private isReading = false;
  private isClosed = false;
  /** Events that came while earlier ones were read. */
  private waiting: Array<{ first: number; events: readonly StepEvent[] }> = [];

  constructor(
    private readonly run: string,
    private readonly source: EventSource,
  ) {}

  /** Takes what the server tells. */
  hear(event: WorkbenchEvent): void {
    if (event.type === "resync") void this.readOn();
    if (event.type !== "step" || event.run !== this.run) return;
    if (this.isReading) this.waiting.push(event);
    else if (!this.take(event)) {
      this.waiting.push(event);
      void this.readOn();
    }
  }

  /** Reads what there is from the next place on. */
  async readOn(): Promise<void> {
    if (this.isReading || this.isClosed) return;
    this.isReading = true;
    try {
      await this.readPages();
    } catch (error) {
      if (!this.isClosed) this.source.failed(error);
    }
    this.isReading = false;
    for (const batch of this.waiting.splice(0)) {
      // The server keeps only so many: what lies between is gone.
      if (batch.first > this.next) this.next = batch.first;
      this.take(batch);
    }
  }

  close(): void {
    this.isClosed = true;
  }

  private async readPages(): Promise<void> {
    for (let isEnd = false; !isEnd && !this.isClosed; ) {
      const page = await this.source.read(this.next);
      this.take({ first: this.next, events: page.events });
      isEnd = page.events.length === 0 || this.next >= page.total;
    }
  }

  /** Adds events that follow; false where some before them are missing. */
  private take({ first, events }: { first: number; events: readonly StepEvent[] }): boolean {
    if (first > this.next) return false;
    for (let place = this.next - first; place < events.length; place += 1) {
      const event = events[place];
      if (event) this.columns.add(event);
    }
    this.next = Math.max(this.next, first + events.length);
    this.source.changed();
    return true;
  }
}
