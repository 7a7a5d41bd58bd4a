import { addNote, isOwnError } from "../../../client/errors/errors";
import { shownName } from "../../../text/nearestNames";
import { isCutOff } from "../../deployments/looks";
import { awaitRunJob } from "./awaitRunJob";
import { chooseTrained } from "./chooseTrained";
import { deployTrained } from "./deployTrained";
import { evaluateTrained, recallEvaluation } from "./evaluateTrained";
import type { FineTuneRun, Rest, RunStage, Stage } from "./fineTuneRun";
import { judgeTraining } from "./judgeTraining";
import { lookForJob, prepare, takeKeptSettings } from "./prepareStage";
import { waitFor } from "./rests";
import { startRunJob } from "./startRunJob";

/** The whole way, in its order: each part looks for what is there, and makes what is not. */
const stages: ReadonlyArray<readonly [stage: RunStage, work: Stage]> = [
  ["preparing", prepare],
  ["preparing", lookForJob],
  ["preparing", takeKeptSettings],
  ["uploading", startRunJob],
  ["training", awaitRunJob],
  ["training", judgeTraining],
  ["training", chooseTrained],
  ["evaluating", recallEvaluation],
  ["deploying", deployTrained],
  ["evaluating", evaluateTrained],
];

/** What is waited for where the step's time was up in the middle of something. */
const cutOffAt: Readonly<Record<RunStage, string>> = {
  preparing: "The rows are prepared and the job is looked for",
  uploading: "The files are uploaded and the job is created",
  training: "The job ends",
  deploying: "Azure deploys the model",
  evaluating: "The test rows are answered",
  done: "Nothing",
  stopped: "Nothing",
};

/** Where a run rests, and what it found is in the run. */
export interface RestingRun extends Rest {
  stage: RunStage;
}

/** Adds to a failure what was made before it and is kept. */
const tellMade = ({ found: { job, model } }: FineTuneRun, error: unknown): void => {
  if (job && model !== undefined && isOwnError(error))
    addNote(error, `The job ${job.id} has made ${shownName(model)}, which another run takes up.`);
};

/**
 * Goes from rows to a deployed model, as far as the step's time allows. Whoever runs it again goes on: what is there is
 * found by digests of the rows and settings, and nothing is made twice.
 * @throws InputError, AzureOpenAIError or ConnectionError for what more time does not mend.
 */
export const fineTuneAndDeploy = async (run: FineTuneRun): Promise<RestingRun> => {
  for (const [stage, work] of stages) {
    try {
      const rest = await work(run);
      if (rest) return { stage, ...rest };
    } catch (error) {
      if (!isCutOff(error)) {
        tellMade(run, error);
        throw error;
      }
      return { stage, ...waitFor(cutOffAt[stage]) };
    }
  }
  return { stage: "done", waitsFor: null };
};
