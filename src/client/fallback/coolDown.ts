import { isoSeconds } from "../../text/isoSeconds";
import { Memory } from "../../text/Memory";
import { clock } from "../clock";
import type { ErrorFacts } from "../errors/errors";

/** A deployment that failed, and until when it is left alone. */
interface CoolDown {
  untilMs: number;
  reason: string;
}

/** The cool-downs of this process, by endpoint and deployment. */
const coolDowns = new Memory<CoolDown>(500);

/** How long a gateway's circuit breaker commonly stays open as well. */
const defaultMs = 60_000;
/** A deployment that was just made may take this long to answer (the service's troubleshooting page). */
const notFoundMs = 300_000;

/** Leaves a deployment alone for as long as its failure says, or for a time that fits the kind of failure. */
export const startCoolDown = (
  key: string,
  { kind, retryAfterMs }: Partial<ErrorFacts>,
  reason: string,
): void => {
  const durationMs = retryAfterMs ?? (kind === "notFound" ? notFoundMs : defaultMs);
  coolDowns.set(key, { untilMs: clock.now() + durationMs, reason });
};

/** Why a deployment is left alone for now; undefined when it may be called. */
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

/** Ends a cool-down: the deployment answered. */
export const endCoolDown = (key: string): void => coolDowns.delete(key);
