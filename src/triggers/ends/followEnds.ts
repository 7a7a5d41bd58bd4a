import type { FollowedKind } from "./followedKind";
import { boundedState, markOf, type PollState, settlingTime } from "./pollState";

/** What a poll found. */
interface Followed<Thing> {
  /** Those whose end no former poll has seen, earliest end first. */
  finished: Thing[];
  next: PollState;
}

/**
 * Compares what is there with what former polls saw. An end is new when its thing was open before, or is neither
 * settled nor known; at the first poll, when it came after `reportedFrom`, in seconds since the epoch. A thing without
 * a readable time counts as new for as long as it is listed, and is told by its id.
 */
export const followEnds = <Thing extends object>(
  {
    idOf,
    hasEnded,
    endedAt,
    createdAt: creationOf,
  }: Pick<FollowedKind<Thing>, "idOf" | "hasEnded" | "endedAt" | "createdAt">,
  state: PollState | undefined,
  things: readonly Thing[],
  reportedFrom: number,
  nowSeconds: number,
): Followed<Thing> => {
  const settledBefore = settlingTime(state, nowSeconds);
  const open = new Map<string, number>();
  const known = new Map(state?.known);
  const finished: Thing[] = [];
  for (const thing of things) {
    const id = idOf(thing);
    const mark = markOf(id);
    const createdAt = Math.floor(Math.min(creationOf(thing) ?? nowSeconds, nowSeconds));
    const end = known.get(mark);
    if (end) {
      // It stays known even where an outdated copy of the list shows it as open.
      known.set(mark, { ...end, createdAt: Math.max(end.createdAt, createdAt) });
    } else if (!hasEnded(thing)) {
      open.set(id, createdAt);
    } else {
      const isNew = state
        ? state.open.has(id) || createdAt >= state.settledBefore
        : (endedAt(thing) ?? createdAt) >= reportedFrom;
      if (isNew) finished.push(thing);
      if (isNew || createdAt >= settledBefore) known.set(mark, { createdAt, seenAt: nowSeconds });
    }
  }
  finished.sort((left, right) => (endedAt(left) ?? 0) - (endedAt(right) ?? 0));
  return { finished, next: boundedState({ settledBefore, open, known }) };
};
