import type { Batch } from "openai/resources/batches";
import type { Client } from "../../client/createClient";
import { isAzureOpenAIError } from "../../client/errors/errors";
import { optional } from "../../inputs/optional";
import { batchSummary } from "../../output/batchSummary";
import { unixSeconds } from "../../output/unixSeconds";
import { readPages } from "../../tasks/lists/readPages";
import { isAddressable } from "../../text/isAddressable";
import { markOf, type PollState } from "./pollState";

/** The most that the services list at once (their references); so many in order are no coincidence. */
const pageSize = 100;

/** Asking for more batches one by one would take longer than reading on. */
const mostAskedFor = 20;

/** True when these creation times, in the list's order, show that it is newest first. */
const isNewestFirst = (times: ReadonlyArray<number | undefined>): boolean =>
  times.length >= pageSize &&
  times.every((time, index) => time !== undefined && time <= (times[index - 1] ?? time)) &&
  (times[0] ?? 0) > (times.at(-1) ?? 0);

/**
 * True when all batches were met that belong to the time which is not settled yet, and most of the open ones: the
 * others are asked for by their ids.
 */
const hasMetAll = (state: PollState, ids: ReadonlySet<string>): boolean => {
  const open = [...state.open].filter(([id]) => !ids.has(id));
  const marks = new Set([...ids].map(markOf));
  const known = [...state.known].filter(([mark]) => !marks.has(mark));
  return (
    open.length <= mostAskedFor &&
    open.every(([, createdAt]) => createdAt < state.settledBefore) &&
    known.every(([, { createdAt }]) => createdAt < state.settledBefore)
  );
};

/**
 * Reads the list of batches: the first time all of it, later as far as something new can be. That is up to the
 * settled ones where the list is newest first, which neither service promises; else it is all of it again.
 */
const readList = async (client: Client, state: PollState | undefined): Promise<Map<string, Batch>> => {
  const { entries } = await readPages<Batch>({
    ask: (after) =>
      client.withResource((openai) => openai.batches.list({ limit: pageSize, ...optional("after", after) })),
    isEnough: (batches) => {
      if (!state) return false;
      const times = batches.map(({ created_at }) => unixSeconds(created_at));
      const reachesSettled = (times.at(-1) ?? Number.POSITIVE_INFINITY) < state.settledBefore;
      return (
        reachesSettled &&
        isNewestFirst(times) &&
        hasMetAll(state, new Set(batches.map((batch) => batchSummary(batch).id)))
      );
    },
  });
  // One without an id can't be told from others.
  return new Map(
    entries.map((batch) => [batchSummary(batch).id, batch] as const).filter(([id]) => id !== ""),
  );
};

/**
 * One batch by its id; undefined when the service does not have it any more. An answer that is no batch says
 * nothing of it, and keeps no other batch from being reported: it counts as open.
 */
const findBatch = async (client: Client, id: string, createdAt: number): Promise<Batch | undefined> => {
  const unknown = { id, created_at: createdAt } as Batch;
  if (!isAddressable(id)) return unknown;
  try {
    const batch = await client.withResource((openai) => openai.batches.retrieve(id));
    return batchSummary(batch).id === id ? batch : unknown;
  } catch (error) {
    if (isAzureOpenAIError(error) && error.kind === "notFound") return undefined;
    throw error;
  }
};

/** The batches of the list, and those that were open at the former poll and are not on the pages read. */
export const readBatches = async (client: Client, state: PollState | undefined): Promise<Batch[]> => {
  const batches = await readList(client, state);
  for (const [id, createdAt] of state?.open ?? []) {
    const batch = batches.has(id) ? undefined : await findBatch(client, id, createdAt);
    if (batch) batches.set(id, batch);
  }
  return [...batches.values()];
};
