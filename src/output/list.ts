import { described, flag, listOf, objectOf, orNull, type Shape, text } from "./shape";

/** Entries of a list, and where it continues. */
export interface ReadList<Entry> {
  data: Entry[];
  /** True when more entries follow. */
  has_more: boolean;
  /** Id of the last entry, to enter under After; null at the end of the list. */
  next: string | null;
}

/** Shape of a list of such entries. */
export const listShape = <Entry>(entry: Shape<Entry>): Shape<ReadList<Entry>> =>
  objectOf({
    data: described("The entries of the page, or of all pages with Fetch All", listOf(entry)),
    has_more: flag("True when there are further entries"),
    next: orNull(text("The After of the next page; null at the end")),
  });
