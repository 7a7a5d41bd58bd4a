import type { FileObject } from "openai/resources/files";
import { asSentence } from "../../client/answer/plainText";
import { clock } from "../../client/clock";
import type { Client } from "../../client/createClient";
import { AzureOpenAIError, isAzureOpenAIError } from "../../client/errors/errors";
import { statedProblem } from "../../output/statedProblem";
import { isObject } from "../../text/isObject";

/** Statuses of a file that the service has not read yet, in all api-versions. */
const onItsWay = new Set([
  "pending",
  "running",
  "uploaded",
  "uploading",
  "processing",
  "validating",
  "importing",
  "in_progress",
  "queued",
  "notrunning",
]);
/** Statuses of a file that nothing can use. */
const unusable = new Set(["error", "failed", "deleted", "deleting", "canceled", "cancelled", "expired"]);

const firstLookMs = 1_000;
const longestLookMs = 10_000;
/** After this wait, the batch is requested all the same: some servers never report "processed". */
const longestWaitMs = 120_000;
/** How often a new file may be reported as unknown, because parts of the service do not know it yet. */
const mostUnknownLooks = 5;

const statusOf = (file: unknown): string => {
  const { status }: { status?: unknown } = isObject(file) ? file : {};
  return typeof status === "string" ? status.trim().toLowerCase() : "";
};

/** True for a file that the service has not read yet. */
export const isBeingRead = (file: unknown): boolean => onItsWay.has(statusOf(file));

/** True for a file that nothing can use. */
export const isUnusable = (file: unknown): boolean => unusable.has(statusOf(file));

/** Why nothing can use a file; undefined while nothing says so. */
export const unusableFile = (
  file: unknown,
  { what, mend }: { what: string; mend: string },
): AzureOpenAIError | undefined => {
  const status = statusOf(file);
  if (!isUnusable(file)) return undefined;
  const fields: Record<string, unknown> = isObject(file) ? file : {};
  const stated = statedProblem(fields["status_details"]) ?? statedProblem(fields["error"]);
  return new AzureOpenAIError(
    {
      what: `${what}, which the service could not use: its status is ${status}.`,
      sentence: stated && asSentence(stated.message),
      mend,
    },
    { kind: "rejected", attempts: 1, ...(stated?.code && { code: stated.code }) },
  );
};

/**
 * Waits until the service has read a file, or the time is up, and gives the file as it is then.
 * @param first - what is known of it
 * @throws AzureOpenAIError or ConnectionError when the file can't be looked at.
 */
export const readFileState = async (
  client: Client,
  fileId: string,
  first: unknown,
  untilMs: number,
): Promise<unknown> => {
  let file = first;
  let unknownLooks = 0;
  for (let delayMs = firstLookMs; isBeingRead(file); delayMs *= 2) {
    const waitMs = Math.min(delayMs, longestLookMs);
    if (clock.now() + waitMs > untilMs) return file;
    await clock.wait(waitMs, client.signal);
    try {
      file = await client.withResource((openai) => openai.files.retrieve(fileId));
    } catch (error) {
      unknownLooks += 1;
      const isUnknown = isAzureOpenAIError(error) && error.kind === "notFound";
      if (!isUnknown || unknownLooks > mostUnknownLooks) throw error;
    }
  }
  return file;
};

/**
 * Waits until the service has read a file; Azure takes a moment, and refuses batches of it before.
 * @param how - how the step came by it
 * @returns the error with the service's details when no batch can use the file.
 * @throws AzureOpenAIError or ConnectionError when the file can't be looked at.
 */
export const waitForFile = async (
  client: Client,
  file: FileObject,
  how: "uploaded" | "found" = "uploaded",
): Promise<AzureOpenAIError | undefined> => {
  const untilMs = clock.now() + Math.min(longestWaitMs, client.remainingMs() / 2);
  return unusableFile(await readFileState(client, file.id, file, untilMs), {
    what: `${client.action} ${how} ${file.id}`,
    mend: "Correct the rows, and run the step again.",
  });
};
