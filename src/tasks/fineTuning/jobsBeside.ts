import type { FineTuningJob } from "openai/resources/fine-tuning/jobs";
import { clock } from "../../client/clock";
import type { Client } from "../../client/createClient";
import { addNote, ifReadable, type OwnError } from "../../client/errors/errors";
import { filledText, jobEnd, jobStatus, jobSuffix } from "../../output/jobFields";
import { isoTime } from "../../output/jobProgress";
import { unixSeconds } from "../../output/unixSeconds";
import { jobLimitIn } from "../../text/fineTuningProblem";
import { isSameName } from "../../text/isSameName";
import type { JobRequest } from "./jobRequest";
import { readJobs } from "./readJobs";
import { isModel } from "./soughtJob";

type Asked = Pick<JobRequest, "baseModel" | "suffix" | "trainingFileId">;

/**
 * What to say of a job of other rows by the name that is asked for; undefined where there is none, or the list can't
 * be read. One that made no model is followed by another as a rule.
 */
export const namesakeWarning = async (
  client: Client,
  { suffix, trainingFileId }: Asked,
): Promise<string | undefined> => {
  if (suffix === undefined) return undefined;
  const isNamesake = (job: FineTuningJob): boolean =>
    isSameName(jobSuffix(job), suffix) &&
    filledText(job.training_file) !== trainingFileId &&
    (jobEnd(job) ?? "succeeded") === "succeeded";
  const jobs = await ifReadable(() => readJobs(client, (read) => read.some(isNamesake)));
  const namesake = jobs?.find(isNamesake);
  return (
    namesake &&
    `The job ${namesake.id} has the same Suffix and another training file: this one was created beside it, and the names of their models differ by a code alone.`
  );
};

const runningStatuses = new Set(["running", "pausing", "resuming"]);
const shownIds = 5;

const are = (count: number, verb: string): string => `${count} ${verb}${count === 1 ? "s" : ""}`;

const tellCounts = (jobs: readonly FineTuningJob[]): string => {
  const open = jobs.filter((job) => jobEnd(job) === undefined && jobStatus(job) !== "paused");
  const running = open.filter((job) => runningStatuses.has(jobStatus(job)));
  const ids = running.slice(0, shownIds).map(({ id }) => id);
  const named = ids.length > 0 ? ` (${ids.join(", ")}${running.length > ids.length ? ", …" : ""})` : "";
  return `By the list of jobs, ${are(running.length, "run")}${named}, ${are(open.length - running.length, "wait")}, and ${jobs.length} are kept.`;
};

const tellRate = (jobs: readonly FineTuningJob[], hours: number, { baseModel }: Asked): string => {
  const periodSeconds = hours * 3600;
  const since = clock.now() / 1000 - periodSeconds;
  const counted = jobs
    .map(({ id, model, created_at }) => ({ id, model: filledText(model), at: unixSeconds(created_at) ?? 0 }))
    .filter(({ model, at }) => at > since && isModel(model, baseModel))
    .sort((one, other) => one.at - other.at);
  const [oldest] = counted;
  return oldest
    ? `By the list of jobs, ${counted.length} of ${baseModel} ${counted.length === 1 ? "was" : "were"} created in that time, ${oldest.id} first: it counts until ${isoTime(oldest.at + periodSeconds)}.`
    : `The list of jobs has none of ${baseModel} of that time: they are of other projects.`;
};

/** Notes with the refusal of a job for a limit what the list of jobs says of it, where that can be read. */
export const noteJobs = async (client: Client, asked: Asked, error: OwnError): Promise<void> => {
  const { status = 500, code, sentence = "" } = error;
  const limit = status < 500 ? jobLimitIn(code, sentence) : undefined;
  if (limit === undefined) return;
  const jobs = await ifReadable(() => readJobs(client));
  if (jobs) addNote(error, limit === "jobs" ? tellCounts(jobs) : tellRate(jobs, limit.hours, asked));
};
