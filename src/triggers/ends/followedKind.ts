import type { Client } from "../../client/createClient";
import type { ListPage } from "../../tasks/lists/readPages";

/** A kind of things of the service that are followed to their end, such as batches. What is read of one may be absent. */
export interface FollowedKind<Thing extends object> {
  /** "" for one that can't be told from others. */
  idOf(thing: Thing): string;
  hasEnded(thing: Thing): boolean;
  /** When an ended one ended, in seconds since the epoch. */
  endedAt(thing: Thing): number | undefined;
  /** The time by which the list is ordered: that of its creation, in the same; undefined where it says none. */
  listedAt(thing: Thing): number | undefined;
  /** When it was created, or as near to it as its times tell, in the same. */
  createdAt(thing: Thing): number | undefined;
  list(client: Client, query: { limit: number; after?: string }): Promise<ListPage>;
  retrieve(client: Client, id: string): Promise<Thing>;
  /** One of which nothing else is known. */
  unknown(id: string, createdAt: number): Thing;
}
