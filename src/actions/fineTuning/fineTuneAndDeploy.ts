import { createManagementClient } from "../../client/createManagementClient";
import { connection } from "../../inputs/connection";
import { expirySeconds } from "../../inputs/file";
import { requestFields } from "../../inputs/requestFields";
import { requestOptions } from "../../inputs/requestOptions";
import { settingsOf } from "../../inputs/settingsOf";
import { serviceAction } from "../../output/serviceAction";
import { openRun } from "../../tasks/fineTuning/run/openRun";
import {
  deployment,
  evaluation,
  followedJobId,
  formerState,
  optionalBaseModel,
  optionalRecords,
  trainedDeploymentName,
  training,
  trainingData,
} from "./fineTuneInputs";
import { exampleFineTuning, fineTuneShape, showFineTuning } from "./fineTuneOutcome";
import { hyperparameterFields } from "./hyperparameters";
import { suffix } from "./jobInputs";
import { trainingMethod, trainingSystemPrompt } from "./trainingInputs";

const label = "Fine-Tune and Deploy";

/** Goes from rows to a deployed model, run after run. */
export const fineTuneAndDeploy = serviceAction({
  label,
  description: "Train a model with examples, try it and deploy it: run it again until it is done",
  directions:
    "Azure deploys for a connection of the kind Microsoft Entra Service Principal alone, whose identity may train models and write deployments.",
  inputs: {
    connection,
    systemPrompt: trainingSystemPrompt,
    baseModel: optionalBaseModel,
    records: optionalRecords,
    method: trainingMethod,
    suffix,
    deploymentName: trainedDeploymentName,
    jobId: followedJobId,
    state: formerState,
    trainingData,
    training,
    evaluation,
    deployment,
    requestOptions,
  },
  effect: "changes",
  run: async (client, params, context) => {
    const { connection: chosen, requestOptions: options, records, deploymentName, jobId, state } = params;
    const { baseModel, method = "supervised" } = params;
    const { fileExpiryDays, wrongRows = "refuse", ...data } = settingsOf(trainingData, params.trainingData);
    const { trainingTier, grader, seed, integrations, extraParameters, ...steps } = settingsOf(
      training,
      params.training,
    );
    const { fineTuneAndDeploy: work } = await import("../../tasks/fineTuning/run/fineTuneAndDeploy");
    const run = openRun(
      client,
      () => createManagementClient(context, { action: label, connection: chosen, requestOptions: options }),
      {
        rows:
          records === undefined
            ? undefined
            : {
                records,
                wrongRows,
                options: { ...data, method, systemPrompt: params.systemPrompt, fileName: undefined },
                split: data,
                checks: { ...data, baseModel, grader },
              },
        expiresAfterSeconds: expirySeconds(fileExpiryDays, client.endpoint.limits),
        job: {
          ...{ baseModel, method, trainingTier, grader, seed, integrations, extraParameters },
          suffix: params.suffix,
          hyperparameters: requestFields(steps, hyperparameterFields),
        },
        jobId,
        state,
        evaluation: settingsOf(evaluation, params.evaluation),
        deployment: { deploymentName, ...settingsOf(deployment, params.deployment) },
      },
    );
    return showFineTuning(run, await work(run));
  },
  output: fineTuneShape,
  example: exampleFineTuning,
});
