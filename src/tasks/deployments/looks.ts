import { clock } from "../../client/clock";
import type { ManagementClient } from "../../client/createManagementClient";
import { isOwnError } from "../../client/errors/errors";

/** Calls that are refused for their rate count as well, so that looking too often keeps a subscription refused. */
const shortestLookMs = 5_000;
const longestLookMs = 30_000;
const growth = 1.5;

/** Waits until the next look; false when the step has no time for it. */
type NextLook = (askedMs?: number) => Promise<boolean>;

/**
 * Waits between the looks at what takes minutes: 5 s, then ever longer up to 30 s, and never less than Azure asks for.
 * @param firstMs - the wait before the first look, which may be shorter
 */
export const createLooks = (
  client: Pick<ManagementClient, "remainingMs" | "signal">,
  firstMs = shortestLookMs,
): NextLook => {
  let delayMs = firstMs;
  return async (askedMs = 0) => {
    const waitMs = Math.max(delayMs, askedMs);
    delayMs = Math.max(shortestLookMs, Math.min(delayMs * growth, longestLookMs));
    if (waitMs >= client.remainingMs()) return false;
    await clock.wait(waitMs, client.signal);
    return client.remainingMs() > 0;
  };
};

const passingKinds = new Set(["network", "timeout", "service", "rateLimited", "unexpectedResponse"]);

/** True for a failure that a later look may not meet: nothing was said about what was asked for. */
export const mayPass = (error: unknown): boolean =>
  isOwnError(error) && error.kind !== undefined && passingKinds.has(error.kind);

/** True where the step's end cut a call off, and not the call's own. */
export const isCutOff = (error: unknown): boolean =>
  isOwnError(error) && error.kind === "timeout" && error.limit !== "attempt";
