import { described, flag, listOf, objectOf, orNull, type Shape, text } from "./shape";

/** Entries of a list, and where it goes on. */
export interface ReadList<Entry> {
  data: Entry[];
  /** True when there are more entries behind the last one. */
  has_more: boolean;
  /** Id of the last entry, to be entered under After; null when the list ends here. */
  next: string | null;
}

/** A list of such entries, and where it goes on. */
export const listShape = <Entry>(entry: Shape<Entry>): Shape<ReadList<Entry>> =>
  objectOf({
    data: described("The entries of the page, or of all pages with Fetch All", listOf(entry)),
    has_more: flag("True when there are further entries"),
    next: orNull(text("The After of the next page; null at the end")),
  });
