import type { DeploymentStore } from "../../catalogue/deploymentStore";
import type { Answer } from "../../server/answer";
import { type Clock, longestTimerMs } from "../../server/clock";
import type { Route } from "../../server/route";
import type { FileStore } from "../files/fileStore";
import type { WebhookSender } from "../webhooks/webhookSender";
import { type Batch, type BatchEnd, type BatchOptions, progressOf, timelineOf } from "./batch";
import { runLines } from "./runLines";
import { validateInput } from "./validateInput";

/** The surroundings in which batches run. */
export interface BatchSurroundings {
  files: FileStore;
  /** The operations that lines may ask for. */
  models: readonly Route[];
  deployments: DeploymentStore;
  clock: Clock;
  closing: AbortSignal;
  /** Is told of each batch that ended. */
  webhooks: WebhookSender;
}

/** Updates batches to the clock whenever one is read or an event is awaited; until then, they do not change. */
export class BatchRunner {
  private readonly running = new Map<string, Promise<void>>();

  constructor(
    private readonly options: BatchOptions,
    private readonly surroundings: BatchSurroundings,
  ) {}

  /** Updates a batch. While its lines run, further readers wait for their end. */
  async bringUp(batch: Batch): Promise<void> {
    const before = this.running.get(batch.id);
    if (before !== undefined) return before;
    const run = this.advance(batch).finally(() => this.running.delete(batch.id));
    this.running.set(batch.id, run);
    return run;
  }

  /** Updates a batch whenever it may have changed, if a receiver awaits its events. */
  async follow(batch: Batch): Promise<void> {
    const { clock, closing, webhooks } = this.surroundings;
    if (!webhooks.isAwaited("batch")) return;
    const { cancellingMs = 0 } = this.options;
    const { validatedAtMs, endsAtMs } = timelineOf(batch, this.options);
    const changes =
      batch.cancelled === undefined ? [validatedAtMs, endsAtMs] : [batch.cancelled.atMs + cancellingMs];
    for (const atMs of changes) {
      const delayMs = atMs - clock.nowMs();
      if (batch.end !== undefined || delayMs > longestTimerMs) return;
      await clock.wait(delayMs, closing);
      if (closing.aborted) return;
      await this.bringUp(batch);
    }
  }

  /** Cancels a batch, and notes how far it got. A batch that has ended stays as it is. */
  async cancel(batch: Batch): Promise<void> {
    // A batch without a duration would end before it could be cancelled.
    if (this.running.has(batch.id) || (this.options.durationMs ?? 0) > 0) await this.bringUp(batch);
    if (batch.end !== undefined || batch.cancelled !== undefined) return;
    const nowMs = this.surroundings.clock.nowMs();
    const progress = progressOf(timelineOf(batch, this.options), nowMs);
    const total = batch.findings?.lines.length ?? 0;
    const answeredLines = this.options.cancelsAfterLines ?? Math.floor(total * progress);
    batch.cancelled = { atMs: nowMs, answeredLines };
  }

  private async advance(batch: Batch): Promise<void> {
    if (batch.end !== undefined) return;
    const { files, models, deployments, clock } = this.surroundings;
    const nowMs = clock.nowMs();
    const { validatedAtMs, endsAtMs } = timelineOf(batch, this.options);
    if (batch.findings === undefined && (nowMs >= validatedAtMs || batch.cancelled !== undefined)) {
      const operations = models.map(({ path }) => path);
      const limits = { maximumLines: this.options.maximumLines, operations, deployments };
      batch.findings = validateInput(files.find(batch.inputFileId), batch, limits);
    }
    if (batch.cancelled !== undefined) {
      const atMs = batch.cancelled.atMs + (this.options.cancellingMs ?? 0);
      if (nowMs >= atMs) await this.end(batch, "cancelled", atMs, batch.cancelled.answeredLines);
    } else if (batch.findings !== undefined && batch.findings.errors.length > 0) {
      this.settle(batch, { status: "failed", atMs: validatedAtMs });
    } else if (nowMs >= endsAtMs) {
      const { expiresAfterLines, cancelsAfterLines } = this.options;
      if (cancelsAfterLines !== undefined) {
        batch.cancelled = { atMs: endsAtMs, answeredLines: cancelsAfterLines };
        await this.end(batch, "cancelled", endsAtMs, cancelsAfterLines);
      } else if (expiresAfterLines !== undefined) {
        await this.end(batch, "expired", endsAtMs, expiresAfterLines);
      } else await this.end(batch, "completed", endsAtMs, Number.POSITIVE_INFINITY);
    }
  }

  private async end(
    batch: Batch,
    status: BatchEnd["status"],
    atMs: number,
    answeredLines: number,
  ): Promise<void> {
    const { findings } = batch;
    if (findings === undefined || findings.errors.length > 0) {
      this.settle(batch, { status, atMs });
      return;
    }
    const outcome = await runLines({
      ...findings,
      answeredLines,
      isExpired: status === "expired",
      seed: this.options.seed ?? 1,
      answer: async (body) => this.answerLine(batch, body),
    });
    this.settle(batch, {
      status,
      atMs,
      outcome,
      outputFileId: this.write(batch, "output", outcome.output),
      errorFileId: this.write(batch, "error", outcome.errors),
    });
  }

  private answerLine({ operation, api }: Batch, body: Record<string, unknown>): Answer | Promise<Answer> {
    const { models, deployments, closing } = this.surroundings;
    // An endpoint that has closed runs no more lines.
    closing.throwIfAborted();
    const route = models.find(({ path }) => path === operation);
    if (route === undefined) throw new Error(`No line can ask for ${operation}.`);
    const model = String(body["model"]);
    const runs = deployments.lookUp(model, api).model;
    const asked = { method: "POST", operation, api, body, model, runs };
    return route.answer({ ...asked, query: new URLSearchParams(), headers: {}, form: undefined, id: "" });
  }

  /** The id of the file that the lines went into; undefined when there are none to be written. */
  private write(batch: Batch, kind: "output" | "error", bytes: Buffer): string | undefined {
    const isWanted = bytes.length > 0 || (kind === "error" && this.options.isErrorFileAlwaysWritten === true);
    if (!isWanted) return undefined;
    const fileName = `${batch.id}_${kind}.jsonl`;
    const expiresAfterSeconds = batch.outputExpiresAfterSeconds;
    const file = { fileName, purpose: "batch_output", bytes, expiresAfterSeconds };
    return this.surroundings.files.add(file, batch.api).id;
  }

  private settle(batch: Batch, end: BatchEnd): void {
    batch.end = end;
    this.surroundings.webhooks.emit(`batch.${end.status}`, batch.id);
  }
}
