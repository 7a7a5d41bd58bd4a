import type { Api } from "../../server/address";
import type { InputFindings } from "./findings";
import type { RunOutcome } from "./runLines";

/** How batches behave; everything has a default. */
export interface BatchOptions {
  /**
   * From creation to the end, by the endpoint's clock. Default 0: the first look finds the batch finished.
   * With Infinity it stays in progress. The first and the last tenth, a minute at most, are validating and
   * finalizing.
   */
  durationMs?: number;
  /** How long a cancelled batch is `cancelling`; default 0: the first look finds it cancelled. */
  cancellingMs?: number;
  /** More lines fail with `too_many_tasks`; default 100,000 on Azure, 50,000 at OpenAI. */
  maximumLines?: number;
  /** The batch expires in place of completing, with so many lines answered. */
  expiresAfterLines?: number;
  /**
   * The batch is cancelled in place of completing, with so many lines answered; so many are answered, too,
   * when a call cancels it.
   */
  cancelsAfterLines?: number;
  /** There is an error file even when no line failed, an empty one. */
  isErrorFileAlwaysWritten?: boolean;
  /** Azure shows no endpoint. */
  isEndpointNull?: boolean;
  /** Azure writes statuses with a capital and times as ISO text. */
  isCapitalized?: boolean;
  /** Of the order in which lines are answered; default 1. */
  seed?: number;
}

/** The statuses that a batch never leaves. */
type EndStatus = "completed" | "failed" | "expired" | "cancelled";

type BatchStatus = EndStatus | "validating" | "in_progress" | "finalizing" | "cancelling";

/** What a batch ended with. */
export interface BatchEnd {
  status: EndStatus;
  atMs: number;
  outcome?: RunOutcome | undefined;
  outputFileId?: string | undefined;
  errorFileId?: string | undefined;
}

/** A batch as the endpoint keeps it. */
export interface Batch {
  id: string;
  /** Of the request that created it. */
  api: Api;
  /** As it was given. */
  endpoint: string;
  /** The endpoint without its version: `/chat/completions`. */
  operation: string;
  inputFileId: string;
  completionWindow: string;
  metadata: Record<string, unknown> | null;
  outputExpiresAfterSeconds: number | undefined;
  createdAtMs: number;
  /** Present once validation is over. */
  findings?: InputFindings;
  /** Present once somebody has cancelled it. */
  cancelled?: { atMs: number; answeredLines: number };
  end?: BatchEnd;
}

/** When a batch that nothing disturbs goes from one status to the next. */
export interface Timeline {
  validatedAtMs: number;
  finalizingAtMs: number;
  endsAtMs: number;
}

const longestEdgeMs = 60_000;

/** The timeline of a batch. */
export const timelineOf = ({ createdAtMs }: Batch, { durationMs = 0 }: BatchOptions): Timeline => {
  const edgeMs = Math.min(durationMs / 10, longestEdgeMs);
  return {
    validatedAtMs: createdAtMs + edgeMs,
    finalizingAtMs: createdAtMs + durationMs - edgeMs,
    endsAtMs: createdAtMs + durationMs,
  };
};

/** The share of the lines, from 0 to 1, that are answered by now. */
export const progressOf = ({ validatedAtMs, finalizingAtMs }: Timeline, nowMs: number): number => {
  if (!Number.isFinite(finalizingAtMs) || finalizingAtMs <= validatedAtMs) return 0;
  return Math.min(1, Math.max(0, (nowMs - validatedAtMs) / (finalizingAtMs - validatedAtMs)));
};

/** The status by the clock, of a batch that has been brought up to it. */
export const statusOf = (batch: Batch, timeline: Timeline, nowMs: number): BatchStatus => {
  if (batch.end !== undefined) return batch.end.status;
  if (batch.cancelled !== undefined) return "cancelling";
  if (batch.findings === undefined) return "validating";
  return nowMs < timeline.finalizingAtMs ? "in_progress" : "finalizing";
};
