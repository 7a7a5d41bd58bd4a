import type { ReadList } from "../../output/list";
import { type ListPage, readPages } from "./readPages";

/** How a list is read. */
interface ListSettings {
  /** Id of the entry after which to begin. */
  after?: string | undefined;
  fetchAll?: boolean | undefined;
}

const mostEntries = 10_000;

/** Reads one page of a list, or all pages up to 10,000 entries, each entry once. */
export const readList = async <Entry extends object>(
  { after, fetchAll }: ListSettings,
  ask: (after: string | undefined) => Promise<ListPage>,
): Promise<ReadList<Entry>> => {
  const { entries, next } = await readPages<Entry>({
    after,
    ask,
    isEnough: (read) => !fetchAll || read.length >= mostEntries,
  });
  return { data: entries, has_more: next !== null, next };
};
