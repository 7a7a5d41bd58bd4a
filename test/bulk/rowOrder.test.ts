import type { Batch } from "openai/resources/batches";
import type { ReadFile } from "../../src/bulk/batch/fileReader";
import { inputOrder, resultOrder } from "../../src/bulk/batch/rowOrder";

const batch = { input_file_id: "file-in", output_file_id: "file-out" } as Batch;

/** A file whose lines go on until somebody says that it is enough. */
const endlessFile =
  (idOf: (line: number) => string): ReadFile =>
  async (_fileId, openTake) => {
    const take = openTake();
    for (let line = 0; ; line += 1) take(`{"custom_id": "${idOf(line)}", "response": {}}`);
  };

describe("a file of ids without an end", () => {
  it.each([
    ["input", inputOrder],
    ["result", resultOrder],
  ])("is given up in words: %s", async (_name, order) => {
    const long = "x".repeat(2_000);
    const reading = order(
      endlessFile((line) => `${long}${line}`),
      batch,
    );
    await expect(reading).rejects.toThrow("more ids than any batch");
  });

  it("is given up for their number alone", async () => {
    await expect(
      inputOrder(
        endlessFile((line) => String(line % 7)),
        batch,
      ),
    ).rejects.toThrow("over 1000000");
  });
});
