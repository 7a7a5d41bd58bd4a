import type { AttemptEvent } from "../../../../../src/client/events";

/** How an attempt stands, as a number in a column. Where two share a pixel, the higher one is drawn. */
export const attemptState = {
  none: 0,
  answered: 1,
  running: 2,
  cancelled: 3,
  failed: 4,
  refused: 5,
} as const;
/** One of these numbers. */
type AttemptState = (typeof attemptState)[keyof typeof attemptState];

const tooManyRequests = 429;

/** How an attempt that ended stands. A refusal is one for rate; whatever else went wrong is a failure. */
export const stateOf = ({ outcome, status }: AttemptEvent): AttemptState => {
  if (outcome === "answered") return attemptState.answered;
  if (outcome === "cancelled") return attemptState.cancelled;
  return status === tooManyRequests ? attemptState.refused : attemptState.failed;
};

const mostCharacters = 60;

/** What attempts that failed are told apart by: the outcome, with the status and the code where there are some. */
export const failureKind = ({ outcome, status, code }: AttemptEvent): string =>
  [outcome, status, code === String(status) ? undefined : code]
    .filter((part) => part !== undefined)
    .join(" · ")
    .slice(0, mostCharacters);
