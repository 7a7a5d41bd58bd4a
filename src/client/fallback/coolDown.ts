import { isoSeconds } from "../../text/isoSeconds";
import { Memory } from "../../text/Memory";
import { clock } from "../clock";
import type { ErrorFacts } from "../errors/errors";

/** A deployment that failed, and how long it is asked last. */
interface CoolDown {
  untilMs: number;
  reason: string;
}

/** The cool-downs of this process, by endpoint and deployment. */
const coolDowns = new Memory<CoolDown>(500);

/** As long as a gateway's circuit breaker usually stays open. */
const defaultMs = 60_000;
/** A deployment that was just made may take this long to answer (the service's troubleshooting page). */
const notFoundMs = 300_000;

/**
 * Starts a cool-down: the deployment is asked last for as long as its refusal says, or for a time that fits the kind
 * of failure.
 */
export const startCoolDown = (
  key: string,
  { kind, retryAfterMs }: Partial<ErrorFacts>,
  reason: string,
): void => {
  const durationMs = retryAfterMs ?? (kind === "notFound" ? notFoundMs : defaultMs);
  coolDowns.set(key, { untilMs: clock.now() + durationMs, reason });
};

/** Why a deployment is in a cool-down; undefined when it is not. */
export const coolDownReason = (key: string): string | undefined => {
  const coolDown = coolDowns.get(key);
  if (!coolDown) return undefined;
  if (coolDown.untilMs > clock.now()) {
    const until = isoSeconds(coolDown.untilMs);
    return `Not tried before ${until}, because it failed: ${coolDown.reason}`;
  }
  coolDowns.delete(key);
  return undefined;
};

/** When a deployment's cool-down ends, in milliseconds since the epoch; 0 where it is in none. */
export const coolDownEndMs = (key: string): number => coolDowns.get(key)?.untilMs ?? 0;

/** Ends a cool-down: the deployment answered. */
export const endCoolDown = (key: string): void => coolDowns.delete(key);
