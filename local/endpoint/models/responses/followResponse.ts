import { type Clock, longestTimerMs } from "../../server/clock";
import type { KeptResponse, ResponseStore } from "./responseStore";

/** Who is told of responses that ended, and when. */
interface Followers {
  webhooks: { isAwaited(kind: string): boolean; emit(type: string, id: string): void };
  clock: Clock;
  closing: AbortSignal;
}

/** Tells the receivers that wait for it of the end of a background response. */
export const followResponse = async (
  response: KeptResponse,
  store: ResponseStore,
  { webhooks, clock, closing }: Followers,
): Promise<void> => {
  if (!webhooks.isAwaited("response")) return;
  const delayMs = store.endsAtMs(response) - clock.nowMs();
  if (delayMs > longestTimerMs) return;
  await clock.wait(delayMs, closing);
  if (!closing.aborted) webhooks.emit(`response.${store.statusOf(response)}`, response.id);
};
