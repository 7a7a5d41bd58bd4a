/** A page of a service's list; only `data` is known to be a list. */
export interface ListPage {
  data: readonly unknown[];
  has_more?: unknown;
}

/** The entries that were read, each once. */
interface ListEntries<Entry> {
  entries: Entry[];
  /** Id of the last entry, where more follow; null at the end of the list. */
  next: string | null;
}

/** Where to begin and end. */
interface Reading<Entry> {
  /** Id of the entry after which to begin. */
  after?: string | undefined;
  /** Requests the page after the entry with this id, or the first page. */
  ask(after: string | undefined): Promise<ListPage>;
  /** Called with all entries read so far; true ends the reading. */
  isEnough(entries: readonly Entry[]): boolean;
  /** Most pages to read; 1,000 when absent. */
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
 * Reads a list page by page. An entry that occurs on several pages is kept once, as the last page has it; entries that
 * are not objects are left out. A page without new entries ends the list, even if it claims that more follow: a
 * service that ignores the cursor would return the same page for ever.
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
        // A page may end with known entries; the next page begins after the last new one.
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
