import type { Batch } from "openai/resources/batches";
import type { ReadFile } from "../../src/tasks/batches/fileReader";
import { inputOrder, resultOrder } from "../../src/tasks/batches/rowOrder";

const batch = { input_file_id: "file-in", output_file_id: "file-out" } as Batch;

/** A file whose lines go on until somebody says that it is enough. */
const endlessFile: ReadFile = async (_fileId, openTake) => {
  const take = openTake();
  const line = `{"custom_id": "${"x".repeat(50_000)}", "response": {}}`;
  for (;;) take(line);
};

it.each([
  ["input", inputOrder],
  ["results", resultOrder],
])("a file of ids without an end is given up in words: %s", async (_name, order) => {
  await expect(order(endlessFile, batch)).rejects.toThrow("more ids than any batch: it was not read");
});
