import type { Answer } from "./answer";
import { refuseField } from "./refusals";

/** A page of a list whose entries have ids. */
interface CursorPage<Item> {
  object: "list";
  data: Item[];
  first_id: string | null;
  last_id: string | null;
  has_more: boolean;
}

/** How long a page is, in entries. */
interface PageSizes {
  byDefault: number;
  maximum: number;
}

/** Cuts the page that `after` and `limit` ask for, or says what is wrong with them. */
export const cursorPage = <Item extends { id: string }>(
  list: readonly Item[],
  query: URLSearchParams,
  { byDefault, maximum }: PageSizes,
): { page: CursorPage<Item> } | { refusal: Answer } => {
  const limit = query.has("limit") ? Number(query.get("limit")) : byDefault;
  if (!Number.isInteger(limit) || limit < 1 || limit > maximum) {
    return { refusal: refuseField("limit", `Invalid 'limit': expected an integer from 1 to ${maximum}.`) };
  }
  const after = query.get("after");
  const place = after === null ? -1 : list.findIndex(({ id }) => id === after);
  if (after !== null && place < 0) {
    return { refusal: refuseField("after", `Invalid 'after': nothing in this list has the id '${after}'.`) };
  }
  const data = list.slice(place + 1, place + 1 + limit);
  return {
    page: {
      object: "list",
      data,
      first_id: data[0]?.id ?? null,
      last_id: data.at(-1)?.id ?? null,
      has_more: place + 1 + limit < list.length,
    },
  };
};
