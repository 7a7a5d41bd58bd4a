import { clock } from "../../client/clock";
import type { Client } from "../../client/createClient";
import { isAzureOpenAIError } from "../../client/errors/errors";
import type { RunEnd } from "../../pacing/pacedOptions";

/** Why a round ended that brought nothing, where an earlier one has brought vectors: it is told beside them. */
export const laterEnd = ({ signal, remainingMs }: Client, error: unknown): RunEnd => {
  if (signal?.aborted) return { reason: "cancelled" };
  if (!isAzureOpenAIError(error)) return { reason: "refused", error };
  const { kind, reason, retryAfterMs } = error;
  if (kind === "timeout" && remainingMs() <= 0) return { reason: "time" };
  if (kind !== "rateLimited" || reason !== undefined) return { reason: "refused", error };
  return { reason: "wait", error, untilMs: retryAfterMs && clock.now() + retryAfterMs };
};
