import type { AttemptEvent } from "../../../../src/client/events";

const tooManyRequests = 429;

/** The last attempt of an item, and how many it had before the call that it is of. */
interface LastAttempt {
  row: AttemptEvent;
  before: number;
}

/** True where a call ended by a refusal for rate, after which the run itself makes its item wait for a new one. */
const awaitsTurn = ({ status, waitMs }: AttemptEvent): boolean =>
  status === tooManyRequests && waitMs === undefined;

const waitBetween = (former: AttemptEvent, next: AttemptEvent): number =>
  Math.max(0, next.startedAtMs - former.startedAtMs - former.durationMs);

/**
 * The attempts of a run in the order in which they ended. An event numbers an attempt in its call, and an item of a bulk
 * run that was refused for rate has a new call when its turn comes: here its attempts count on, and say the wait.
 */
export class AttemptRows {
  readonly list: AttemptEvent[] = [];
  private readonly lastOf = new Map<number, LastAttempt>();

  add(event: AttemptEvent): void {
    this.list.push(this.rowFor(event));
  }

  private rowFor(event: AttemptEvent): AttemptEvent {
    const { item, attempt } = event;
    if (item === undefined) return event;
    const former = this.lastOf.get(item);
    const before = this.attemptsBefore(event, former);
    const row = before === 0 && !awaitsTurn(event) ? event : { ...event, attempt: attempt + before };
    this.lastOf.set(item, { row, before });
    return row;
  }

  private attemptsBefore(event: AttemptEvent, former: LastAttempt | undefined): number {
    if (!former) return 0;
    if (event.attempt > 1) return former.before;
    if (!awaitsTurn(former.row)) return 0;
    // The row is this one's own: what others were told stays as it was.
    former.row.waitMs = waitBetween(former.row, event);
    return former.row.attempt;
  }
}
