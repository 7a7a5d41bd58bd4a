import type {
  ChatCompletionContentPart,
  ChatCompletionMessageParam,
} from "openai/resources/chat/completions";
import {
  answerFormat,
  answerSchema,
  checkOutputFields,
  outputField,
  overwriteFields,
} from "../../inputs/answerSchema";
import { concurrentRequests, stopAfterFailures } from "../../inputs/bulk";
import { connection } from "../../inputs/connection";
import { fallbackConnection, fallbackModels } from "../../inputs/fallback";
import { conversation, systemPrompt } from "../../inputs/messages";
import { chatModel, chatPurpose } from "../../inputs/model";
import { optional } from "../../inputs/optional";
import { prices } from "../../inputs/prices";
import {
  allowMissingFields,
  checkNoPlaceholders,
  checkTemplateFields,
  checkUseOfRecords,
  promptTemplate,
} from "../../inputs/promptTemplate";
import { imageDetail, imageFields, recordImages } from "../../inputs/recordImages";
import { records } from "../../inputs/records";
import { requestFields } from "../../inputs/requestFields";
import { requestOptions } from "../../inputs/requestOptions";
import { chatFields, maxOutputTokens, reasoningEffort, temperature } from "../../inputs/sampling";
import { serviceAction } from "../../output/serviceAction";
import { UsageCounter } from "../../output/usage";
import { tellUnenforced } from "../../tasks/prompts/responseFormat";
import { createAnswerCheck } from "../../text/answerCheck";
import { estimateRequestTokens } from "../../text/estimateTokens";
import { enrichmentShape, exampleEnrichment, showEnrichment } from "./enrichment";

/** About how many tokens an image costs. */
const tokensPerImage = 800;

type Detail = "low" | "high" | "auto";

const userMessage = (
  text: string,
  images: readonly string[],
  detail: Detail | undefined,
): ChatCompletionMessageParam => {
  if (images.length === 0) return { role: "user", content: text };
  const parts = images.map(
    (url): ChatCompletionContentPart => ({
      type: "image_url",
      image_url: { url, ...optional("detail", detail) },
    }),
  );
  return { role: "user", content: [{ type: "text", text }, ...parts] };
};

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
    maxOutputTokens,
    reasoningEffort,
    concurrentRequests,
    stopAfterFailures,
    fallbackModels,
    fallbackConnection,
    requestOptions,
    prices,
  },
  effect: "changes",
  run: async (client, params) => {
    const { promptTemplate: template, answerSchema: schema, allowMissingFields: allowsMissing } = params;
    const field = params.outputField ?? (schema ? undefined : "answer");
    checkTemplateFields(template, params.records, allowsMissing);
    checkUseOfRecords(template, params.records, params.imageFields !== undefined);
    checkNoPlaceholders(systemPrompt.label, params.systemPrompt, params.records);
    checkOutputFields(
      params.records,
      field === undefined ? (schema?.properties ?? []) : [field],
      params.overwriteFields,
    );
    const sharedLength =
      (params.systemPrompt?.length ?? 0) + (schema ? JSON.stringify(schema.sent).length : 0);
    const images = recordImages(params.records, params.imageFields, allowsMissing);
    const { createTurns, mapInTurns } = await import("../../pacing/turns");
    const nextTurn = createTurns(client, client.action);
    const questions = await mapInTurns(params.records, nextTurn, (record, index) => {
      const text = template.render(record);
      const shown = images[index] ?? [];
      const user = userMessage(text, shown, params.imageDetail as Detail | undefined);
      return {
        messages: conversation(params.systemPrompt, [user], undefined),
        tokens:
          estimateRequestTokens(text.length + sharedLength, params.maxOutputTokens) +
          shown.length * tokensPerImage,
      };
    });
    if (schema && (params.answerFormat ?? "json_schema") === "json_schema")
      tellUnenforced(
        client.logger,
        client.action,
        schema,
        "The model is told of it, and each answer is checked.",
      );
    const usage = new UsageCounter();
    const { askRecords } = await import("../../tasks/records/askRecords");
    const { outcomes, warning } = await askRecords(questions, {
      client,
      model: params.model,
      purpose: chatPurpose,
      action: client.action,
      logger: client.logger,
      concurrency: params.concurrentRequests,
      mostFailures: params.stopAfterFailures,
      settings: requestFields(params, chatFields),
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
