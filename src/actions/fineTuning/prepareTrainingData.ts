import { createClient } from "../../client/createClient";
import { optionalConnection } from "../../inputs/connection";
import { expirySeconds } from "../../inputs/file";
import { requestOptions } from "../../inputs/requestOptions";
import { settingsOf } from "../../inputs/settingsOf";
import { declaredAction } from "../../output/declaredAction";
import { createLocalTurns, createTurns } from "../../pacing/turns";
import { exampleTrainingData, trainingDataShape } from "./trainingData";
import {
  answerField,
  groupField,
  promptField,
  rejectedField,
  trainingMethod,
  trainingRecords,
  trainingSystemPrompt,
  uploadFiles,
  wrongRows,
} from "./trainingInputs";
import { rowChecks, split, templates, trainingCost, trainingFiles } from "./trainingSettings";

const label = "Prepare Training Data";

/** Makes training, validation and test files of examples, checked as the service would check them. */
export const prepareTrainingData = declaredAction({
  label,
  description: "Make training, validation and test files of examples, checked before anything is uploaded",
  inputs: {
    connection: optionalConnection,
    systemPrompt: trainingSystemPrompt,
    records: trainingRecords,
    method: trainingMethod,
    promptField,
    answerField,
    rejectedField,
    groupField,
    wrongRows,
    upload: uploadFiles,
    templates,
    split,
    rowChecks,
    trainingFiles,
    trainingCost,
    requestOptions,
  },
  effect: "changes",
  perform: async (context, params) => {
    const { prepareStep } = await import("../../tasks/fineTuning/prepareStep");
    const { connection, requestOptions: options } = params;
    const client =
      connection && createClient(context, { action: label, connection, requestOptions: options });
    const { fileNamePrefix, fileExpiryDays } = settingsOf(trainingFiles, params.trainingFiles);
    const { files, advice, ...data } = await prepareStep({
      action: label,
      client,
      nextTurn: client ? createTurns(client) : createLocalTurns(label, context),
      records: params.records,
      wrongRows: params.wrongRows ?? "refuse",
      isUploaded: params.upload ?? false,
      expiresAfterSeconds: client && expirySeconds(fileExpiryDays, client.endpoint.limits),
      options: {
        method: params.method ?? "supervised",
        systemPrompt: params.systemPrompt,
        promptField: params.promptField,
        answerField: params.answerField,
        rejectedField: params.rejectedField,
        groupField: params.groupField,
        fileName: fileNamePrefix,
        ...settingsOf(templates, params.templates),
        ...settingsOf(trainingCost, params.trainingCost),
      },
      split: settingsOf(split, params.split),
      checks: settingsOf(rowChecks, params.rowChecks),
    });
    return { data: { files, ...data, warnings: advice } };
  },
  output: trainingDataShape,
  example: { data: exampleTrainingData },
});
