import type { Client } from "../../client/createClient";
import { isAzureOpenAIError } from "../../client/errors/errors";
import { optional } from "../../inputs/optional";
import { readPages } from "../../tasks/lists/readPages";
import { isAddressable } from "../../text/isAddressable";
import type { FollowedKind } from "./followedKind";
import { markOf, type PollState } from "./pollState";

/** The most that the services list at once (their references); so many in order are no coincidence. */
const pageSize = 100;

/** Asking for more one by one would take longer than reading on. */
const mostAskedFor = 20;

/** True when these creation times, in the list's order, show that it is newest first. */
const isNewestFirst = (times: ReadonlyArray<number | undefined>): boolean =>
  times.length >= pageSize &&
  times.every((time, index) => time !== undefined && time <= (times[index - 1] ?? time)) &&
  (times[0] ?? 0) > (times.at(-1) ?? 0);

/**
 * True when all were met that belong to the time which is not settled yet, and most of the open ones: the
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
 * Reads the list: the first time all of it, later as far as something new can be. That is up to the settled ones where
 * the list is newest first, which neither service promises; else it is all of it again.
 */
const readList = async <Thing extends object>(
  kind: FollowedKind<Thing>,
  client: Client,
  state: PollState | undefined,
): Promise<Map<string, Thing>> => {
  const { entries } = await readPages<Thing>({
    ask: (after) => kind.list(client, { limit: pageSize, ...optional("after", after) }),
    isEnough: (things) => {
      if (!state) return false;
      const times = things.map((thing) => kind.listedAt(thing));
      const reachesSettled = (times.at(-1) ?? Number.POSITIVE_INFINITY) < state.settledBefore;
      return reachesSettled && isNewestFirst(times) && hasMetAll(state, new Set(things.map(kind.idOf)));
    },
  });
  // One without an id can't be told from others.
  return new Map(entries.map((thing) => [kind.idOf(thing), thing] as const).filter(([id]) => id !== ""));
};

/**
 * One by its id; undefined when the service does not have it any more. An answer that is none, or a refusal of this
 * one, says nothing of it, and keeps no other from being reported: it counts as open.
 */
export const findFollowed = async <Thing extends object>(
  { idOf, retrieve, unknown }: Pick<FollowedKind<Thing>, "idOf" | "retrieve" | "unknown">,
  client: Client,
  id: string,
  createdAt: number,
): Promise<Thing | undefined> => {
  if (!isAddressable(id)) return unknown(id, createdAt);
  try {
    const thing = await retrieve(client, id);
    return idOf(thing) === id ? thing : unknown(id, createdAt);
  } catch (error) {
    if (!isAzureOpenAIError(error)) throw error;
    if (error.kind === "notFound") return undefined;
    if (error.kind !== "rejected") throw error;
    client.logger.warn(`${id} is left for the next poll: ${error.message}`);
    return unknown(id, createdAt);
  }
};

/** The things of the list, and those that were open at the former poll and are not on the pages read. */
export const readFollowed = async <Thing extends object>(
  kind: FollowedKind<Thing>,
  client: Client,
  state: PollState | undefined,
): Promise<Thing[]> => {
  const things = await readList(kind, client, state);
  for (const [id, createdAt] of state?.open ?? []) {
    const thing = things.has(id) ? undefined : await findFollowed(kind, client, id, createdAt);
    if (thing) things.set(id, thing);
  }
  return [...things.values()];
};
