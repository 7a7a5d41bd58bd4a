import { deploymentShape, exampleDeployment, showDeployment } from "../../output/deployment";
import { exampleEndpoint, exampleJob } from "../../output/fineTuningJob";
import { jobSummary, jobSummaryShape } from "../../output/jobSummary";
import {
  described,
  flag,
  listOf,
  number,
  type Of,
  objectOf,
  openObject,
  optionally,
  orNull,
  text,
} from "../../output/shape";
import { usageProperties } from "../../output/usage";
import type { RestingRun } from "../../tasks/fineTuning/run/fineTuneAndDeploy";
import type { FineTuneRun, RunStage } from "../../tasks/fineTuning/run/fineTuneRun";
import { evaluationSummaryShape } from "../../tasks/fineTuning/run/summarizeEvaluation";
import { trainingVerdictShape } from "../../tasks/fineTuning/run/trainingVerdict";

const splits = { training: number(), validation: number(), test: number() };

/** How far the way from rows to a deployed model is. */
export const fineTuneShape = objectOf({
  stage: text<RunStage>("preparing, uploading, training, deploying, evaluating, done or stopped"),
  isDone: flag("True when the model is ready, or the way has stopped: a next run finds nothing to do"),
  isReady: flag("True when steps can use the model"),
  waitsFor: orNull(text("What is waited for; null at the end")),
  since: orNull(text("Since when, as an ISO time")),
  nextLook: orNull(text("When a next run may find it further, as an ISO time")),
  stopReason: orNull(text("Why it goes on no further; null for nothing")),
  model: orNull(
    text("What steps enter as their model: the deployment on Azure, the model on OpenAI; null before"),
  ),
  fineTunedModel: orNull(text("The trained model or checkpoint that was chosen; null before")),
  deploymentName: orNull(text("The deployment; null without one")),
  jobId: orNull(text("The job, for the other steps of fine-tuning; null before")),
  fileIds: described(
    "The files at the service",
    objectOf({
      training: optionally(text()),
      validation: optionally(text()),
      test: optionally(text("Where there is an evaluation")),
    }),
  ),
  systemMessage: orNull(
    text("The system message of all rows: run the model with the same one; null without"),
  ),
  counts: described(
    "Rows: in the input, wrong and left out, copies left out, and those of each file; null without Records",
    orNull(objectOf({ total: number(), wrong: number(), duplicates: number(), ...splits })),
  ),
  training: described(
    "How the training went, as in Get Training Metrics; null before",
    orNull(trainingVerdictShape),
  ),
  evaluation: described("How the model did with the test rows; null without", orNull(evaluationSummaryShape)),
  job: described("How far the job is, as in Get Fine-Tuning Job; null before", orNull(jobSummaryShape)),
  deployment: described("The deployment with its summary; null without", orNull(deploymentShape)),
  ...usageProperties,
  state: described("For State of the next run", openObject<Record<string, unknown>>()),
  warnings: described("Sentences", listOf(text())),
});

/** How far the way from rows to a deployed model is. */
type FineTuneOutcome = Of<typeof fineTuneShape>;

/** What a run came to, as a step gives it. */
export const showFineTuning = (run: FineTuneRun, rest: RestingRun): FineTuneOutcome => {
  const { found, wish, usage, warnings, client } = run;
  const { job, prepared, files, marker } = found;
  const isReady = rest.stage === "done";
  const deploymentName = found.deployment ? (wish.deployment.deploymentName ?? null) : null;
  const isOpenAI = client.endpoint.api === "openai";
  return {
    stage: rest.stage,
    isDone: rest.waitsFor === null,
    isReady: isReady && (isOpenAI || deploymentName !== null),
    waitsFor: rest.waitsFor,
    since: rest.since ?? null,
    nextLook: rest.nextLook ?? null,
    stopReason: rest.stopReason ?? null,
    model: isReady ? (isOpenAI ? (found.model ?? null) : deploymentName) : null,
    fineTunedModel: found.model ?? null,
    deploymentName,
    jobId: job?.id ?? null,
    fileIds: { ...files } as FineTuneOutcome["fileIds"],
    systemMessage: found.systemMessage ?? null,
    counts: prepared ? countsOf(prepared.counts) : null,
    training: found.training ?? null,
    evaluation: found.evaluation ?? null,
    job: job ? jobSummary(job, client.endpoint) : null,
    deployment: found.deployment ?? null,
    ...usage.shown(),
    state: { ...(marker !== undefined && { marker }), ...(job && { jobId: job.id }), ...files },
    warnings: [...warnings],
  };
};

const countsOf = ({
  total,
  wrong,
  duplicates,
  training,
  validation,
  test,
}: NonNullable<FineTuneOutcome["counts"]>) => ({
  ...{ total, wrong, duplicates, training, validation, test },
});

const exampleMarker = "6f0a1b2c3d4e5f60718293a4b5c6d7e8";
const files = { training: "file-1f2e3d4c5b6a", validation: "file-5e4f3a2b1c0d", test: "file-0a1b2c3d4e5f" };

/** A model that is ready, as examples show it. */
export const exampleFineTuning: FineTuneOutcome = {
  stage: "done",
  isDone: true,
  isReady: true,
  waitsFor: null,
  since: null,
  nextLook: null,
  stopReason: null,
  model: "my-support-model",
  fineTunedModel: "gpt-4.1-mini-2025-04-14.ft-6f0a1b2c3d4e5f60-support",
  deploymentName: "my-support-model",
  jobId: exampleJob.id,
  fileIds: files,
  systemMessage: "Answer questions about the shop in one sentence.",
  counts: { total: 1000, wrong: 0, duplicates: 4, training: 796, validation: 100, test: 100 },
  training: {
    overfits: "no",
    verdict:
      "The training does not overfit. The last validation loss is 1.1 times the training loss, which is fine.",
    best: { step: 270, by: "valid_loss", value: 0.52 },
  },
  evaluation: {
    by: "exact",
    rows: 100,
    score: 0.94,
    comparedWith: "my-base-model",
    otherScore: 0.12,
    threshold: 0.8,
    passed: true,
    reason: null,
    wrongSamples: [{ line: 7, expected: "No, from Monday to Friday.", answer: "Yes.", score: 0 }],
  },
  job: jobSummary(exampleJob, exampleEndpoint),
  deployment: showDeployment(exampleDeployment),
  tokens: { input: 8000, cachedInput: 0, output: 1800, reasoning: 0 },
  cost: null,
  state: { marker: exampleMarker, jobId: exampleJob.id, ...files },
  warnings: [],
};
