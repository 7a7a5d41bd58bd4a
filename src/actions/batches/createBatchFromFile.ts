import { connection } from "../../inputs/connection";
import { requestOptions } from "../../inputs/requestOptions";
import { settingsOf } from "../../inputs/settingsOf";
import { createdShape, exampleCreated } from "../../output/createdBatches";
import { serviceAction } from "../../output/serviceAction";
import { batchOperation, batchSettings, firstRow, inputFileId } from "./batchInputs";
import { jsonLines } from "./jsonLines";

/** Creates batches of ready lines, or of an uploaded file of them. */
export const createBatchFromFile = serviceAction({
  label: "Create Batch from File",
  description: "Create batches of ready JSON lines, or of a file that was uploaded, answered within a day",
  inputs: {
    connection,
    jsonLines,
    inputFileId,
    operation: batchOperation,
    firstRow,
    batchSettings,
    requestOptions,
  },
  effect: "changes",
  run: async (client, params) => {
    const { createFromFile } = await import("../../tasks/batches/createFromFile");
    const settings = settingsOf(batchSettings, params.batchSettings);
    return createFromFile(client, { ...params, ...settings });
  },
  output: createdShape,
  example: exampleCreated,
});
