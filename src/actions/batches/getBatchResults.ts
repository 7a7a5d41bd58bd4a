import { connection } from "../../inputs/connection";
import { outputFile, recordsFile } from "../../inputs/outputFile";
import { prices } from "../../inputs/prices";
import { requestOptions } from "../../inputs/requestOptions";
import { serviceAction } from "../../output/serviceAction";
import { answeredObject } from "../../tasks/batches/answeredObject";
import { warningWith } from "../../text/notices";
import { halfPrice } from "../../text/tokenPrice";
import { batchIds } from "./batchIds";
import { firstRow, optionalRecords, rowLimit } from "./batchInputs";
import { answeredRecords, batchResultsShape, exampleBatchResults, showBatchResults } from "./batchResults";

const defaultRowLimit = 10_000;

const records = {
  ...optionalRecords,
  comments:
    "The records that the batches were made of: each result gets its own beside it. Empty leaves them out.",
};

/** Reads the answers of batches, in the order of their rows. */
export const getBatchResults = serviceAction({
  label: "Get Batch Results",
  description: "Get the results of batches, in the order of their rows",
  directions: "Run it once the batches have ended, for example behind the trigger Batch Finished.",
  inputs: { connection, batchIds, records, firstRow, rowLimit, outputFile, prices, requestOptions },
  effect: "reads",
  run: async (client, params) => {
    const batches = [];
    for (const id of params.batchIds) {
      const batch = await client.withResource((openai) => openai.batches.retrieve(id));
      batches.push(answeredObject(client.action, "batch", batch));
    }
    const page = { firstRow: params.firstRow ?? 0, rowCount: params.rowLimit ?? defaultRowLimit };
    const { readBatchResults } = await import("../../tasks/batches/readBatchResults");
    const results = await readBatchResults(client, batches, page);
    const shown = showBatchResults(batches, results, page.firstRow, params.records, {
      prices: params.prices,
      priceOf: (model) => {
        const price = client.priceOf(model);
        return price && halfPrice(price);
      },
    });
    const file = recordsFile(params.outputFile, () => answeredRecords(shown.results));
    return { ...shown, file, warning: warningWith(shown.warning, params.records) };
  },
  output: batchResultsShape,
  example: exampleBatchResults,
});
