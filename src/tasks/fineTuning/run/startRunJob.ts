import { clock } from "../../../client/clock";
import { AzureOpenAIError, isOwnError } from "../../../client/errors/errors";
import { isoTime } from "../../../output/jobProgress";
import { unixSeconds } from "../../../output/unixSeconds";
import { fieldsOf } from "../../../text/isObject";
import { isBeingRead, readFileState, unusableFile } from "../../batches/waitForFile";
import { inTurn } from "../../deployments/accountTurn";
import { startJob } from "../startJob";
import type { TrainingFile } from "../trainingFile";
import { splitNames } from "../trainingOptions";
import { uploadTrainingFile } from "../uploadTrainingFile";
import { refuseTakenName } from "./deployTrained";
import { isTried } from "./evaluationWish";
import { findRunJob } from "./findRunJob";
import type { FineTuneRun, Rest, Stage } from "./fineTuneRun";
import { metadataOf } from "./keptSettings";
import { waitFor } from "./rests";
import { withdrawSecondJob } from "./withdrawSecondJob";

/** After these, nobody knows whether the file was made. */
const doubtfulKinds = new Set<unknown>(["network", "timeout", "service", "unexpectedResponse"]);
const lookAgainMs = 2_000;
/** With less time, nothing is begun that can't be looked after. */
const leastMs = 15_000;

/** A file whose upload's answer is lost is looked for by its name, which has the digest of its bytes. */
const upload = async ({ client, wish }: FineTuneRun, file: TrainingFile): Promise<string> => {
  const send = async () => (await uploadTrainingFile(client, file, wish.expiresAfterSeconds)).id;
  try {
    return await send();
  } catch (error) {
    if (!isOwnError(error) || !doubtfulKinds.has(error.kind) || client.remainingMs() < leastMs) throw error;
    await clock.wait(lookAgainMs, client.signal);
    return send();
  }
};

const uploadFiles = async (run: FineTuneRun): Promise<Rest | undefined> => {
  const { client, found, wish } = run;
  const { files = {} } = found.prepared ?? {};
  for (const split of splitNames) {
    const file = files[split];
    if (!file || (split === "test" && !isTried(wish.evaluation))) continue;
    if (client.remainingMs() < leastMs) return waitFor(`The ${split} file is uploaded`);
    found.files[split] = await upload(run, file);
  }
  return undefined;
};

/** Waits until the service has read the files, and says which it still reads. */
const waitForFiles = async ({ client, found }: FineTuneRun): Promise<Rest | undefined> => {
  for (const split of ["training", "validation"] as const) {
    const id = found.files[split];
    if (id === undefined) continue;
    const first = await client.withResource((openai) => openai.files.retrieve(id));
    const file = await readFileState(client, id, first, clock.now() + client.remainingMs() - leastMs);
    const problem = unusableFile(file, {
      what: `${client.action} has ${id} as the ${split} file`,
      mend: "Correct the rows, and run the step again.",
    });
    if (problem) throw problem;
    if (!isBeingRead(file)) continue;
    const since = isoTime(unixSeconds(fieldsOf(file)["created_at"]));
    return waitFor(`The service reads the ${split} file ${id}`, since);
  }
  return undefined;
};

/** Creates the job, unless its files tell that it is there. */
const create = async (run: FineTuneRun, marker: string, suffix: string): Promise<Rest | undefined> => {
  const { client, found, wish, warnings } = run;
  const { training: trainingFileId, validation: validationFileId } = found.files;
  if (trainingFileId === undefined) return undefined;
  const baseModel = wish.job.baseModel ?? "";
  const request = { ...wish.job, baseModel, trainingFileId, validationFileId, suffix };
  const sought = { request, marker, hasMarkedSuffix: true };
  const { job, namesake } = await findRunJob(client, sought);
  found.job = job;
  if (job) return undefined;
  if (client.remainingMs() < leastMs) return waitFor("The job is created");
  const asked = { ...request, metadata: metadataOf(run) };
  const created = await startJob(client, asked, { marker, areRowsOwn: true });
  for (const sentence of created.warnings) warnings.add(sentence);
  if (namesake && wish.job.suffix !== undefined)
    warnings.add(
      `The job ${namesake.id} has the same Suffix and other rows or settings: this one was created beside it.`,
    );
  const kept = await withdrawSecondJob(client, created.job, sought);
  found.job = kept.job;
  if (kept.warning !== undefined) warnings.add(kept.warning);
  return undefined;
};

/**
 * Uploads the files and creates the job where none is there: one run of the process after the other, so that the
 * second one finds what the first one made.
 */
export const startRunJob: Stage = async (run) => {
  const { client, found } = run;
  const { marker, suffix } = found;
  if (found.job) return undefined;
  if (marker === undefined || suffix === undefined)
    throw new AzureOpenAIError(
      { what: `${client.action} found no job, and has no rows to create one.` },
      { kind: "notFound", attempts: 0 },
    );
  const work = async (): Promise<Rest | "made"> => {
    await refuseTakenName(run);
    const rest = (await uploadFiles(run)) ?? (await waitForFiles(run)) ?? (await create(run, marker, suffix));
    return rest ?? "made";
  };
  const done = await inTurn(client, `fine-tuning ${marker}`, work);
  if (done === undefined) return waitFor("Another step makes the files and the job of the same rows");
  return done === "made" ? undefined : done;
};
