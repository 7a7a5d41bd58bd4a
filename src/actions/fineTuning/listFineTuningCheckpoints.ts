import { connection } from "../../inputs/connection";
import { jobId } from "../../inputs/fineTuning";
import { requestOptions } from "../../inputs/requestOptions";
import { serviceAction } from "../../output/serviceAction";
import { readJobCheckpoints } from "../../tasks/fineTuning/jobCheckpoints";
import { checkpointsShape, exampleCheckpoints, showCheckpoints } from "./checkpoint";

/** Lists the models that a fine-tuning job has saved on its way. */
export const listFineTuningCheckpoints = serviceAction({
  label: "List Fine-Tuning Checkpoints",
  description: "List the models that a fine-tuning job has saved, with their metrics",
  inputs: { connection, jobId, requestOptions },
  effect: "reads",
  run: async (client, { jobId }) => showCheckpoints(await readJobCheckpoints(client, jobId)),
  output: checkpointsShape,
  example: exampleCheckpoints,
});
