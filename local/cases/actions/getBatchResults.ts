import { outputFile, prices, requestOptions } from "../groups";
import type { StepCase } from "../stepCase";

/** The answers of two batches of a prompt each, beside the records that they are for. */
export const getBatchResults: StepCase = {
  required: { batchIds: ["batch_abc123"] },
  every: [
    {
      batchIds: ["batch_abc123"],
      records: JSON.stringify([{ name: "one" }, { name: "two" }]),
      firstRow: "0",
      rowLimit: "1000",
      outputFile,
      prices,
      requestOptions,
    },
  ],
  prepare: async (run) => {
    const form = { messages: JSON.stringify(["Say one", "Say two"]), batchSettings: { linesPerBatch: "1" } };
    const { batchIds } = (await run("createBatch", form)) as { batchIds: string[] };
    return { batchIds };
  },
};
