import type { TreeRow } from "./treeRows";

/** The row that holds a row. */
const parentIndex = (rows: readonly TreeRow[], index: number): number =>
  rows.findLastIndex(({ level }, at) => at < index && level < (rows[index]?.level ?? 0));

/** The index of the row that a key leads to; undefined for a key that leads nowhere. */
export const nextRow = (rows: readonly TreeRow[], index: number, key: string): number | undefined => {
  const last = rows.length - 1;
  if (key === "ArrowDown" || key === "ArrowRight") return Math.min(index + 1, last);
  if (key === "ArrowUp") return Math.max(index - 1, 0);
  if (key === "Home") return 0;
  if (key === "End") return last;
  return key === "ArrowLeft" ? Math.max(parentIndex(rows, index), 0) : undefined;
};
