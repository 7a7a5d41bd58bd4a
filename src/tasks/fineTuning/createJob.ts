import { randomUUID } from "node:crypto";
import type { FineTuningJob } from "openai/resources/fine-tuning/jobs";
import { clock } from "../../client/clock";
import type { Client } from "../../client/createClient";
import { doubtOf } from "../../client/errors/creationDoubt";
import { addNote, isOwnError, type OwnError } from "../../client/errors/errors";
import { answeredObject } from "../batches/answeredObject";
import { findJob } from "./findJob";
import { type JobRequest, jobBody, takesTier, tierSpellings } from "./jobRequest";
import { markerName, type SoughtJob } from "./soughtJob";

/** A job that was created, and how. */
export interface CreatedJob {
  job: FineTuningJob;
  /** True where the answer to its creation was lost, and it was found in the list. */
  wasFound: boolean;
  /** The training tier as it was sent; null where none was. */
  trainingType: string | null;
  /** What was left out of what was asked for, and what else is to be known. */
  warnings: string[];
}

/** How a request is sent; each attempt may change it after a refusal that created nothing. */
interface Sending {
  trainingType: string | undefined;
  otherSpelling: string | undefined;
  hasMarker: boolean;
  hasMetadata: boolean;
}

/** The service's clock may be behind. */
const clockDifferenceSeconds = 120;
const importWaitMs = 5_000;
/** A job that was created is not in the list at once. */
const lookWaitsMs = [0, 2_000, 5_000];

const says = (error: OwnError, words: RegExp): boolean =>
  words.test(`${error.code ?? ""} ${error.param ?? ""} ${error.sentence ?? ""}`);

const isRefused = (error: OwnError): boolean => error.status === 400 || error.status === 422;

/** After these, nobody knows whether the job was created. */
const doubtfulKinds = new Set<unknown>(["network", "timeout", "service", "unexpectedResponse"]);

/**
 * The way to send a request that was refused for its form, so that nothing was created; undefined where the refusal
 * stands.
 */
const otherSending = (error: OwnError, sending: Sending): Sending | undefined => {
  if (!isRefused(error)) return undefined;
  const { otherSpelling, hasMarker, hasMetadata } = sending;
  const isParam = /metadata/i.test(error.param ?? "");
  if (!isParam && otherSpelling !== undefined && says(error, /fineTuningJob field is required|trainingType/i))
    return { ...sending, trainingType: otherSpelling, otherSpelling: undefined };
  if (!isParam && (error.param || !says(error, /metadata/i))) return undefined;
  // Metadata is an extra; the connector's own marker, by which the job is found again, goes last.
  if (hasMetadata) return { ...sending, hasMetadata: false };
  return hasMarker ? { ...sending, hasMarker: false } : undefined;
};

const isUnread = (error: OwnError): boolean =>
  isRefused(error) &&
  says(error, /must point to a completed file import|file import (?:is )?(?:not |in)complete/i);

/** The sending that follows a refusal, after the wait that it asks for; undefined where the refusal stands. */
const nextSending = async (
  client: Client,
  error: OwnError,
  sending: Sending,
): Promise<Sending | undefined> => {
  if (!isUnread(error)) return otherSending(error, sending);
  if (client.remainingMs() <= 2 * importWaitMs) return undefined;
  await clock.wait(importWaitMs, client.signal);
  return sending;
};

/**
 * The job whose answer was lost.
 * @throws the error, where it says that nothing was created, or where the list shows no such job.
 */
const lostJob = async (client: Client, error: OwnError, sought: SoughtJob): Promise<FineTuningJob> => {
  if (!doubtfulKinds.has(error.kind)) throw error;
  try {
    for (const waitMs of lookWaitsMs) {
      await clock.wait(Math.min(waitMs, client.remainingMs()), client.signal);
      const job = await findJob(client, sought);
      if (job) return job;
    }
  } catch (problem) {
    if (!isOwnError(problem)) throw problem;
    throw error;
  }
  addNote(error, "The list of jobs was looked through after that, and it was not there.");
  throw error;
};

const firstSending = (client: Client, request: JobRequest): Sending => {
  const [first, other] = takesTier(client.endpoint) ? tierSpellings[request.trainingTier ?? "standard"] : [];
  return {
    trainingType: first,
    otherSpelling: other,
    // Versions that know no tiers may know no metadata either.
    hasMarker: client.endpoint.api === "openai" || first !== undefined,
    hasMetadata: Object.keys(request.metadata ?? {}).length > 0,
  };
};

const warningsOf = (request: JobRequest, sending: Sending, wasFound: boolean): string[] => [
  ...(wasFound
    ? [
        "The answer to the job's creation was lost; this job was found in the list. No second one was created.",
      ]
    : []),
  ...(Object.keys(request.metadata ?? {}).length > 0 && !sending.hasMetadata
    ? ["The service took no metadata with this job: what was to be kept there was left out."]
    : []),
];

const bodyOf = ({ endpoint }: Client, request: JobRequest, sending: Sending, marker: string) => {
  const metadata = {
    ...(sending.hasMetadata && request.metadata),
    ...(sending.hasMarker && { [markerName]: marker }),
  };
  return jobBody({ ...request, metadata }, endpoint, sending.trainingType);
};

/**
 * Creates a fine-tuning job, and never two: where the answer is lost, the job is looked for. A refusal that created
 * nothing is answered by the other spelling of the tier, or by leaving out metadata.
 * @param marker - tells the job in the list; one that stays the same finds what a former run created
 * @throws AzureOpenAIError or ConnectionError when the job was not created, or may not have been.
 */
export const createJob = async (
  client: Client,
  request: JobRequest,
  marker: string = randomUUID(),
): Promise<CreatedJob> => {
  const createdFrom = Math.floor(clock.now() / 1000) - clockDifferenceSeconds;
  let sending = firstSending(client, request);
  const created = (job: FineTuningJob, wasFound: boolean): CreatedJob => ({
    job,
    wasFound,
    trainingType: sending.trainingType ?? null,
    warnings: warningsOf(request, sending, wasFound),
  });
  for (;;) {
    const body = bodyOf(client, request, sending, marker);
    try {
      const job = await client.withResource((openai) => openai.fineTuning.jobs.create(body));
      const doubt = doubtOf({ method: "POST", body: JSON.stringify(body) }, "/fine_tuning/jobs");
      return created(answeredObject(client.action, "fine-tuning job", job, doubt), false);
    } catch (error) {
      if (!isOwnError(error)) throw error;
      const next = await nextSending(client, error, sending);
      if (!next) return created(await lostJob(client, error, { request, marker, createdFrom }), true);
      sending = next;
    }
  }
};
