/** Names under which a batch says which rows it has, for its results to be read. Reading them never needs it. */
export const rowMetadata = { firstRow: "first_row", rowCount: "row_count" } as const;
