import { clock } from "../../client/clock";
import type { Client } from "../../client/createClient";
import { addNote, isAzureOpenAIError } from "../../client/errors/errors";
import { readFileState, unusableFile } from "../batches/waitForFile";
import type { JobRequest } from "./jobRequest";

/** Of the step's time, what is left for the job itself. */
const keptForJobMs = 10_000;

/**
 * Waits until the service has read the files of a job, as long as the step's time allows: Azure refuses a job before.
 * One that is still being read when the time is up is left to the service, which knows best.
 * @throws AzureOpenAIError that names the input of a file that can't be used; the client's errors.
 */
export const waitForJobFiles = async (
  client: Client,
  { trainingFileId, validationFileId }: Pick<JobRequest, "trainingFileId" | "validationFileId">,
): Promise<void> => {
  for (const [label, fileId] of [
    ["Training File ID", trainingFileId],
    ["Validation File ID", validationFileId],
  ] as const) {
    if (fileId === undefined) continue;
    const untilMs = clock.now() + client.remainingMs() - keptForJobMs;
    try {
      const first = await client.withResource((openai) => openai.files.retrieve(fileId));
      const file = await readFileState(client, fileId, first, untilMs);
      const problem = unusableFile(file, {
        what: `${client.action}: ${label} names ${fileId}`,
        mend: "Correct the rows, upload them as a new file, and run the step again.",
      });
      if (problem) throw problem;
    } catch (error) {
      if (isAzureOpenAIError(error) && error.kind === "notFound")
        addNote(error, `It was asked for as ${label}.`);
      throw error;
    }
  }
};
