import { createHash } from "node:crypto";
import { clock } from "../../client/clock";
import { isAddressable } from "../../text/isAddressable";

/*
 * The Responses API lists no responses, so that a trigger has to be told of them. A step leaves the id of a background
 * response in the state that all flows of an instance share. The platform has no locks: of two steps that write the same
 * key at the same moment one is lost. Hence the ids stand under many keys, chosen by the id.
 */

/** Number of keys: two steps at the same moment take the same one once in so many times. */
const places = 1_024;
/** Ids under one key: with all keys full, some 400 kB. */
const mostAtPlace = 5;
/** The service keeps a response for 30 days. */
const longestKeptSeconds = 30 * 86_400;

const keyStart = "azureOpenAIResponses";

type State = Readonly<Record<string, unknown>>;

/** A background response that a step created. */
export interface HandedOver {
  id: string;
  /** Seconds since the epoch. */
  createdAt: number;
}

/** A response in the state: its id, when it was created, and what stands for its endpoint. */
type Entry = readonly [id: string, createdAt: number, endpoint: string];

const hashOf = (text: string): Buffer => createHash("sha256").update(text).digest();

const keyOf = (id: string): string => `${keyStart}${hashOf(id).readUInt32BE() % places}`;

const markOf = (endpoint: string): string => hashOf(endpoint).toString("base64url").slice(0, 6);

const isEntry = (entry: unknown): entry is Entry =>
  Array.isArray(entry) &&
  typeof entry[0] === "string" &&
  isAddressable(entry[0]) &&
  Number.isFinite(entry[1]) &&
  typeof entry[2] === "string";

const entriesAt = (value: unknown): Entry[] => (Array.isArray(value) ? value.filter(isEntry) : []);

/** A response, as a step knows it. */
interface Created {
  /** undefined where a server gives none. */
  id: string | undefined;
  status?: string | undefined;
  background?: boolean | null | undefined;
  /** The base URL of where it is. */
  endpoint: string;
}

/**
 * What a step leaves in the state of all flows for a response in the background; undefined for any other.
 * @param state - that state, as the step got it
 */
export const handOver = (
  { id, status, background, endpoint }: Created,
  state: State | undefined,
): Record<string, unknown> | undefined => {
  const isLater = background === true || status === "queued" || status === "in_progress";
  if (!isLater || typeof id !== "string" || !isAddressable(id)) return undefined;
  const now = Math.floor(clock.now() / 1000);
  const key = keyOf(id);
  const others = entriesAt(state?.[key]).filter(
    ([other, createdAt]) => other !== id && createdAt > now - longestKeptSeconds,
  );
  return { [key]: [...others, [id, now, markOf(endpoint)]].slice(-mostAtPlace) };
};

/** The responses that steps handed over at this endpoint. */
export const handedOver = (state: State | undefined, endpoint: string): HandedOver[] => {
  const mark = markOf(endpoint);
  return Object.entries(state ?? {})
    .filter(([key]) => key.startsWith(keyStart))
    .flatMap(([, value]) => entriesAt(value))
    .flatMap(([id, createdAt, at]) => (at === mark ? [{ id, createdAt }] : []));
};
