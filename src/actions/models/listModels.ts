import { connection } from "../../inputs/connection";
import { accountInputs } from "../../inputs/deployment";
import { requestOptions } from "../../inputs/requestOptions";
import { serviceAction } from "../../output/serviceAction";
import { waysOf } from "../../tasks/models/catalogue";
import { listedModels } from "../../tasks/models/listedModels";
import { fineTuning, includeRetired, lifecycle, nameContains, task } from "./modelInputs";
import { exampleModel, modelListShape } from "./modelList";

/** Lists the models that the resource offers, with what each can do and when it retires. */
export const listModels = serviceAction({
  label: "List Models",
  description: "List the models that the resource offers, what each can do, and when it retires",
  inputs: {
    connection,
    task,
    fineTuning,
    lifecycle,
    nameContains,
    includeRetired,
    ...accountInputs,
    requestOptions,
  },
  effect: "reads",
  run: (client, params, context) => listedModels(waysOf(client, params, context, 0.5), params),
  output: modelListShape,
  example: { data: [exampleModel], count: 1, source: "resourceManager", sourceReason: null, warnings: [] },
});
