import type { CursorPage } from "openai/core/pagination";

/** Entries of a list, and where it goes on. */
export interface ListOutput<Entry> {
  data: Entry[];
  /** True when there are more entries behind the last one. */
  has_more: boolean;
  /** Id of the last entry, to be entered under After; null when the list ends here. */
  next: string | null;
}

const mostEntries = 10_000;

/** A page of a list, or all its pages up to 10,000 entries. */
export const readList = async <Entry extends { id: string }>(
  first: CursorPage<Entry>,
  fetchAll: boolean | undefined,
): Promise<ListOutput<Entry>> => {
  let page = first;
  const data = [...page.data];
  while (fetchAll && page.hasNextPage() && data.length < mostEntries) {
    page = (await page.getNextPage()) as CursorPage<Entry>;
    data.push(...page.data);
  }
  const hasMore = page.hasNextPage();
  return { data, has_more: hasMore, next: hasMore ? (data.at(-1)?.id ?? null) : null };
};
