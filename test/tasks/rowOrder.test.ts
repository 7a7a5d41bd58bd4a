import type { Batch } from "openai/resources/batches";
import type { Client } from "../../src/client/createClient";
import { fileReader, type ReadFile } from "../../src/tasks/batches/fileReader";
import { readBatchResults } from "../../src/tasks/batches/readBatchResults";
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
  await expect(order(endlessFile, batch)).rejects.toMatchObject({
    name: "AzureOpenAIError",
    kind: "unexpectedResponse",
    mend: "Check Batch ID and the gateway in front of the service.",
  });
});

describe("a result file without an end", () => {
  const line = '{"custom_id": "good", "response": {"status_code": 200, "body": {}}}';
  const readLines: Client["readLines"] = async (fileId, openTake) => {
    if (fileId === "file-good") openTake()(line);
    else await endlessFile(fileId, openTake);
  };
  const client = { action: "Get Batch Results", readLines } as Client;
  const page = { firstRow: 0, rowCount: 10 };

  it("costs the order of the other file's rows nothing", async () => {
    const { read, problems } = fileReader(client);
    const order = await resultOrder(read, { ...batch, error_file_id: "file-good" });
    expect([order.count, order.rowsOf("good")]).toEqual([1, [0]]);
    expect(problems.get("file-out")).toMatchObject({ kind: "unexpectedResponse" });
  });

  it("costs the other file's results nothing", async () => {
    const { results } = await readBatchResults(client, [{ ...batch, error_file_id: "file-good" }], page);
    expect(results.map(({ customId }) => customId)).toEqual(["good"]);
  });

  it("fails the step as what the service answered where no other has a result", async () => {
    await expect(readBatchResults(client, [batch], page)).rejects.toMatchObject({
      name: "AzureOpenAIError",
      kind: "unexpectedResponse",
    });
  });
});
