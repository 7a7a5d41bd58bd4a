import type { FineTuningJob, FineTuningJobEvent } from "openai/resources/fine-tuning/jobs";
import type { Client } from "../../client/createClient";
import { ifReadable } from "../../client/errors/errors";
import { optional } from "../../inputs/optional";
import { jobStatus } from "../../output/jobFields";
import { unixSeconds } from "../../output/unixSeconds";
import { answeredObject } from "../batches/answeredObject";
import { readPages } from "../lists/readPages";

/** How far events are read. */
interface EventReading {
  /** Entries of a page; absent leaves it to the service. */
  limit?: number | undefined;
  /** The event behind which the reading begins: older ones follow. */
  after?: string | undefined;
  /** Read until this event was met, which is left out with all older ones. */
  newerThan?: string | undefined;
  /** Read to the end. */
  readAll?: boolean | undefined;
}

/** Events of a job, and where older ones go on. */
export interface ReadEvents {
  /** The oldest first. */
  events: FineTuningJobEvent[];
  /** The `after` of the older ones; null where the list ends. */
  next: string | null;
}

const mostEvents = 10_000;

const timeOf = ({ created_at }: FineTuningJobEvent): number | undefined => unixSeconds(created_at);

/** In the order of their times; the services list the newest first, which decides where times are equal. */
const inOrder = (events: readonly FineTuningJobEvent[]): FineTuningJobEvent[] => {
  const [first, last] = [events[0], events.at(-1)].map((event) => event && timeOf(event));
  const isOldestFirst = first !== undefined && last !== undefined && first < last;
  return (isOldestFirst ? [...events] : events.toReversed()).sort(
    (left, right) => (timeOf(left) ?? 0) - (timeOf(right) ?? 0),
  );
};

/** The events of a job: a page, all of them, or those that are newer than one. */
export const readJobEvents = async (
  client: Client,
  jobId: string,
  { limit, after, newerThan, readAll }: EventReading = {},
): Promise<ReadEvents> => {
  const isKnown = ({ id }: FineTuningJobEvent): boolean => id === newerThan;
  const { entries, next } = await readPages<FineTuningJobEvent>({
    after,
    ask: (from) =>
      client.withResource((openai) =>
        openai.fineTuning.jobs.listEvents(jobId, { ...optional("limit", limit), ...optional("after", from) }),
      ),
    isEnough: (read) =>
      read.length >= mostEvents || (newerThan === undefined ? !readAll : read.some(isKnown)),
  });
  const events = inOrder(entries);
  const known = newerThan === undefined ? -1 : events.findIndex(isKnown);
  return { events: events.slice(known + 1), next: known < 0 ? next : null };
};

const newestEvents = 100;

/** The newest events of a job; none where they can't be read, since they are an extra. */
const newestOf = async (client: Client, jobId: string): Promise<FineTuningJobEvent[]> =>
  (await ifReadable(() => readJobEvents(client, jobId, { limit: newestEvents })))?.events ?? [];

/**
 * A job with the newest of its events, which tell how far it is while it runs.
 * @throws AzureOpenAIError or ConnectionError when the job can't be read.
 */
export const readJob = async (
  client: Client,
  jobId: string,
): Promise<{ job: FineTuningJob; events: FineTuningJobEvent[] }> => {
  const answer = await client.withResource((openai) => openai.fineTuning.jobs.retrieve(jobId));
  const job = answeredObject(client.action, "fine-tuning job", answer);
  return { job, events: jobStatus(job) === "running" ? await newestOf(client, jobId) : [] };
};
