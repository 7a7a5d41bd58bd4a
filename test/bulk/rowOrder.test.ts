import type { Batch } from "openai/resources/batches";
import type { ReadFile } from "../../src/bulk/batch/fileReader";
import { inputOrder, resultOrder } from "../../src/bulk/batch/rowOrder";

const batch = { input_file_id: "file-in", output_file_id: "file-out" } as Batch;

/** A file whose lines go on until somebody says that it is enough: each with so many rows of such ids. */
const endlessFile =
  (rowsPerLine: number, id: string): ReadFile =>
  async (_fileId, openTake) => {
    const take = openTake();
    const line = `{"custom_id": "${id}", "response": {}}`.repeat(rowsPerLine);
    for (;;) take(line);
  };

describe("a file of ids without an end is given up in words", () => {
  it.each([
    ["its input, for their length", inputOrder, 1, "x".repeat(50_000)],
    ["its results, for their length", resultOrder, 1, "x".repeat(50_000)],
    ["its input, for their number", inputOrder, 20_000, "x"],
    ["its results, for their number", resultOrder, 20_000, "x"],
  ])("%s", async (_name, order, rowsPerLine, id) => {
    await expect(order(endlessFile(rowsPerLine, id), batch)).rejects.toThrow("more ids than any batch");
  });
});
