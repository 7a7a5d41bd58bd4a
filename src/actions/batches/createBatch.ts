import { answerSchema } from "../../inputs/answerSchema";
import { connection } from "../../inputs/connection";
import { systemPrompt } from "../../inputs/messages";
import { batchModel, batchPurpose } from "../../inputs/model";
import { optional } from "../../inputs/optional";
import { allowMissingFields, optionalPromptTemplate } from "../../inputs/promptTemplate";
import { requestOptions } from "../../inputs/requestOptions";
import { chatSettings, modelSettings, temperature } from "../../inputs/sampling";
import { settingsOf } from "../../inputs/settingsOf";
import { createdShape, exampleCreated } from "../../output/createdBatches";
import { serviceAction } from "../../output/serviceAction";
import { schemaFormat, tellUnenforced } from "../../tasks/prompts/responseFormat";
import { refuseInput } from "../../text/InputError";
import { warningWith } from "../../text/notices";
import { batchSettings, firstRow, optionalPrompts, optionalRecords } from "./batchInputs";

/** Creates batches of many prompts, which the service answers within a day at half the price of calls. */
export const createBatch = serviceAction({
  label: "Create Batch",
  description: "Create batches of any number of prompts or records, answered within a day",
  inputs: {
    connection,
    model: batchModel,
    systemPrompt,
    messages: optionalPrompts,
    records: optionalRecords,
    promptTemplate: optionalPromptTemplate,
    allowMissingFields,
    answerSchema,
    temperature,
    firstRow,
    batchSettings,
    modelSettings,
    requestOptions,
  },
  effect: "changes",
  run: async (client, params) => {
    const { answerSchema: schema } = params;
    const { apiMode } = settingsOf(modelSettings, params.modelSettings);
    if (apiMode === "responses")
      refuseInput("API", "it is Responses, and batches are chat completions.", "Choose Chat Completions.");
    const shared = {
      model: client.modelName(params.model, batchPurpose),
      ...optional("response_format", schema && schemaFormat(schema)),
      ...chatSettings(params),
    };
    if (schema) tellUnenforced(client, schema, "Answers may have another form.");
    const { createFromPrompts } = await import("../../tasks/batches/createFromPrompts");
    const settings = settingsOf(batchSettings, params.batchSettings);
    const created = await createFromPrompts(client, { ...params, ...settings }, shared);
    return { ...created, warning: warningWith(created.warning, params.records) };
  },
  output: createdShape,
  example: exampleCreated,
});
