import type { FineTuningJob } from "openai/resources/fine-tuning/jobs";
import type { FineTuningJobCheckpoint } from "openai/resources/fine-tuning/jobs/checkpoints";
import type { Client } from "../../../client/createClient";
import { isOwnError } from "../../../client/errors/errors";
import { filledText, jobEnd } from "../../../output/jobFields";
import { fieldsOf } from "../../../text/isObject";
import { answeredObject } from "../../batches/answeredObject";
import { isRefusedFile } from "../../batches/fileReader";
import { readJobCheckpoints } from "../jobCheckpoints";
import { readJobEvents } from "../jobEvents";
import { countRows } from "./countRows";
import { type Judgment, judgeMetrics } from "./judgeMetrics";
import { type BestStep, bestStep, thresholds } from "./measureCurves";
import { joinRows, type MetricsRow, pointsOf } from "./metricsRow";
import { checkpointStep, rowsOfCheckpoints, rowsOfEvents } from "./metricsTold";
import { columnsIn, type MetricsColumn, type ReadResults, readResultFiles } from "./readResultFiles";

/** Whose metrics: a job's, or those of a result file. */
interface MetricsRequest {
  jobId?: string | undefined;
  fileId?: string | undefined;
}

/** Where metrics come from. */
type MetricsSource = "result file" | "events and checkpoints";

/** A checkpoint and how far it is from the best step. */
export interface NearCheckpoint {
  checkpoint: FineTuningJobCheckpoint;
  step: number;
  distance: number;
}

/** What is known of how a training went. */
export interface ReadMetrics {
  job: FineTuningJob | undefined;
  /** What it is called in sentences: the job, else the file. */
  name: string;
  /** Undefined while there are no metrics. */
  source: MetricsSource | undefined;
  fileIds: string[];
  /** All of them, by their steps. */
  rows: MetricsRow[];
  columns: MetricsColumn[];
  best: BestStep | undefined;
  judgment: Judgment;
  nearest: NearCheckpoint | undefined;
  warnings: string[];
}

const mostFiles = 10;

/** The result files that a job names: none, one or several. */
const resultFilesOf = (job: unknown): string[] =>
  [fieldsOf(job)["result_files"]]
    .flat()
    .flatMap((entry) => filledText(entry) ?? filledText(fieldsOf(entry)["id"]) ?? [])
    .slice(0, mostFiles);

/** What can be done without: a refusal of it is told, and costs the rest nothing. */
const orTold = async <Entry>(
  read: () => Promise<Entry[]>,
  what: string,
  warnings: string[],
): Promise<Entry[]> => {
  try {
    return await read();
  } catch (error) {
    if (!isOwnError(error) || !isRefusedFile(error)) throw error;
    warnings.push(`The ${what} could not be read. ${error.message}`);
    return [];
  }
};

const pageSize = 100;

/** The metrics that a job's events and checkpoints tell of, where no file does. */
const readTold = async (
  client: Client,
  job: FineTuningJob,
  checkpoints: readonly FineTuningJobCheckpoint[],
  before: ReadResults,
): Promise<ReadResults> => {
  const warnings = [...before.warnings];
  const events = await orTold(
    async () => (await readJobEvents(client, job.id, { limit: pageSize, readAll: true })).events,
    "events",
    warnings,
  );
  const rows = joinRows([...rowsOfCheckpoints(checkpoints), ...rowsOfEvents(events)]);
  return { rows, columns: columnsIn(rows), warnings };
};

/** The checkpoint whose step is nearest to the best one; the earlier of two. */
const nearestTo = (
  best: BestStep | undefined,
  checkpoints: readonly FineTuningJobCheckpoint[],
): NearCheckpoint | undefined =>
  checkpoints
    .flatMap((checkpoint) => {
      const step = checkpointStep(checkpoint);
      if (step === undefined || !best) return [];
      return [{ checkpoint, step, distance: Math.abs(step - best.step) }];
    })
    .sort((one, other) => one.distance - other.distance || one.step - other.step)[0];

/** The rows of a job's validation file, where their number decides whether anything can be said. */
const validationRowsOf = async (
  client: Client,
  job: FineTuningJob | undefined,
  rows: readonly MetricsRow[],
): Promise<number | undefined> => {
  const fileId = filledText(fieldsOf(job)["validation_file"]);
  const isMeasured = ["full_valid_", "valid_"]
    .flatMap((place) => [`${place}loss`, `${place}mean_reward`])
    .some((name) => pointsOf(rows, name).length >= thresholds.leastPoints);
  return fileId !== null && isMeasured
    ? countRows(client, fileId, thresholds.leastValidationRows)
    : undefined;
};

const readJobOf = async (client: Client, jobId: string): Promise<FineTuningJob> => {
  const answer = await client.withResource((openai) => openai.fineTuning.jobs.retrieve(jobId));
  return answeredObject(client.action, "fine-tuning job", answer);
};

/**
 * Reads how a training went: from the result file that is named, else from those of the job, else from the job's
 * events and checkpoints. A job that has none of them yet is no error.
 * @throws AzureOpenAIError or ConnectionError when the job or the file that is named can't be read.
 */
export const readTrainingMetrics = async (
  client: Client,
  { jobId, fileId }: MetricsRequest,
): Promise<ReadMetrics> => {
  const job = jobId === undefined ? undefined : await readJobOf(client, jobId);
  const fileIds = fileId === undefined ? resultFilesOf(job) : [fileId];
  const isGrowing = job !== undefined && jobEnd(job) === undefined;
  let found = await readResultFiles(client, { fileIds, isOptional: fileId === undefined, isGrowing });
  const { warnings } = found;
  const checkpoints = job
    ? await orTold(() => readJobCheckpoints(client, job.id), "checkpoints", warnings)
    : [];
  let source: MetricsSource = "result file";
  if (found.rows.length === 0 && job && fileId === undefined) {
    source = "events and checkpoints";
    found = await readTold(client, job, checkpoints, found);
  }
  const best = bestStep(found.rows);
  const validationRows = await validationRowsOf(client, job, found.rows);
  return {
    job,
    name: jobId ?? fileId ?? "",
    source: found.rows.length > 0 ? source : undefined,
    fileIds,
    ...found,
    best,
    judgment: judgeMetrics(found.rows, { validationRows }),
    nearest: nearestTo(best, checkpoints),
  };
};
