import { numberIn } from "../text/answerFields";
import { fieldsOf } from "../text/isObject";
import { filledText, jobEndedAt, jobStatus } from "./jobFields";
import { unixSeconds } from "./unixSeconds";

/** How far a job is. */
export interface JobProgress {
  /** What it does or waits for, and since when. */
  progress: string;
  /** Since when it does, as an ISO time; null where the service does not say. */
  since: string | null;
  stepsDone: number | null;
  stepsTotal: number | null;
}

/** A time of the service as ISO text; null where it says none. */
export const isoTime = (seconds: number | undefined): string | null => {
  const date = new Date((seconds ?? Number.NaN) * 1000);
  return Number.isNaN(date.getTime()) ? null : date.toISOString().replace(".000Z", "Z");
};

const countIn = (value: unknown): number | undefined => {
  const number = numberIn(value);
  return number !== undefined && number >= 0 ? number : undefined;
};

/** The step that an event tells of, from its data or its words. */
const stepOf = (event: unknown): { done?: number | undefined; total?: number | undefined } => {
  const { data, message } = fieldsOf(event);
  const { step, total_steps, num_steps } = fieldsOf(data);
  const [, done, total] = /\bstep (\d{1,9})(?:\/(\d{1,9}))?/i.exec(filledText(message) ?? "") ?? [];
  return { done: countIn(step) ?? countIn(done), total: countIn(total_steps ?? num_steps) ?? countIn(total) };
};

const most = (values: ReadonlyArray<number | undefined>): number | undefined => {
  const known = values.filter((value) => value !== undefined);
  return known.length > 0 ? Math.max(...known) : undefined;
};

/** Words of events that come when the steps are done: "Job succeeded." is not the end either. */
const buildingWords =
  /\bjob succeeded\b|\bmodel evaluation\b|\bpost-?processing\b|\bcompleted results file\b|\btraining (?:completed|finished)\b|\bfine-tuned model created\b|\bevaluating model\b|\bmoderation checks\b/i;

const sinceWords = (since: string | null): string => (since === null ? "" : ` since ${since}`);

const runningWords = (
  { done, total }: { done: number | undefined; total: number | undefined },
  isBuilding: boolean,
  since: string | null,
): string => {
  if (isBuilding) return `The steps are done; the model is being built and checked${sinceWords(since)}.`;
  if (done === undefined) return `It has been running${sinceWords(since)}.`;
  return `It trains: step ${done}${total === undefined ? "" : ` of ${total}`}${sinceWords(since)}.`;
};

/** What each other status means, with the time since when. */
const statusWords: ReadonlyMap<string, (since: string, isDeveloper: boolean) => string> = new Map(
  Object.entries({
    created: (since) => `It was created and has been waiting for its files to be checked${since}.`,
    validating_files: (since) => `The service has been checking the files${since}.`,
    pending: (since, isDeveloper) =>
      `It has been waiting for capacity${since}.${isDeveloper ? " The Developer tier trains when there is some to spare; Global Standard starts sooner." : ""}`,
    queued: (since, isDeveloper) =>
      `It has been waiting for its turn and for capacity${since}.${isDeveloper ? " Global Standard starts sooner than the Developer tier." : ""}`,
    notrunning: (since) => `It has been waiting for its turn${since}.`,
    pausing: () => "It is being paused, and saves a checkpoint that can be deployed.",
    paused: () =>
      "It is paused: Resume Fine-Tuning Job goes on. Reinforcement training pauses by itself at a cost of 5,000 dollars on Azure, and has no limit after that.",
    resuming: () => "It goes on after a pause, as soon as there is capacity.",
    succeeded: (since) => `It succeeded${since.replace("since", "at")}.`,
    failed: (since) => `It failed${since.replace("since", "at")}.`,
    cancelled: (since) => `It was cancelled${since.replace("since", "at")}; the work done by then is billed.`,
  }),
);

const isDeveloperTier = (job: unknown): boolean =>
  /developer/i.test(filledText(fieldsOf(job)["trainingType"] ?? fieldsOf(job)["training_type"]) ?? "");

/**
 * How far a job is, by its status and what its events tell.
 * @param events - the newest ones, in any order; without, steps are not known
 */
export const jobProgress = (job: unknown, events: readonly unknown[] = []): JobProgress => {
  const status = jobStatus(job);
  const steps = events.map(stepOf);
  const done = most(steps.map((step) => step.done));
  const total = most(steps.map((step) => step.total));
  const counts = { stepsDone: done ?? null, stepsTotal: total ?? null };
  const created = unixSeconds(fieldsOf(job)["created_at"]);
  if (status === "running") {
    const lastEvent = most(events.map((event) => unixSeconds(fieldsOf(event)["created_at"])));
    const isAllDone = done !== undefined && total !== undefined && total > 0 && done >= total;
    const isBuilding =
      isAllDone || events.some((event) => buildingWords.test(filledText(fieldsOf(event)["message"]) ?? ""));
    const since = isoTime(lastEvent ?? created);
    return { progress: runningWords({ done, total }, isBuilding, since), since, ...counts };
  }
  const since = isoTime(
    jobEndedAt(job) ??
      (status.endsWith("ed") && status !== "created" && status !== "queued" ? undefined : created),
  );
  const words = statusWords.get(status);
  const progress = words
    ? words(sinceWords(since), isDeveloperTier(job))
    : status === ""
      ? "The service does not say how far it is."
      : `The service says "${status}", which the connector does not know: it counts as going on.`;
  return { progress, since, ...counts };
};
