/** Keys of a batch's metadata that say which rows it has. Results can also be read without them. */
export const rowMetadata = { firstRow: "first_row", rowCount: "row_count" } as const;
