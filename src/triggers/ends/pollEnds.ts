import type { Poll } from "../servicePolling";
import { followEnds } from "./followEnds";
import type { FollowedKind } from "./followedKind";
import { readState, writeState } from "./pollState";
import { readFollowed } from "./readFollowed";

/**
 * One poll of a trigger that reports each end once.
 * @param includeEarlier - true where the first poll reports what had ended before the deployment, too
 */
export const pollEnds = async <Thing extends object>(
  kind: FollowedKind<Thing>,
  { client, saved, reportedFrom, nowSeconds }: Poll,
  includeEarlier = false,
): Promise<{ finished: Thing[]; state: Record<string, unknown> }> => {
  const state = readState(saved);
  const things = await readFollowed(kind, client, state);
  const { finished, next } = followEnds(kind, state, things, includeEarlier ? 0 : reportedFrom, nowSeconds);
  return { finished, state: writeState(next) };
};
