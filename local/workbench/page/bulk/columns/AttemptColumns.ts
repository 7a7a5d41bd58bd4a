import type { AttemptEvent, StartEvent } from "../../../../../src/client/events";
import { attemptState, stateOf } from "./attemptState";
import { FreeLanes } from "./FreeLanes";
import { NumberColumn } from "./NumberColumn";

/** Attempts that are kept to be drawn; later ones are counted alone. */
const mostAttempts = 1_000_000;

type AttemptKey = Pick<StartEvent, "item" | "attempt" | "startedAtMs">;

const keyOf = ({ item, attempt, startedAtMs }: AttemptKey): string => `${item}/${attempt}/${startedAtMs}`;

/** The attempts of a run in columns, each in a lane of its own while it lasts. */
export class AttemptColumns {
  readonly startMs = new NumberColumn();
  /** NaN while it lasts. */
  readonly endMs = new NumberColumn();
  readonly lane = new NumberColumn();
  readonly state = new NumberColumn();
  /** NaN where the answer does not say. */
  readonly tokens = new NumberColumn();
  private readonly lanes = new FreeLanes();
  private readonly open = new Map<string, number[]>();
  private openCount = 0;

  get length(): number {
    return this.startMs.length;
  }

  get laneCount(): number {
    return this.lanes.count;
  }

  /** Attempts under way. */
  get runningCount(): number {
    return this.openCount;
  }

  start(event: StartEvent): void {
    if (this.length >= mostAttempts) return;
    const place = this.push(event.startedAtMs);
    const key = keyOf(event);
    const alike = this.open.get(key);
    if (alike) alike.push(place);
    else this.open.set(key, [place]);
    this.openCount += 1;
  }

  /** Ends the attempt that began so; one whose start was not told is added whole. */
  end(event: AttemptEvent): void {
    const place =
      this.takeOpen(event) ?? (this.length < mostAttempts ? this.push(event.startedAtMs) : undefined);
    if (place === undefined) return;
    this.endMs.set(place, event.startedAtMs + event.durationMs);
    this.state.set(place, stateOf(event));
    this.tokens.set(place, event.spent?.tokens ?? Number.NaN);
    this.lanes.give(this.lane.at(place));
  }

  private push(startedAtMs: number): number {
    this.startMs.push(startedAtMs);
    this.endMs.push(Number.NaN);
    this.lane.push(this.lanes.take());
    this.state.push(attemptState.running);
    this.tokens.push(Number.NaN);
    return this.length - 1;
  }

  private takeOpen(event: AttemptKey): number | undefined {
    const key = keyOf(event);
    const alike = this.open.get(key);
    const place = alike?.pop();
    if (alike?.length === 0) this.open.delete(key);
    if (place !== undefined) this.openCount -= 1;
    return place;
  }
}
