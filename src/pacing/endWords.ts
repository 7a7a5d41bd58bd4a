import { AzureOpenAIError } from "../client/errors/errors";
import { isoSeconds } from "../text/isoSeconds";
import type { RunEnd } from "./pacedOptions";

/** The latest time that a JavaScript date can have. */
const latestMs = 8.64e15;

const boundedIso = (atMs: number): string => isoSeconds(Math.min(latestMs, Math.max(0, atMs)));

const spacedMessage = (error: unknown): string => (error instanceof Error ? ` ${error.message}` : "");

const waitInWords = ({ untilMs, error }: RunEnd, again: string): string => {
  const until = untilMs === undefined || !Number.isFinite(untilMs) ? undefined : boundedIso(untilMs);
  return until
    ? `the quota has no room before ${until}, which is behind the end of the step. ${again} after that.${spacedMessage(error)}`
    : `the quota had no room before the end of the step. ${again} later.${spacedMessage(error)}`;
};

const reasonInWords = (end: RunEnd, again: string): string => {
  const { reason, error } = end;
  switch (reason) {
    case "time":
      return `the time of the step was up. ${again}, or raise Total Timeout (ms).${error ? ` The last refusal:${spacedMessage(error)}` : ""}`;
    case "wait":
      return waitInWords(end, again);
    case "refused":
      return `what was refused would meet every one of them. ${again} when that is mended.${spacedMessage(error)}`;
    case "failures":
      return `so many failed as Stop After Failures allows. ${again} when the failures are mended.`;
    case "cancelled":
      return `the step was cancelled. ${again}.`;
    case "handedBack":
      return "there was no time for them.";
  }
};

/**
 * Why items of a run were not done, and when to try again: one line for the output.
 * @param isDivided - true where the items are parts of one input: the builder can't run the step with some of them
 */
export const leftInWords = (
  left: number,
  all: number,
  noun: string,
  end: RunEnd,
  isDivided = false,
): string =>
  `Not done: ${left} of ${all} ${noun}, because ${reasonInWords(end, isDivided ? "Run the step again" : "Run the step again with them")}`;

/** The error of a run that sent nothing, because a refusal of an earlier step asked for too long a wait. */
export const waitError = (action: string, { untilMs }: RunEnd, nowMs: number): AzureOpenAIError => {
  const isKnown = untilMs !== undefined && Number.isFinite(untilMs);
  return new AzureOpenAIError(
    {
      what: `${action} sent nothing: the service refused an earlier request of this deployment for its rate, and asked for a wait that is longer than the time of the step.`,
      mend: isKnown ? `Run the step again after ${boundedIso(untilMs)}.` : "Run the step again later.",
    },
    { kind: "rateLimited", attempts: 0, ...(isKnown && { retryAfterMs: untilMs - nowMs }) },
  );
};
