import type { Response } from "openai/resources/responses/responses";
import { unixSeconds } from "../../output/unixSeconds";
import { type HandedOver, handedOver } from "../../tasks/responses/handedOver";
import { retrieveResponse } from "../../tasks/responses/readKept";
import { followEnds } from "../ends/followEnds";
import type { FollowedKind } from "../ends/followedKind";
import { markOf, type PollState, readState, writeState } from "../ends/pollState";
import { findFollowed } from "../ends/readFollowed";
import type { Poll } from "../servicePolling";

const isOpen = new Set<unknown>(["queued", "in_progress", undefined]);

/** Background responses as they are followed to their end. */
const followedResponses: Omit<FollowedKind<Response>, "list" | "listedAt"> = {
  idOf: ({ id }) => (typeof id === "string" ? id : ""),
  hasEnded: ({ status }) => !isOpen.has(status),
  endedAt: ({ completed_at: completed, created_at: created }) =>
    unixSeconds(completed) ?? unixSeconds(created),
  createdAt: ({ created_at: created }) => unixSeconds(created),
  retrieve: retrieveResponse,
  unknown: (id, createdAt) => ({ id, created_at: createdAt }) as Response,
};

/** The state with the responses that steps handed over since the former poll among the open ones. */
const withHandedOver = (state: PollState, responses: readonly HandedOver[]): PollState => {
  const open = new Map(state.open);
  for (const { id, createdAt } of responses)
    if (createdAt >= state.settledBefore && !state.known.has(markOf(id)))
      open.set(id, open.get(id) ?? createdAt);
  return { ...state, open };
};

/** The state before the first poll, which reports what was created since the deployment. */
const firstState = (reportedFrom: number): PollState => ({
  settledBefore: Number.isFinite(reportedFrom) ? reportedFrom : 0,
  open: new Map(),
  known: new Map(),
});

/** Most responses that are asked for at once. */
const mostAtOnce = 8;

/** One poll: the responses that have ended, of those that steps handed over, and the state for the next poll. */
export const pollResponses = async ({
  client,
  saved,
  reportedFrom,
  nowSeconds,
  crossFlowState,
}: Poll): Promise<{ finished: Response[]; state: Record<string, unknown> }> => {
  const state = withHandedOver(
    readState(saved) ?? firstState(reportedFrom),
    handedOver(crossFlowState, client.endpoint.baseUrl),
  );
  const open = [...state.open];
  const found: Response[] = [];
  for (let start = 0; start < open.length; start += mostAtOnce) {
    const asked = open
      .slice(start, start + mostAtOnce)
      .map(([id, createdAt]) => findFollowed(followedResponses, client, id, createdAt));
    for (const response of await Promise.all(asked)) if (response) found.push(response);
  }
  const { finished, next } = followEnds(followedResponses, state, found, 0, nowSeconds);
  return { finished, state: writeState(next) };
};
