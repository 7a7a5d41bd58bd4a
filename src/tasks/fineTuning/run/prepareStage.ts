import { isAzureOpenAIError } from "../../../client/errors/errors";
import { filledText, jobEnd } from "../../../output/jobFields";
import { refuseInput } from "../../../text/InputError";
import { fieldsOf, isObject } from "../../../text/isObject";
import { checkJob } from "../checkJob";
import { readJob } from "../jobEvents";
import { prepareRows, serviceOf } from "../prepareStep";
import { markerName } from "../soughtJob";
import { checkEvaluation } from "./checkEvaluation";
import { findRunJob, secondJobWarning } from "./findRunJob";
import type { FineTuneRun, Stage } from "./fineTuneRun";
import { keptIn, settledWish } from "./keptSettings";
import { markedSuffix, markerOf } from "./runMarker";
import { methodOf } from "./testRows";

/** Ids of files and jobs that a run has before it has made any. */
const unknownId = { training: "training", validation: "validation" } as const;

/** @throws InputError for what can't be trained, deployed or evaluated so, before anything is sent. */
const checkWish = ({ client, wish }: FineTuneRun, hasValidation: boolean): void => {
  const { job } = wish;
  const { baseModel, method = "supervised" } = job;
  if (baseModel === undefined)
    refuseInput(
      "Base Model",
      "it is empty.",
      "Enter a model with its version, such as gpt-4.1-mini-2025-04-14.",
    );
  if (method === "reinforcement" && !hasValidation)
    refuseInput(
      "Validation Share (%)",
      "no row is left for validation, which Reinforcement needs.",
      "Enter a larger share, or Validation Records.",
    );
  if (wish.deployment.checkpoint === "best" && !hasValidation)
    refuseInput(
      "Checkpoint",
      "no row is left for validation, which tells the best one.",
      "Enter a larger Validation Share (%), or leave it empty.",
    );
  checkJob(
    {
      ...job,
      baseModel,
      trainingFileId: unknownId.training,
      validationFileId: hasValidation ? unknownId.validation : undefined,
    },
    client.endpoint,
  );
  checkEvaluation({ client, wish }, method);
};

/** The job that a former run had, and whether this one is about the same. */
const stateJob = (
  state: unknown,
  marker: string | undefined,
): { id: string | undefined; isSame: boolean } => {
  const kept = isObject(state) ? state : {};
  return {
    id: filledText(kept["jobId"]) ?? undefined,
    isSame: marker === undefined || kept["marker"] === marker,
  };
};

const readKnownJob = async (run: FineTuneRun, jobId: string, isCertain: boolean) => {
  try {
    return (await readJob(run.client, jobId)).job;
  } catch (error) {
    // What a state tells may be of another time or place: then it is looked for.
    if (!isCertain && isAzureOpenAIError(error) && error.kind === "notFound") return undefined;
    throw error;
  }
};

/** @throws InputError where the job of a former run still trains other rows: both would be paid. */
const refuseOtherJob = async (run: FineTuneRun, jobId: string): Promise<void> => {
  const job = await readKnownJob(run, jobId, false);
  if (job && jobEnd(job) === undefined)
    refuseInput(
      "State",
      `its job ${jobId} still trains other rows or settings.`,
      "Give the same ones until it ends, or cancel it by Cancel Fine-Tuning Job, or leave State empty to train both.",
    );
};

/** Checks what is asked for, makes the rows, and takes the job that is known by its id. */
export const prepare: Stage = async (run) => {
  const { client, wish, found, warnings, nextTurn } = run;
  const { rows, job } = wish;
  if (rows) {
    const prepared = await prepareRows(client.action, rows, serviceOf(client), nextTurn);
    found.prepared = prepared;
    found.systemMessage = prepared.systemMessage;
    for (const sentence of [...prepared.advice.necessary, ...prepared.advice.recommended])
      warnings.add(sentence);
    if (wish.jobId === undefined) {
      checkWish(run, prepared.files.validation !== undefined);
      found.marker = markerOf(prepared, { ...job, baseModel: job.baseModel ?? "" });
      found.suffix = markedSuffix(job.suffix, found.marker);
    }
  }
  const former = stateJob(wish.state, found.marker);
  if (wish.jobId === undefined && former.id !== undefined && !former.isSame)
    await refuseOtherJob(run, former.id);
  const jobId = wish.jobId ?? (former.isSame ? former.id : undefined);
  if (jobId === undefined && !rows)
    refuseInput("Records", "it is empty, and so is Job ID.", "Fill in one of them.");
  if (jobId !== undefined) found.job = await readKnownJob(run, jobId, wish.jobId !== undefined || !rows);
  return undefined;
};

/** Looks for the job of these rows and settings, before anything is made. */
export const lookForJob: Stage = async ({ client, found, warnings, wish }) => {
  const { marker, suffix } = found;
  if (found.job || marker === undefined || suffix === undefined) return undefined;
  const request = {
    ...wish.job,
    ...{ baseModel: wish.job.baseModel ?? "", suffix, trainingFileId: undefined },
  };
  const { job, second } = await findRunJob(client, { request, marker, hasMarkedSuffix: true });
  found.job = job;
  if (second) warnings.add(secondJobWarning(second));
  return undefined;
};

/**
 * Takes what the job keeps: its settings where the form has no rows, and so says nothing of them.
 * @throws InputError for an evaluation that can't be made of both.
 */
export const takeKeptSettings: Stage = async (run) => {
  const { found, wish } = run;
  if (!found.job) return undefined;
  const kept = keptIn(found.job);
  found.marker ??= filledText(fieldsOf(found.job.metadata)[markerName]) ?? undefined;
  if (!wish.rows)
    Object.assign(wish, {
      evaluation: settledWish(kept.evaluation, wish.evaluation),
      deployment: settledWish(kept.deployment, wish.deployment),
    });
  if (kept.testFile !== undefined) found.files.test ??= kept.testFile;
  const { training_file: training, validation_file: validation } = found.job;
  if (filledText(training) !== null) found.files.training ??= training;
  if (filledText(validation) !== null) found.files.validation ??= validation as string;
  checkEvaluation(run, methodOf(run));
  return undefined;
};
