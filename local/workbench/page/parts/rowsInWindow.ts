/** Rows that are drawn above and below of what is seen. */
const spareRows = 6;

/** The rows of one height that are drawn where a box of a height is scrolled to a place. */
export const rowsInWindow = (
  topPx: number,
  heightPx: number,
  rowHeightPx: number,
  count: number,
): { from: number; to: number } => ({
  from: Math.max(0, Math.min(count, Math.floor(topPx / rowHeightPx) - spareRows)),
  to: Math.min(count, Math.ceil((topPx + heightPx) / rowHeightPx) + spareRows),
});
