import { connection } from "../../inputs/connection";
import { fileId } from "../../inputs/file";
import { jobId } from "../../inputs/fineTuning";
import { numberInput, optionally } from "../../inputs/kinds";
import { requestOptions } from "../../inputs/requestOptions";
import { serviceAction } from "../../output/serviceAction";
import { drawChart } from "../../tasks/fineTuning/metrics/chart/drawChart";
import { readTrainingMetrics } from "../../tasks/fineTuning/metrics/readTrainingMetrics";
import { refuseInput } from "../../text/InputError";
import { metricsShape } from "./metricsShape";
import { exampleMetrics, showMetrics } from "./trainingMetrics";

const optionalJobId = optionally(jobId, {
  comments: "The id of the job. Empty only where File ID says which file.",
});

const resultFileId = optionally(fileId, {
  comments: "The id of a result file. Empty reads those of the job.",
});

const rowLimit = numberInput({
  label: "Row Limit",
  default: "1000",
  comments: "How many rows to return at most: of more, some that are spread evenly. The verdict reads all.",
  example: "1000",
  range: { min: 1, max: 100_000, isInteger: true },
});

/** Reads how a training went, judges it and draws its curves. */
export const getTrainingMetrics = serviceAction({
  label: "Get Training Metrics",
  description:
    "Get the losses or rewards of a fine-tuning job as a table and a chart, and whether it overfits",
  inputs: { connection, jobId: optionalJobId, fileId: resultFileId, rowLimit, requestOptions },
  effect: "reads",
  run: async (client, { jobId, fileId, rowLimit }) => {
    if (jobId === undefined && fileId === undefined) {
      refuseInput(
        "Job ID",
        "it is empty, and so is File ID.",
        "Enter the id of a job, such as ftjob-abc123.",
      );
    }
    const metrics = await readTrainingMetrics(client, { jobId, fileId });
    return showMetrics(metrics, drawChart(metrics), rowLimit ?? 1_000);
  },
  output: metricsShape,
  example: exampleMetrics,
});
