import {
  answerFormat,
  answerSchema,
  checkOutputFields,
  outputField,
  overwriteFields,
} from "../../inputs/answerSchema";
import { bulkOptions, runBounds } from "../../inputs/bulk";
import { connection } from "../../inputs/connection";
import { fallbackConnection, fallbackModels } from "../../inputs/fallback";
import { systemPrompt } from "../../inputs/messages";
import { chatModel, chatPurpose } from "../../inputs/model";
import { prices } from "../../inputs/prices";
import { allowMissingFields, promptTemplate } from "../../inputs/promptTemplate";
import { imageDetail, imageFields } from "../../inputs/recordImages";
import { records } from "../../inputs/records";
import { requestOptions } from "../../inputs/requestOptions";
import { chatSettings, modelSettings, temperature } from "../../inputs/sampling";
import { serviceAction } from "../../output/serviceAction";
import { UsageCounter } from "../../output/usage";
import { tellUnenforced } from "../../tasks/prompts/responseFormat";
import { createAnswerCheck } from "../../text/answerCheck";
import { enrichmentShape, exampleEnrichment, showEnrichment } from "./enrichment";

/** Adds properties to many records, each answered by a request of its own. */
export const enrichRecords = serviceAction({
  label: "Enrich Records",
  description: "Add properties to each of many records by a prompt, in a form that is checked",
  inputs: {
    connection,
    model: chatModel,
    records,
    promptTemplate,
    answerSchema,
    outputField,
    imageFields,
    imageDetail,
    systemPrompt,
    answerFormat,
    overwriteFields,
    allowMissingFields,
    temperature,
    modelSettings,
    bulkOptions,
    fallbackModels,
    fallbackConnection,
    requestOptions,
    prices,
  },
  effect: "changes",
  run: async (client, params) => {
    const { answerSchema: schema } = params;
    const settings = chatSettings(params);
    const field = params.outputField ?? (schema ? undefined : "answer");
    const { recordQuestions } = await import("../../tasks/records/recordQuestions");
    const sharedLength = schema ? JSON.stringify(schema.sent).length : 0;
    const questions = await recordQuestions(client, {
      ...params,
      maxOutputTokens: settings.max_completion_tokens,
      sharedLength,
    });
    const names = field === undefined ? (schema?.properties ?? []) : [field];
    checkOutputFields(params.records, names, params.overwriteFields);
    if (schema && (params.answerFormat ?? "json_schema") === "json_schema")
      tellUnenforced(client, schema, "The model is told of it, and each answer is checked.");
    const usage = new UsageCounter();
    const { askRecords } = await import("../../tasks/records/askRecords");
    const { outcomes, warning } = await askRecords(questions, {
      client,
      model: params.model,
      purpose: chatPurpose,
      ...runBounds(params.bulkOptions),
      settings,
      form: schema && {
        schema,
        check: await createAnswerCheck(answerSchema.label, schema.full),
        format: params.answerFormat,
      },
      usage,
    });
    const placement = { field, overwrites: params.overwriteFields ?? false };
    return { ...showEnrichment(params.records, outcomes, placement, usage, params.prices), warning };
  },
  output: enrichmentShape,
  example: exampleEnrichment,
});
