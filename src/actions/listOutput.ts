import { type ListPage, readPages } from "../bulk/readPages";
import { listOf, type OutputProperty, outputOf } from "./outputOf";

/** Entries of a list, and where it goes on. */
export interface ListOutput<Entry> {
  data: Entry[];
  /** True when there are more entries behind the last one. */
  has_more: boolean;
  /** Id of the last entry, to be entered under After; null when the list ends here. */
  next: string | null;
}

/** How a list is read. */
export interface ListSettings {
  /** The entry behind which it begins. */
  after?: string | undefined;
  fetchAll?: boolean | undefined;
}

const mostEntries = 10_000;

/** A page of a list, or all its pages up to 10,000 entries, each entry once. */
export const readList = async <Entry extends object>(
  { after, fetchAll }: ListSettings,
  ask: (after: string | undefined) => Promise<ListPage>,
): Promise<ListOutput<Entry>> => {
  const { entries, next } = await readPages<Entry>({
    after,
    ask,
    isEnough: (read) => !fetchAll || read.length >= mostEntries,
  });
  return { data: entries, has_more: next !== null, next };
};

/** Schema of a list of such entries. */
export const listSchema = (entry: OutputProperty) =>
  outputOf({
    data: listOf(entry),
    has_more: { type: "boolean" },
    next: { type: ["string", "null"], description: "Enter it under After to go on; null at the end" },
  });
