import { connection } from "../../inputs/connection";
import { requestFields } from "../../inputs/requestFields";
import { requestOptions } from "../../inputs/requestOptions";
import { settingsOf } from "../../inputs/settingsOf";
import { serviceAction } from "../../output/serviceAction";
import { startJob } from "../../tasks/fineTuning/startJob";
import { createdJobShape, exampleCreatedJob, showCreatedJob } from "./createdJob";
import { hyperparameterFields, hyperparameters } from "./hyperparameters";
import {
  baseModel,
  grader,
  suffix,
  trainingFileId,
  trainingMethod,
  trainingTier,
  validationFileId,
} from "./jobInputs";
import { jobSettings } from "./jobSettings";

/** Has the service train a model with rows that were uploaded. */
export const createFineTuningJob = serviceAction({
  label: "Create Fine-Tuning Job",
  description: "Train a model with uploaded rows, as a job that takes minutes to hours",
  inputs: {
    connection,
    baseModel,
    trainingFileId,
    validationFileId,
    method: trainingMethod,
    trainingTier,
    suffix,
    grader,
    hyperparameters,
    jobSettings,
    requestOptions,
  },
  effect: "changes",
  run: async (client, params) => {
    const { metadata, allowSameFile, ...settings } = settingsOf(jobSettings, params.jobSettings);
    const request = {
      ...params,
      ...settings,
      metadata: metadata && Object.fromEntries(metadata),
      hyperparameters: requestFields(
        settingsOf(hyperparameters, params.hyperparameters),
        hyperparameterFields,
      ),
    };
    return showCreatedJob(await startJob(client, request, { allowSameFile }), client.endpoint);
  },
  output: createdJobShape,
  example: exampleCreatedJob,
});
