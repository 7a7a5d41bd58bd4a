import type { TrainingMethod } from "../../catalogue/trainableModels";

/** How fine-tuning behaves; everything has a default. Times go by the endpoint's clock, and are 0 unless given. */
export interface FineTuningOptions {
  /** `validating_files`, which is `pending` on Azure. */
  validatingMs?: number;
  /** `queued`, which is `pending` on Azure. */
  queuedMs?: number;
  /** From the first step to the last; with Infinity a job stays running, half its steps done. */
  trainingMs?: number;
  /** A running job is silent for so long after its last step, while the model is built and checked. */
  finishingMs?: number;
  pausingMs?: number;
  resumingMs?: number;
  /** Jobs above this number wait for one of them to end; default 3. */
  maximumRunning?: number;
  /** Another job is refused while so many wait; default 20. */
  maximumQueued?: number;
  /** Another job is refused when there are so many; default 100. */
  maximumJobs?: number;
  /** OpenAI refuses another job of a day, and no wait within the day helps. */
  jobsPerDay?: number;
  /** OpenAI takes no jobs: it has closed fine-tuning to new organizations, or the plan has none. */
  isClosedTo?: "newOrganizations" | "explorePlan";
  /** Further models that can be trained, such as open ones. */
  models?: Record<string, readonly TrainingMethod[]>;
  /** The spellings of the training type that Azure reads; default those of v1. */
  trainingTypes?: readonly string[];
  /** A job with metadata is refused. */
  isMetadataUnknown?: boolean;
  /** Where each job fails: by a fault of the service, or because its model is not safe. */
  failsAt?: "training" | "modelCheck";
  /** The loss on validation rows rises in the second half. */
  overfits?: boolean;
  /** OpenAI's result files are the base64 text of their content. */
  isResultEncoded?: boolean;
  /** Result files begin with the mark of UTF-8. */
  isResultMarked?: boolean;
  /** Azure writes when a job ends as ISO text. */
  areTimesText?: boolean;
}
