import type { ModelDeleted } from "openai/resources/models";
import { connection } from "../../inputs/connection";
import { accountInputs } from "../../inputs/deployment";
import { idInput } from "../../inputs/kinds";
import { requestOptions } from "../../inputs/requestOptions";
import { serviceAction } from "../../output/serviceAction";
import { flag, serviceObject, text } from "../../output/shape";
import { waysOf } from "../../tasks/models/catalogue";
import { removeModel } from "../../tasks/models/removeModel";

const modelName = idInput({
  label: "Model Name",
  dataSource: "selectFineTunedModel",
  hint: "Enter the name of a fine-tuned model.",
  comments: "The name of the fine-tuned model, as its job tells it. Base models can't be deleted.",
  placeholder: "Enter a fine-tuned model's name",
  example: "gpt-4.1-2025-04-14.ft-0123456789abcdef",
});

/** Deletes a fine-tuned model. */
export const deleteModel = serviceAction({
  label: "Delete Model",
  description: "Delete a fine-tuned model",
  inputs: { connection, modelName, ...accountInputs, requestOptions },
  effect: "changes",
  run: (client, params, context) => removeModel(waysOf(client, params, context), params.modelName),
  output: serviceObject<ModelDeleted>()({ id: text(), object: text(), deleted: flag() }),
  example: { id: "gpt-4.1-2025-04-14.ft-0123456789abcdef", object: "model", deleted: true },
});
