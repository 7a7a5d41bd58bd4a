import { chooseModel } from "../../client/endpoint/modelChoice";
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
import { fileExpiryDays } from "../../inputs/file";
import { jsonLines } from "../../inputs/jsonLines";
import { systemPrompt } from "../../inputs/messages";
import { batchModel, batchPurpose } from "../../inputs/model";
import { optional } from "../../inputs/optional";
import { allowMissingFields, optionalPromptTemplate } from "../../inputs/promptTemplate";
import { requestOptions } from "../../inputs/requestOptions";
import { chatSettings, modelSettings, temperature } from "../../inputs/sampling";
import { createdOutput, createdShape, exampleCreated } from "../../output/createdBatches";
import { serviceAction } from "../../output/serviceAction";
import { chatOperation } from "../../tasks/batches/batchRows";
import { schemaFormat, tellUnenforced } from "../../tasks/prompts/responseFormat";

/** Hands many prompts over to the service, which answers them within a day at half the price of calls. */
export const createBatch = serviceAction({
  label: "Create Batch",
  description: "Create batches of any number of prompts, records or ready lines, answered within a day",
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
    modelSettings,
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
  effect: "changes",
  run: async (client, params) => {
    const { endpoint } = client;
    const shared = {
      model: chooseModel(endpoint, params.model, batchPurpose),
      ...chatSettings(params),
      ...optional("response_format", params.answerSchema && schemaFormat(params.answerSchema)),
    };
    if (params.answerSchema) tellUnenforced(client, params.answerSchema, "Answers may have another form.");
    const metadata = Object.fromEntries(params.metadata);
    const { sourceRows } = await import("../../tasks/batches/batchSource");
    const { createTurns } = await import("../../pacing/turns");
    const nextTurn = createTurns(client);
    const { label, rows } = await sourceRows(params, shared, params.systemPrompt, endpoint, nextTurn);
    if (!rows) {
      const operation = params.operation ?? chatOperation(endpoint);
      const { createOfFile } = await import("../../tasks/batches/createOfFile");
      return createOfFile(client, params.inputFileId ?? "", operation, metadata);
    }
    const { batchLimits, planParts } = await import("../../tasks/batches/planParts");
    const { createBatches } = await import("../../tasks/batches/createBatches");
    const limits = batchLimits(endpoint, {
      lines: params.linesPerBatch,
      megabytes: params.megabytesPerBatch,
    });
    const parts = await planParts(label, rows, limits, params.firstRow ?? 0, nextTurn);
    const created = await createBatches(rows, parts, {
      client,
      fileName: params.fileName ?? "batch.jsonl",
      metadata,
      fileExpiryDays: params.fileExpiryDays,
    });
    return createdOutput(created, rows.count);
  },
  output: createdShape,
  example: exampleCreated,
});
