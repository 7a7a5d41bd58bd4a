import type { ListClient } from "../../client/listClient";
import { runOrdered, type Settled } from "../../pacing/runOrdered";
import { listSubscriptions } from "./accounts";

/** Most subscriptions to search: a form is waiting, and a tenant may have thousands. */
const mostSubscriptions = 50;
const atOnce = 5;

/** Reads the subscription that is named, or each that the identity can read as long as `mayStart` says so. */
export const searchSubscriptions = async <Found>(
  client: ListClient,
  subscriptionId: string | undefined,
  read: (id: string) => Promise<Found>,
  mayStart = (): boolean => true,
): Promise<Array<Settled<Found> | undefined>> => {
  const ids = subscriptionId
    ? [subscriptionId]
    : (await listSubscriptions(client)).map((subscription) => subscription.subscriptionId);
  return runOrdered(ids.slice(0, mostSubscriptions), read, { concurrency: atOnce, mayStart });
};

/**
 * All that is found in the subscription that is named, or in those that the identity can read. Subscriptions that
 * refuse are skipped.
 * @throws the first refusal where all refuse.
 */
export const allInSubscriptions = async <Found>(
  client: ListClient,
  subscriptionId: string | undefined,
  read: (id: string) => Promise<Found[]>,
): Promise<Found[]> => {
  const results = await searchSubscriptions(client, subscriptionId, read);
  const found = results.flatMap((result) => (result?.status === "succeeded" ? [result.value] : []));
  const refusal = results.find((result) => result?.status === "failed");
  if (found.length === 0 && refusal?.status === "failed") throw refusal.error;
  return found.flat();
};
