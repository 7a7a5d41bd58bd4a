import type { Batch } from "openai/resources/batches";
import { unixSeconds } from "../../bulk/batch/unixSeconds";
import type { Client } from "../../client/createClient";
import { isAzureOpenAIError } from "../../client/errors";
import { optional } from "../../inputs/optional";
import type { PollState } from "./pollState";

/** The most that the services list at once, and as many as show an order that is no coincidence. */
const pageSize = 100;

/** True when these creation times, in the list's order, show that it is newest first. */
const isNewestFirst = (times: ReadonlyArray<number | undefined>): boolean =>
  times.length >= pageSize &&
  times.every((time, index) => time !== undefined && time <= (times[index - 1] ?? time)) &&
  (times[0] ?? 0) > (times.at(-1) ?? 0);

/** True when all batches were met that belong to the time which is not settled yet. */
const hasMetAll = (state: PollState, batches: ReadonlyMap<string, Batch>): boolean => {
  const known = [...state.known].map(([id, { createdAt }]) => [id, createdAt] as const);
  return [...state.open, ...known].every(
    ([id, createdAt]) => createdAt < state.settledBefore || batches.has(id),
  );
};

/**
 * Reads the list of batches: the first time all of it, later as far as something new can be. That is up to the
 * settled ones where the list is newest first, which neither service promises; else it is all of it again.
 */
const readList = async (client: Client, state: PollState | undefined): Promise<Map<string, Batch>> => {
  const batches = new Map<string, Batch>();
  const times: Array<number | undefined> = [];
  let after: string | undefined;
  for (;;) {
    const page = await client.withResource((openai) =>
      openai.batches.list({ limit: pageSize, ...optional("after", after) }),
    );
    const unmet = page.data.filter(({ id }) => !batches.has(id));
    for (const batch of page.data) batches.set(batch.id, batch);
    times.push(...unmet.map(({ created_at }) => unixSeconds(created_at)));
    after = page.data.at(-1)?.id;
    // A service that ignores the cursor would show the same page for ever.
    if (!page.hasNextPage() || unmet.length === 0 || after === undefined) return batches;
    const reachesSettled = state && (times.at(-1) ?? Number.POSITIVE_INFINITY) < state.settledBefore;
    if (reachesSettled && isNewestFirst(times) && hasMetAll(state, batches)) return batches;
  }
};

/** One batch by its id; undefined when the service does not have it any more. */
const findBatch = async (client: Client, id: string): Promise<Batch | undefined> => {
  try {
    return await client.withResource((openai) => openai.batches.retrieve(id));
  } catch (error) {
    if (isAzureOpenAIError(error) && error.kind === "notFound") return undefined;
    throw error;
  }
};

/** The batches of the list, and those that were open at the former poll and are not on the pages read. */
export const readBatches = async (client: Client, state: PollState | undefined): Promise<Batch[]> => {
  const batches = await readList(client, state);
  for (const id of state?.open.keys() ?? []) {
    const batch = batches.has(id) ? undefined : await findBatch(client, id);
    if (batch) batches.set(id, batch);
  }
  return [...batches.values()];
};
