import type { FineTunedModels } from "../../catalogue/fineTunedModels";
import { type Clock, longestTimerMs } from "../../server/clock";
import type { FileStore } from "../files/fileStore";
import type { WebhookSender } from "../webhooks/webhookSender";
import { checkpointsOf, modelNameOf } from "./checkpoints";
import { examplesOf } from "./examples";
import type { FineTuningOptions } from "./fineTuningOptions";
import { type FineTuningJob, hasEnded, type JobFailure, type JobStatus, phaseOf } from "./job";
import { endTimeMs, stepsDone, trainedMsOf } from "./progress";
import { resultFile } from "./resultFile";
import { validateJob } from "./validateJob";

/** What jobs are run with. */
export interface JobSurroundings {
  files: FileStore;
  models: FineTunedModels;
  /** Is told of each job that ended. */
  webhooks: WebhookSender;
  clock: Clock;
  closing: AbortSignal;
}

/** What happens next to which job. */
interface Change {
  job: FineTuningJob;
  atMs: number;
}

const busy: readonly JobStatus[] = ["running", "pausing", "resuming"];

/** Brings jobs up to the clock when somebody asks or waits for an event; until then, they stand still. */
export class JobRunner {
  /** The oldest first. */
  readonly jobs = new Map<string, FineTuningJob>();
  /** When a job left its place for the last time, and another one could begin. */
  private freedAtMs = 0;

  constructor(
    private readonly options: FineTuningOptions,
    private readonly surroundings: JobSurroundings,
  ) {}

  /** Lets everything happen that has by now; the job that is held, if its work takes no time, does not end. */
  bringUp(held?: FineTuningJob): void {
    const nowMs = this.surroundings.clock.nowMs();
    for (;;) {
      const change = this.nextChange(held);
      if (change === undefined || change.atMs > nowMs) break;
      this.take(change);
    }
    for (const job of this.jobs.values()) this.writeProgress(job, nowMs);
  }

  /** Looks at a job whenever it may have changed, if somebody waits for an event of it. */
  async follow(job: FineTuningJob): Promise<void> {
    const { clock, closing, webhooks } = this.surroundings;
    while (webhooks.isAwaited("fine_tuning.job") && !hasEnded(job)) {
      const change = this.nextChange();
      const delayMs = change === undefined ? Number.POSITIVE_INFINITY : change.atMs - clock.nowMs();
      if (delayMs > longestTimerMs) return;
      await clock.wait(Math.max(0, delayMs), closing);
      // A clock that somebody moves by hand has not moved: whoever moves it asks, and is answered.
      if (closing.aborted || change === undefined || clock.nowMs() < change.atMs) return;
      this.bringUp();
    }
  }

  /** A new status from now on. */
  enter(job: FineTuningJob, status: JobStatus, atMs = this.surroundings.clock.nowMs()): void {
    if (phaseOf(job).status === "running") {
      const steps = status === "succeeded" ? job.plan?.steps : undefined;
      job.stopped = {
        trainedMs: trainedMsOf(job, atMs),
        steps: steps ?? stepsDone(job, this.options, atMs),
      };
    }
    if (busy.includes(phaseOf(job).status) && !busy.includes(status)) this.freedAtMs = atMs;
    if (status === "running") job.runs.push({ atMs, trainedMs: job.stopped?.trainedMs ?? 0 });
    job.history.push({ status, atMs });
    if (hasEnded(job)) this.surroundings.webhooks.emit(`fine_tuning.job.${status}`, job.id);
  }

  /** The base model of a job, which is not the one it goes on from when that was trained itself. */
  baseOf({ model }: FineTuningJob): string {
    return this.surroundings.models.find(model)?.base ?? model;
  }

  private nextChange(held?: FineTuningJob): Change | undefined {
    const changes = [...this.jobs.values()].map((job) => ({ job, atMs: this.changesAtMs(job, held) }));
    return changes
      .filter(({ atMs }) => Number.isFinite(atMs))
      .toSorted((one, other) => one.atMs - other.atMs)[0];
  }

