import type { FileObject } from "openai/resources/files";
import { asSentence } from "../../client/answer/plainText";
import { clock } from "../../client/clock";
import type { Client } from "../../client/createClient";
import { AzureOpenAIError, isAzureOpenAIError } from "../../client/errors/errors";
import { statedProblem } from "../../output/statedProblem";
import { isObject } from "../../text/isObject";

/** Statuses of a file that the service has not read yet, of all its api-versions. */
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
/** Statuses of a file that no batch can use. */
const unusable = new Set(["error", "failed", "deleted", "deleting", "canceled", "cancelled", "expired"]);

const firstLookMs = 1_000;
const longestLookMs = 10_000;
/** A server that never says "processed" is asked for the batch all the same: it knows best. */
const longestWaitMs = 120_000;
/** A file that was just uploaded may not be known everywhere. */
const mostUnknownLooks = 5;

const statusOf = (file: unknown): string => {
  const { status }: { status?: unknown } = isObject(file) ? file : {};
  return typeof status === "string" ? status.trim().toLowerCase() : "";
};

/** Why no batch can use a file; undefined while nothing says so. */
const problemOf = (action: string, fileId: string, file: unknown): AzureOpenAIError | undefined => {
  const status = statusOf(file);
  if (!unusable.has(status)) return undefined;
  const fields: Record<string, unknown> = isObject(file) ? file : {};
  const stated = statedProblem(fields["status_details"]) ?? statedProblem(fields["error"]);
  return new AzureOpenAIError(
    {
      what: `${action} uploaded ${fileId}, which the service could not use: its status is ${status}.`,
      sentence: stated && asSentence(stated.message),
      mend: "Correct the rows, and run the step again.",
    },
    { kind: "rejected", attempts: 1, ...(stated?.code && { code: stated.code }) },
  );
};

/**
 * Waits until the service has read a file; Azure takes a moment, and refuses batches of it before.
 * @returns the error with the service's details when no batch can use the file.
 * @throws AzureOpenAIError or ConnectionError when the file can't be looked at.
 */
export const waitForFile = async (
  client: Client,
  uploaded: FileObject,
): Promise<AzureOpenAIError | undefined> => {
  const untilMs = clock.now() + Math.min(longestWaitMs, client.remainingMs() / 2);
  let file: unknown = uploaded;
  let unknownLooks = 0;
  for (let delayMs = firstLookMs; onItsWay.has(statusOf(file)); delayMs *= 2) {
    const waitMs = Math.min(delayMs, longestLookMs);
    if (clock.now() + waitMs > untilMs) return undefined;
    await clock.wait(waitMs, client.signal);
    try {
      file = await client.withResource((openai) => openai.files.retrieve(uploaded.id));
    } catch (error) {
      unknownLooks += 1;
      const isUnknown = isAzureOpenAIError(error) && error.kind === "notFound";
      if (!isUnknown || unknownLooks > mostUnknownLooks) throw error;
    }
  }
  return problemOf(client.action, uploaded.id, file);
};
