import { isObject } from "../../text/isObject";
import { clock } from "../clock";
import { waitInHeader, waitInSentence } from "./duration";
import { textOf } from "./problemWords";

const waitFields: ReadonlyArray<readonly [name: string, unit: "seconds" | "milliseconds"]> = [
  ["retry_after_ms", "milliseconds"],
  ["retryAfterMs", "milliseconds"],
  ["retry_after", "seconds"],
  ["retryAfter", "seconds"],
  ["retry_after_seconds", "seconds"],
  ["retryDelay", "seconds"],
  ["resets_in_seconds", "seconds"],
  ["resets_at", "seconds"],
  ["reset_at", "seconds"],
  ["resetAt", "seconds"],
];

/**
 * The wait that a refusal's body asks for, in milliseconds: the largest in its fields and its sentence; undefined for
 * none.
 */
export const statedWaitMs = (carriers: readonly unknown[], sentence: string): number | undefined => {
  const nowMs = clock.now();
  const named = carriers
    .filter(isObject)
    .flatMap((carrier) => waitFields.map(([name, unit]) => waitInHeader(textOf(carrier[name]), nowMs, unit)));
  const waits = [...named, waitInSentence(sentence, nowMs)].filter((wait) => wait !== undefined);
  return waits.length > 0 ? Math.max(...waits) : undefined;
};