  private changesAtMs(job: FineTuningJob, held: FineTuningJob | undefined): number {
    const {
      validatingMs = 0,
      queuedMs = 0,
      pausingMs = 0,
      resumingMs = 0,
      maximumRunning = 3,
    } = this.options;
    const { trainingMs = 0, finishingMs = 0, failsAt } = this.options;
    const { status, atMs } = phaseOf(job);
    if (status === "validating_files") return atMs + validatingMs;
    if (status === "pausing") return atMs + pausingMs;
    if (status === "resuming") return atMs + resumingMs;
    if (status === "queued") {
      const running = [...this.jobs.values()].filter((other) => busy.includes(phaseOf(other).status));
      if (running.length >= maximumRunning) return Number.POSITIVE_INFINITY;
      return Math.max(atMs + queuedMs, this.freedAtMs);
    }
    const isHeld = job === held && trainingMs + finishingMs === 0;
    if (status !== "running" || isHeld) return Number.POSITIVE_INFINITY;
    return endTimeMs(job, this.options) - (failsAt === "training" ? finishingMs : 0);
  }

  private take({ job, atMs }: Change): void {
    const { status } = phaseOf(job);
    if (status === "validating_files") {
      const found = validateJob(job, this.surroundings.files);
      if ("failure" in found) this.fail(job, found.failure, atMs);
      else {
        job.plan = found.plan;
        this.enter(job, "queued", atMs);
      }
    } else if (status === "pausing") this.enter(job, "paused", atMs);
    else if (status !== "running") this.enter(job, "running", atMs);
    else if (this.options.failsAt === undefined) this.succeed(job, atMs);
    else this.fail(job, failures[this.options.failsAt], atMs);
  }

  private succeed(job: FineTuningJob, atMs: number): void {
    job.fineTunedModel = modelNameOf(job, this.baseOf(job));
    this.enter(job, "succeeded", atMs);
  }

  private fail(job: FineTuningJob, failure: JobFailure, atMs: number): void {
    job.failure = failure;
    this.enter(job, "failed", atMs);
  }

  /** Azure's result file grows while the job runs, OpenAI's is there at the end; models are there with their checkpoints. */
  private writeProgress(job: FineTuningJob, nowMs: number): void {
    const steps = stepsDone(job, this.options, nowMs);
    const { status } = phaseOf(job);
    const isDue = steps > 0 && (job.api !== "openai" || status === "succeeded");
    if (!isDue || (job.written?.steps === steps && job.written.status === status)) return;
    const { files } = this.surroundings;
    const bytes = resultFile(job, this.options, steps);
    const written = job.resultFileId === undefined ? undefined : files.find(job.resultFileId);
    if (written !== undefined) written.bytes = bytes;
    else if (job.resultFileId === undefined) {
      const fileName = job.api === "openai" ? "step_metrics.csv" : "results.csv";
      job.resultFileId = files.add({ fileName, purpose: "fine-tune-results", bytes }, job.api).id;
    }
    this.teach(job, nowMs);
    job.written = { status, steps };
  }

  /** Adds the models of a job's checkpoints, each of which learned the rows up to its step. */
  private teach(job: FineTuningJob, nowMs: number): void {
    const { models } = this.surroundings;
    const base = this.baseOf(job);
    const rest = { base, createdAtMs: nowMs };
    for (const { id, model, step } of checkpointsOf(job, this.options, base, nowMs)) {
      if (models.find(model) !== undefined) continue;
      const share = () => {
        const examples = examplesOf(job);
        return examples.slice(0, Math.ceil((examples.length * step) / (job.plan?.steps ?? 1)));
      };
      const isCheckpoint = model !== job.fineTunedModel;
      models.add({ ...rest, name: model, isCheckpoint }, share);
      if (job.api !== "openai") models.add({ ...rest, name: id, isCheckpoint: true }, share);
    }
  }
}

const failures: Record<"training" | "modelCheck", JobFailure> = {
  training: { code: "server_error", message: "The job failed due to an internal error.", param: null },
  modelCheck: {
    code: "unsafe_model",
    message:
      "This model is unable to be deployed. Model evaluation identified that this fine tuned model scores above acceptable thresholds for [Violence, Self Harm]. Please review your training data set and resubmit the job.",
    param: null,
  },
};
