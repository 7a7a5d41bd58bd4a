import { connection } from "../../inputs/connection";
import { accountInputs } from "../../inputs/deployment";
import { requestOptions } from "../../inputs/requestOptions";
import { modelShape } from "../../output/model";
import { serviceAction } from "../../output/serviceAction";
import { described, number, objectOf, orNull, text } from "../../output/shape";
import { waysOf } from "../../tasks/models/catalogue";
import { foundModel } from "../../tasks/models/foundModel";
import { modelOrDeployment, modelVersion } from "./modelInputs";
import { exampleModel, sourceProperties } from "./modelList";

/** Gets what is known of a model, or of the one that a deployment runs. */
export const getModel = serviceAction({
  label: "Get Model",
  description: "Get what a model can do, when it retires and what replaces it",
  inputs: { connection, model: modelOrDeployment, modelVersion, ...accountInputs, requestOptions },
  effect: "reads",
  run: (client, params, context) =>
    foundModel(waysOf(client, params, context, 0.5), { name: params.model, version: params.modelVersion }),
  output: objectOf({
    model: described("The model", modelShape),
    deployment: orNull(
      described(
        "The deployment whose name was entered; null where that is a model's",
        objectOf({
          name: text("Its name"),
          sku: orNull(text("Such as GlobalStandard")),
          capacity: orNull(number("In units of 1,000 tokens a minute as a rule")),
          state: orNull(text("Succeeded when it can be called")),
        }),
      ),
    ),
    ...sourceProperties,
  }),
  example: {
    model: exampleModel,
    deployment: { name: "my-chat", sku: "GlobalStandard", capacity: 50, state: "Succeeded" },
    source: "resourceManager",
    sourceReason: null,
    warnings: [],
  },
});
