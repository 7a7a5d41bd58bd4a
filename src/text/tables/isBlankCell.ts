/** True for a cell with nothing in it. */
export const isBlankCell = (cell: unknown): boolean =>
  cell === undefined || cell === null || (typeof cell === "string" && cell.trim() === "");

/** True for a row with nothing in it. */
export const isBlankRow = (row: readonly unknown[]): boolean => row.every(isBlankCell);
