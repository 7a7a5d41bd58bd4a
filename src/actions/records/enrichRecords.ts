import { answerSchema, checkOutputFields, outputField } from "../../inputs/answerSchema";
import { budget } from "../../inputs/budget";
import { bulkOptions, runBounds } from "../../inputs/bulk";
import { connection } from "../../inputs/connection";
import { fallbackConnection, fallbackModels } from "../../inputs/fallback";
import { systemPrompt } from "../../inputs/messages";
import { chatModel, chatPurpose } from "../../inputs/model";
import { outputFile, recordsFile } from "../../inputs/outputFile";
import { prices } from "../../inputs/prices";
import { promptTemplate } from "../../inputs/promptTemplate";
import { records } from "../../inputs/records";
import { redact } from "../../inputs/redact";
import { requestOptions } from "../../inputs/requestOptions";
import { chatSettings, modelSettings, temperature } from "../../inputs/sampling";
import { settingsOf } from "../../inputs/settingsOf";
import { serviceAction } from "../../output/serviceAction";
import { UsageCounter } from "../../output/usage";
import { tellUnenforced } from "../../tasks/prompts/responseFormat";
import { createAnswerCheck } from "../../text/answerCheck";
import { enrichmentShape, exampleEnrichment, showEnrichment } from "./enrichment";
import { imageOptions, recordSettings } from "./enrichSettings";

/** Adds a model's answers to many records, with one request for each. */
export const enrichRecords = serviceAction({
  label: "Enrich Records",
  description: "Add properties to each of many records by a prompt, in a form that is checked",
  important: true,
  inputs: {
    connection,
    model: chatModel,
    systemPrompt,
    records,
    promptTemplate,
    answerSchema,
    outputField,
    temperature,
    fallbackModels,
    fallbackConnection,
    images: imageOptions,
    recordSettings,
    modelSettings,
    redact,
    bulkOptions,
    outputFile,
    prices,
    budget,
    requestOptions,
  },
  effect: "changes",
  run: async (client, params) => {
    const { records: list, answerSchema: schema } = params;
    const { overwriteFields, answerFormat, ...reading } = settingsOf(recordSettings, params.recordSettings);
    const settings = chatSettings(params);
    const field = params.outputField ?? (schema ? undefined : "answer");
    const { recordQuestions } = await import("../../tasks/records/recordQuestions");
    const questions = await recordQuestions(client, {
      ...params,
      ...reading,
      ...settingsOf(imageOptions, params.images),
      maxOutputTokens: settings.max_completion_tokens,
      sharedLength: schema ? JSON.stringify(schema.sent).length : 0,
    });
    checkOutputFields(list, field === undefined ? (schema?.properties ?? []) : [field], overwriteFields);
    if (schema && (answerFormat ?? "json_schema") === "json_schema")
      tellUnenforced(client, schema, "The model is told of it, and each answer is checked.");
    const usage = new UsageCounter();
    const { askItems } = await import("../../tasks/answers/askItems");
    const { outcomes, warning } = await askItems(questions, {
      client,
      model: params.model,
      purpose: chatPurpose,
      noun: "records",
      ...runBounds(params.bulkOptions),
      settings,
      form: schema && {
        schema,
        check: await createAnswerCheck(answerSchema.label, schema.full),
        format: answerFormat,
      },
      usage,
    });
    const placement = { field, overwrites: overwriteFields ?? false };
    const shown = showEnrichment(list, outcomes, placement, usage, params.prices);
    return { ...shown, file: recordsFile(params.outputFile, () => shown.records), warning };
  },
  output: enrichmentShape,
  example: exampleEnrichment,
});
