import type { Client } from "../../client/createClient";
import { isOwnError } from "../../client/errors/errors";
import { checkFileRows } from "./checkFileRows";
import { checkGrader } from "./checkGrader";
import { checkJob } from "./checkJob";
import { type CreatedJob, createJob } from "./createJob";
import { waitForJobFiles } from "./jobFiles";
import { type JobRequest, takesTier } from "./jobRequest";
import { namesakeWarning, noteJobs } from "./jobsBeside";

/** The longest suffix that every version of Azure is known to take, and the characters in it. */
const safeSuffix = /^[\w-]{1,18}$/;

const warningsBefore = ({ suffix }: JobRequest, { endpoint }: Client): string[] => [
  ...(suffix !== undefined && endpoint.api !== "openai" && !safeSuffix.test(suffix)
    ? [
        "Suffix is longer than 18 characters or has other ones than letters, digits, hyphens and underscores: some versions of Azure refuse it.",
      ]
    : []),
  ...(endpoint.api === "dated" && !takesTier(endpoint)
    ? [`API Version ${endpoint.apiVersion} knows no training tiers: the job trains as Standard.`]
    : []),
  ...(endpoint.host === "openai"
    ? [
        "OpenAI takes new fine-tuning jobs until 2027-01-06, and none any more of organizations that use no fine-tuned model; Azure goes on.",
      ]
    : []),
];

/** As createJob, with what the list of jobs says of a limit that refuses the job. */
const createTold = async (
  client: Client,
  request: JobRequest,
  marker: string | undefined,
): Promise<CreatedJob> => {
  try {
    return await createJob(client, request, marker);
  } catch (error) {
    if (isOwnError(error)) await noteJobs(client, request, error);
    throw error;
  }
};

/** How a job is started. */
interface StartOptions {
  allowSameFile?: boolean | undefined;
  /** Tells the job in the list, as createJob has it. */
  marker?: string | undefined;
  /** True where the step has made the rows itself, waited until they were read, and looked for other jobs of them. */
  areRowsOwn?: boolean;
}

/**
 * Waits for the files of a job and looks at their rows.
 * @returns what to say of another job by its name.
 */
const checkFiles = async (client: Client, request: JobRequest): Promise<string | undefined> => {
  await waitForJobFiles(client, request);
  await checkFileRows(client, request);
  return namesakeWarning(client, request);
};

/**
 * Checks a job, its grader by the service as well, and creates it when its files have been read: once, however its
 * answer gets lost.
 * @throws InputError that names an input, before anything is created; what createJob, checkGrader and waitForJobFiles
 * throw.
 */
export const startJob = async (
  client: Client,
  request: JobRequest,
  options: StartOptions = {},
): Promise<CreatedJob> => {
  checkJob(request, client.endpoint, options);
  const unchecked = request.grader && (await checkGrader(client, request.grader));
  const namesake = options.areRowsOwn ? undefined : await checkFiles(client, request);
  const created = await createTold(client, request, options.marker);
  const warnings = [
    ...(namesake === undefined ? [] : [namesake]),
    ...warningsBefore(request, client),
    ...(unchecked === undefined ? [] : [unchecked]),
    ...created.warnings,
  ];
  return { ...created, warnings };
};
