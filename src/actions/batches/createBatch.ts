import { action } from "@prismatic-io/spectral";
import { chatOperation } from "../../bulk/batch/batchRows";
import { createClient } from "../../client/createClient";
import { chooseModel } from "../../client/modelChoice";
import { answerSchema } from "../../inputs/answerSchema";
import {
  batchFileName,
  batchOperation,
  firstRow,
  inputFileId,
  linesPerBatch,
  megabytesPerBatch,
  metadata,
  optionalPrompts,
  optionalRecords,
} from "../../inputs/batch";
import { connection } from "../../inputs/connection";
import { expirySeconds, fileExpiryDays } from "../../inputs/file";
import { jsonLines } from "../../inputs/jsonLines";
import { systemPrompt } from "../../inputs/messages";
import { batchModel, batchPurpose } from "../../inputs/model";
import { optional } from "../../inputs/optional";
import { allowMissingFields, optionalPromptTemplate } from "../../inputs/promptTemplate";
import { requestOptions } from "../../inputs/requestOptions";
import { maxOutputTokens, reasoningEffort, temperature } from "../../inputs/sampling";
import {
  type CreatedOutput,
  createdOfFile,
  createdOutput,
  createdProperties,
  exampleCreated,
} from "../createdOutput";
import { outputOf } from "../outputOf";
import { schemaFormat, tellUnenforced } from "../responseFormat";

const label = "Create Batch";

/** Hands many prompts over to the service, which answers them within a day at half the price of calls. */
export const createBatch = action({
  display: {
    label,
    description: "Create batches of any number of prompts, records or ready lines, answered within a day",
  },
  inputs: {
    connection,
    model: batchModel,
    messages: optionalPrompts,
    records: optionalRecords,
    promptTemplate: optionalPromptTemplate,
    jsonLines,
    inputFileId,
    operation: batchOperation,
    systemPrompt,
    temperature,
    maxOutputTokens,
    reasoningEffort,
    allowMissingFields,
    answerSchema,
    firstRow,
    metadata,
    fileName: batchFileName,
    fileExpiryDays,
    linesPerBatch,
    megabytesPerBatch,
    requestOptions,
  },
  perform: async (context, params): Promise<{ data: CreatedOutput }> => {
    const client = createClient(context, { ...params, action: label });
    const { endpoint } = client;
    const { createBatches, failureOf, metadataWarning, usualFileExpirySeconds } = await import(
      "../../bulk/batch/createBatches"
    );
    const isOpenAI = endpoint.flavour === "openai";
    const fileExpirySeconds =
      expirySeconds(params.fileExpiryDays, isOpenAI) ?? usualFileExpirySeconds(endpoint);
    const shared = {
      model: chooseModel(endpoint, params.model, batchPurpose),
      ...optional("temperature", params.temperature),
      ...optional("max_completion_tokens", params.maxOutputTokens),
      ...optional("reasoning_effort", params.reasoningEffort),
      ...optional("response_format", params.answerSchema && schemaFormat(params.answerSchema)),
    };
    if (params.answerSchema)
      tellUnenforced(context.logger, label, params.answerSchema, "Answers may have another form.");
    const metadataFields = Object.fromEntries(params.metadata);
    const { sourceRows } = await import("./batchSource");
    const { createTurns } = await import("../../bulk/turns");
    const nextTurn = createTurns(client, label);
    const { label: source, rows } = await sourceRows(params, shared, params.systemPrompt, endpoint, nextTurn);
    if (!rows) {
      const operation = params.operation ?? chatOperation(endpoint);
      const inputFileId = params.inputFileId ?? "";
      const file = { inputFileId, isFresh: false };
      const { requestBatch } = await import("../../bulk/batch/requestBatch");
      const { batch, hasMetadata } = await requestBatch(client, label, file, operation, metadataFields);
      const warning = metadataWarning(metadataFields, hasMetadata);
      const found = { error: failureOf(label, batch), ...optional("warning", warning) };
      return { data: createdOfFile(batch, inputFileId, found) };
    }
    const { batchLimits, planParts } = await import("../../bulk/batch/planParts");
    const limits = batchLimits(endpoint, {
      lines: params.linesPerBatch,
      megabytes: params.megabytesPerBatch,
    });
    const parts = await planParts(source, rows, limits, params.firstRow ?? 0, nextTurn);
    const created = await createBatches(rows, parts, {
      client,
      action: label,
      logger: context.logger,
      fileName: params.fileName ?? "batch.jsonl",
      metadata: metadataFields,
      fileExpirySeconds,
    });
    return { data: createdOutput(created, rows.count) };
  },
  performSafety: "notAllowed",
  examplePerform: async () => ({ data: exampleCreated }),
  examplePayload: { data: exampleCreated },
  outputSchema: outputOf(createdProperties),
});
