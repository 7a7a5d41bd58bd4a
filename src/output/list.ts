import type { ReadList } from "../bulk/readList";
import { flag, listOf, objectOf, orNull, type Shape, text } from "./shape";

/** A list of such entries, and where it goes on. */
export const listShape = <Entry>(entry: Shape<Entry>): Shape<ReadList<Entry>> =>
  objectOf({
    data: listOf(entry),
    has_more: flag(),
    next: orNull(text("Enter it under After to go on; null at the end")),
  });
