/** A page of a list of the service, as far as it can be relied on. */
export interface ListPage {
  data: readonly unknown[];
  has_more?: unknown;
}

/** Entries of a list, each once. */
interface ListEntries<Entry> {
  entries: Entry[];
  /** Id of the last entry where there are more behind it; null where the list ends. */
  next: string | null;
}

/** How far a list is read. */
interface Reading<Entry> {
  /** The entry behind which it begins. */
  after?: string | undefined;
  /** Asks for the page behind the entry with this id, the first one without. */
  ask(after: string | undefined): Promise<ListPage>;
  /** Told all entries that were read so far; true ends the reading. */
  isEnough(entries: readonly Entry[]): boolean;
  /** The reading ends after this many pages; 1,000 when absent. */
  mostPages?: number;
}

/** No step has the time to read a list of more pages. */
const defaultMostPages = 1_000;

const idOf = (entry: object): string | undefined => {
  const { id } = entry as { id?: unknown };
  return (typeof id === "string" && id !== "") || typeof id === "number" ? String(id) : undefined;
};

const noMore = new Set<unknown>([false, null, undefined, 0, "", "false", "0"]);

const saysMore = (hasMore: unknown): boolean =>
  !noMore.has(typeof hasMore === "string" ? hasMore.trim().toLowerCase() : hasMore);

/**
 * Reads a list page after page. An entry that several pages have is kept once, as the last of them has it, and what
 * is no object is left out. A page that brings nothing new ends the list, whatever it says of more: a service that
 * ignores the cursor would show the same one for ever.
 */
export const readPages = async <Entry extends object>({
  after: start,
  ask,
  isEnough,
  mostPages = defaultMostPages,
}: Reading<Entry>): Promise<ListEntries<Entry>> => {
  const entries: Entry[] = [];
  const places = new Map<string, number>();
  let after = start;
  for (let page = 0; page < mostPages; page += 1) {
    const { data, has_more: hasMore } = await ask(after);
    const knownBefore = places.size;
    let last: string | undefined;
    for (const entry of data as readonly (Entry | null)[]) {
      if (typeof entry !== "object" || entry === null) continue;
      const id = idOf(entry);
      const place = id === undefined ? undefined : places.get(id);
      if (place !== undefined) entries[place] = entry;
      else {
        // A page may have known entries behind the new ones: the list goes on behind these.
        last = id ?? last;
        if (id !== undefined) places.set(id, entries.length);
        entries.push(entry);
      }
    }
    const isNew = places.size > knownBefore;
    if (!saysMore(hasMore) || !isNew || last === undefined || last === after) return { entries, next: null };
    after = last;
    if (isEnough(entries)) break;
  }
  return { entries, next: after ?? null };
};
