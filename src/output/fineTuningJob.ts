import type { FineTuningJob } from "openai/resources/fine-tuning/jobs";
import type { ModelsEndpoint } from "../client/endpoint/endpoint";
import { jobSummary, jobSummaryShape } from "./jobSummary";
import { anything, described, listOf, number, type Of, oneOf, orNull, serviceObject, text } from "./shape";

const time = oneOf(["number", "string"], "Unix time in seconds; ISO text in places");
const laterTime = oneOf(["number", "string", "null"], "As created_at; null until then");

/** What both services' references say of a job, and what Azure leaves null besides. */
const known = {
  id: text(),
  object: text(),
  model: text(),
  status: text(),
  created_at: time,
  finished_at: laterTime,
  fine_tuned_model: orNull(text()),
  training_file: text(),
  validation_file: orNull(text()),
  result_files: orNull(listOf(text())),
  trained_tokens: orNull(number()),
  error: anything("As the service gives it: null, or an object, of nulls as long as nothing failed"),
};

/** The service's job as it is. */
export const serviceJobShape = described(
  "The service's object, unchanged",
  serviceObject<FineTuningJob>()(known),
);

/** The service's job with its summary. */
export const jobShape = serviceObject<FineTuningJob>()(known, { summary: jobSummaryShape });

/** The service's job, and how far it is. */
export type JobOutput = Of<typeof jobShape>;

/** The service's job with its summary before its own fields. */
export const showJob = (
  job: FineTuningJob,
  endpoint: Pick<ModelsEndpoint, "host" | "origin">,
  events?: readonly unknown[],
): JobOutput => ({ summary: jobSummary(job, endpoint, events), ...job });

/** A job as examples show it. */
export const exampleJob = {
  id: "ftjob-6f0a1b2c3d4e5f60718293a4b5c6d7e8",
  object: "fine_tuning.job",
  model: "gpt-4.1-mini-2025-04-14",
  created_at: 1_795_219_200,
  finished_at: 1_795_222_800,
  estimated_finish: null,
  fine_tuned_model: "gpt-4.1-mini-2025-04-14.ft-6f0a1b2c3d4e5f60-support",
  organization_id: null,
  result_files: ["file-9a8b7c6d5e4f"],
  status: "succeeded",
  training_file: "file-1f2e3d4c5b6a",
  validation_file: "file-5e4f3a2b1c0d",
  hyperparameters: { n_epochs: 3, batch_size: -1, learning_rate_multiplier: 0.5 },
  method: null,
  trained_tokens: 128_400,
  seed: 42,
  error: null,
  integrations: null,
  metadata: null,
} as unknown as FineTuningJob;

/** Where the jobs of examples are. */
export const exampleEndpoint = { host: "azure", origin: "https://my-resource.openai.azure.com" } as const;
