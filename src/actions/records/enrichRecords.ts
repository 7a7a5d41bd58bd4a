import { action } from "@prismatic-io/spectral";
import type {
  ChatCompletionContentPart,
  ChatCompletionMessageParam,
} from "openai/resources/chat/completions";
import { createClient } from "../../client/createClient";
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
import { requestOptions } from "../../inputs/requestOptions";
import { maxOutputTokens, reasoningEffort, temperature } from "../../inputs/sampling";
import { createAnswerCheck } from "../../text/answerCheck";
import { estimateRequestTokens } from "../../text/estimateTokens";
import { listOf, objectOf, outputOf } from "../outputOf";
import { tellUnenforced } from "../responseFormat";
import { costSchema, UsageCounter, usageSumSchema } from "../usage";
import { type EnrichResults, enrichResults } from "./enrichResults";
import { exampleEnrichment } from "./recordExamples";
import { recordResultProperties } from "./recordOutput";

const label = "Enrich Records";
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
export const enrichRecords = action({
  display: {
    label,
    description: "Add properties to each of many records by a prompt, in a form that is checked",
  },
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
  perform: async (context, params): Promise<{ data: EnrichResults }> => {
    const client = createClient(context, { ...params, action: label });
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
    const { createTurns, mapInTurns } = await import("../../bulk/turns");
    const nextTurn = createTurns(client, label);
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
      tellUnenforced(context.logger, label, schema, "The model is told of it, and each answer is checked.");
    const usage = new UsageCounter();
    const { askRecords } = await import("./askRecords");
    const { outcomes, warning } = await askRecords(questions, {
      client,
      model: params.model,
      purpose: chatPurpose,
      action: label,
      logger: context.logger,
      concurrency: params.concurrentRequests,
      mostFailures: params.stopAfterFailures,
      settings: {
        ...optional("temperature", params.temperature),
        ...optional("max_completion_tokens", params.maxOutputTokens),
        ...optional("reasoning_effort", params.reasoningEffort),
      },
      form: schema && {
        schema,
        check: await createAnswerCheck(answerSchema.label, schema.full),
        format: params.answerFormat,
      },
      usage,
    });
    const placement = { field, overwrites: params.overwriteFields ?? false };
    return { data: { ...enrichResults(params.records, outcomes, placement, usage, params.prices), warning } };
  },
  performSafety: "notAllowed",
  examplePerform: async () => ({ data: exampleEnrichment }),
  examplePayload: { data: exampleEnrichment },
  outputSchema: outputOf({
    records: listOf({ description: "A record with its new properties; one that failed is as it was" }),
    results: listOf(
      objectOf({
        ...recordResultProperties,
        answer: { description: "Text, or an object in the form asked for; null without an answer" },
        output_text: { type: ["string", "null"], description: "The last answer as it came" },
      }),
    ),
    counts: objectOf({
      total: { type: "number" },
      succeeded: { type: "number" },
      failed: { type: "number" },
      remaining: { type: "number" },
      repaired: { type: "number" },
    }),
    usage: usageSumSchema,
    cost: costSchema,
    failed: listOf({ description: "A record that failed, as it was" }),
    remaining: listOf({ description: "A record that was not done" }),
    warning: {
      type: ["string", "null"],
      description: "Why records are in remaining, and when to try again",
    },
  }),
});
