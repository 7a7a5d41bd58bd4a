import { createHash } from "node:crypto";

/** Something that ended and was dealt with. */
interface KnownEnd {
  /** When it was created, in seconds since the epoch. */
  createdAt: number;
  /** When a poll first saw its end. */
  seenAt: number;
}

/** What a poll keeps for the next one. */
export interface PollState {
  /**
   * Everything ended that was created before this time, in seconds since the epoch, was dealt with, unless it is among
   * the open ones.
   */
  settledBefore: number;
  /** When those were created that had not ended, by their ids. */
  open: Map<string, number>;
  /** The ended ones that were created later, or whose end was seen lately, by what `markOf` makes of their ids. */
  known: Map<string, KnownEnd>;
}

/** How late something may turn up in the list: what is created is told apart by its id for this long. */
const settlingSeconds = 86_400;
/** Most known batches or jobs: about 110 kB of state. With more in a day, the time above is shorter. */
const mostKnown = 5_000;
/** Most open batches or jobs: about 100 kB of state. Others are recognized by their time. */
const mostOpen = 2_000;

const markLength = 8;
/** Digits of a time, in seconds since the epoch to base 36; enough until the year 4453. */
const timeLength = 7;

/** What stands for the id of an ended one in the state, which would take several times the room: 48 bits. */
export const markOf = (id: string): string =>
  createHash("sha256").update(id).digest("base64url").slice(0, markLength);

const packedTime = (seconds: number): string => Math.floor(seconds).toString(36).padStart(timeLength, "0");

const packed = (known: PollState["known"]): string =>
  [...known]
    .map(([mark, { createdAt, seenAt }]) => mark + packedTime(createdAt) + packedTime(seenAt))
    .join("");

const unpacked = (text: unknown): PollState["known"] => {
  const known: PollState["known"] = new Map();
  const size = markLength + 2 * timeLength;
  for (let place = 0; typeof text === "string" && place + size <= text.length; place += size) {
    const times = place + markLength;
    const createdAt = Number.parseInt(text.slice(times, times + timeLength), 36);
    const seenAt = Number.parseInt(text.slice(times + timeLength, place + size), 36);
    if (isNumber(createdAt) && isNumber(seenAt)) known.set(text.slice(place, times), { createdAt, seenAt });
  }
  return known;
};

const isNumber = (value: unknown): value is number => typeof value === "number" && Number.isFinite(value);

const rows = (value: unknown): unknown[][] => (Array.isArray(value) ? value.filter(Array.isArray) : []);

/** The state that the former poll saved; undefined before the first one. */
export const readState = (saved: unknown): PollState | undefined => {
  const state = saved as Record<string, unknown> | undefined;
  if (!state || !isNumber(state["settledBefore"])) return undefined;
  const open = rows(state["open"]).flatMap(([id, createdAt]) =>
    typeof id === "string" && isNumber(createdAt) ? [[id, createdAt] as const] : [],
  );
  return { settledBefore: state["settledBefore"], open: new Map(open), known: unpacked(state["known"]) };
};

/** The state as the platform saves it. */
export const writeState = ({ settledBefore, open, known }: PollState): Record<string, unknown> => ({
  settledBefore,
  open: [...open],
  known: packed(known),
});

/** The time before which a poll counts all batches as settled. It never goes back. */
export const settlingTime = (former: PollState | undefined, nowSeconds: number): number =>
  Math.max(former?.settledBefore ?? 0, nowSeconds - settlingSeconds);

/** Drops what no later poll needs, and what exceeds the bounds of the state. */
export const boundedState = ({ settledBefore, open, known }: PollState): PollState => {
  const needed = [...known]
    .filter(([, end]) => end.createdAt >= settledBefore)
    .sort(([, left], [, right]) => right.createdAt - left.createdAt);
  const recent = [...known]
    .filter(([, end]) => end.createdAt < settledBefore && end.seenAt >= settledBefore)
    .sort(([, left], [, right]) => right.seenAt - left.seenAt);
  const firstDropped = needed[mostKnown]?.[1].createdAt;
  // Open batches created before the settling time can't be found otherwise, so they come first.
  const oldestOpen = [...open].sort(([, left], [, right]) => left - right);
  return {
    settledBefore: firstDropped === undefined ? settledBefore : firstDropped + 1,
    open: new Map(oldestOpen.slice(0, mostOpen)),
    known: new Map([...needed, ...recent].slice(0, mostKnown)),
  };
};
