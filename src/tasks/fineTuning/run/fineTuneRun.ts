import type { FineTuningJob } from "openai/resources/fine-tuning/jobs";
import type { Client } from "../../../client/createClient";
import type { ManagementClient } from "../../../client/createManagementClient";
import type { DeploymentOutput } from "../../../output/deployment";
import type { UsageCounter } from "../../../output/usage";
import type { NextTurn } from "../../../pacing/turns";
import type { DeploymentAddress } from "../../deployments/deploymentAddress";
import type { JobRequest } from "../jobRequest";
import type { PreparedData } from "../preparedData";
import type { RowsToPrepare } from "../prepareStep";
import type { SplitName } from "../trainingOptions";
import type { EvaluationWish } from "./evaluationWish";
import type { EvaluationSummary } from "./summarizeEvaluation";
import type { TrainingVerdict } from "./trainingVerdict";

/** Where the trained model is to be deployed. */
export interface TrainedDeploymentWish {
  deploymentName?: string | undefined;
  /** The step, id or model of a checkpoint, or `best`; absent is the final model. */
  checkpoint?: string | undefined;
  sku?: string | undefined;
  capacity?: number | undefined;
  contentFilterPolicy?: string | undefined;
  subscriptionId?: string | undefined;
  resourceGroup?: string | undefined;
  accountName?: string | undefined;
  managementVersion?: string | undefined;
}

/** What is asked for. */
export interface FineTuneWish {
  /** Absent where a job is followed alone. */
  rows?: RowsToPrepare | undefined;
  expiresAfterSeconds?: number | undefined;
  job: Omit<JobRequest, "baseModel" | "trainingFileId" | "validationFileId" | "metadata"> & {
    baseModel?: string | undefined;
  };
  jobId?: string | undefined;
  /** What a former run gave. */
  state?: unknown;
  evaluation: EvaluationWish;
  deployment: TrainedDeploymentWish;
}

/** How far a run is. */
export type RunStage =
  | "preparing"
  | "uploading"
  | "training"
  | "deploying"
  | "evaluating"
  | "done"
  | "stopped";

/** Where a run rests: what it waits for, or that it is at its end. */
export interface Rest {
  /** The stage that it rests at, where that is another one than it is in. */
  stage?: RunStage;
  /** Null at the end. */
  waitsFor: string | null;
  /** As an ISO time. */
  since?: string | null | undefined;
  /** When the next run may find it further, as an ISO time. */
  nextLook?: string | null | undefined;
  /** Why it goes on no further. */
  stopReason?: string;
}

/** What a run has found or made by now. */
interface FoundParts {
  prepared?: PreparedData | undefined;
  /** Tells the job of these rows and settings from all others. */
  marker?: string | undefined;
  suffix?: string | undefined;
  files: Partial<Record<SplitName, string>>;
  job?: FineTuningJob | undefined;
  training?: TrainingVerdict | undefined;
  /** The model to deploy or to run. */
  model?: string | undefined;
  isCheckpoint?: boolean | undefined;
  address?: DeploymentAddress | undefined;
  deployment?: DeploymentOutput | undefined;
  evaluation?: EvaluationSummary | undefined;
  systemMessage?: string | null | undefined;
}

/** One run on the way from rows to a deployed model. */
export interface FineTuneRun {
  readonly client: Client;
  /** @throws ConnectionError for a connection that can't ask Azure Resource Manager. */
  readonly openManager: () => ManagementClient;
  readonly nextTurn: NextTurn;
  readonly wish: FineTuneWish;
  readonly found: FoundParts;
  readonly usage: UsageCounter;
  readonly warnings: Set<string>;
}

/** Does a part of the way; undefined where the way goes on. */
export type Stage = (run: FineTuneRun) => Promise<Rest | undefined>;

/** True where models run under their own names: there is nothing to deploy. */
export const runsUndeployed = ({ client }: Pick<FineTuneRun, "client">): boolean =>
  client.endpoint.api === "openai";
