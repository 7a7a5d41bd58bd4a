/** One page of a list, and where the next one starts. */
interface Page<Item> {
  items: Item[];
  /** What the link to the next page carries; undefined on the last one. */
  nextToken: string | undefined;
}

/** Cuts the page that a token asks for out of a list; an unknown token asks for the first. */
export const pageOf = <Item>(
  list: readonly Item[],
  pageSize: number | undefined,
  token: string | null | undefined,
): Page<Item> => {
  const start = Number.parseInt(Buffer.from(token ?? "", "base64url").toString(), 10) || 0;
  const end = pageSize === undefined ? list.length : start + pageSize;
  const nextToken = end < list.length ? Buffer.from(`${end} of the list`).toString("base64url") : undefined;
  return { items: list.slice(start, end), nextToken };
};
