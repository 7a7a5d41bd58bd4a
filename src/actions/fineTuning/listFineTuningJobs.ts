import type { FineTuningJob } from "openai/resources/fine-tuning/jobs";
import { connection } from "../../inputs/connection";
import { optional } from "../../inputs/optional";
import { after, fetchAll, limit } from "../../inputs/paging";
import { requestOptions } from "../../inputs/requestOptions";
import { exampleEndpoint, exampleJob, jobShape, showJob } from "../../output/fineTuningJob";
import { listShape } from "../../output/list";
import { serviceAction } from "../../output/serviceAction";
import { readList } from "../../tasks/lists/readList";

/** Lists the fine-tuning jobs of the resource. */
export const listFineTuningJobs = serviceAction({
  label: "List Fine-Tuning Jobs",
  description: "List the fine-tuning jobs of the resource",
  inputs: { connection, limit, after, fetchAll, requestOptions },
  effect: "reads",
  run: async (client, params) => {
    const list = await readList<FineTuningJob>(params, (after) =>
      client.withResource((openai) =>
        openai.fineTuning.jobs.list({ ...optional("limit", params.limit), ...optional("after", after) }),
      ),
    );
    return { ...list, data: list.data.map((job) => showJob(job, client.endpoint)) };
  },
  output: listShape(jobShape),
  example: { data: [showJob(exampleJob, exampleEndpoint)], has_more: false, next: null },
});
