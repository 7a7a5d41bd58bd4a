import type { Api } from "../../server/address";
import { type Batch, type BatchOptions, progressOf, statusOf, type Timeline, timelineOf } from "./batch";

const windowMs = 24 * 60 * 60 * 1000;

/** A batch in the words of the service that is asked. */
export const showBatch = (batch: Batch, api: Api, options: BatchOptions, nowMs: number) => {
  const isAzure = api !== "openai";
  const isCapitalized = isAzure && options.isCapitalized === true;
  const timeline = timelineOf(batch, options);
  const status = statusOf(batch, timeline, nowMs);
  const absent = isAzure ? "" : null;
  const { end, findings } = batch;
  const errors = findings?.errors ?? [];
  return {
    id: batch.id,
    object: "batch",
    endpoint: isAzure && options.isEndpointNull === true ? null : batch.endpoint,
    ...(findings?.model === undefined ? {} : { model: findings.model }),
    errors: errors.length > 0 ? { object: "list", data: errors } : null,
    input_file_id: batch.inputFileId,
    completion_window: batch.completionWindow,
    status: isCapitalized ? status.charAt(0).toUpperCase() + status.slice(1) : status,
    output_file_id: end?.outputFileId ?? absent,
    error_file_id: end?.errorFileId ?? absent,
    ...timesOf(batch, timeline, nowMs, isCapitalized ? isoTime : unixTime),
    request_counts: countsOf(batch, timeline, nowMs),
    ...usageOf(batch),
    metadata: batch.metadata,
  };
};

type ShowTime = (timeMs: number) => string | number;
const isoTime: ShowTime = (timeMs) => new Date(timeMs).toISOString();
const unixTime: ShowTime = (timeMs) => Math.floor(timeMs / 1000);

/** The times of the steps that were taken; a step that was not is null. */
const timesOf = (batch: Batch, timeline: Timeline, nowMs: number, show: ShowTime) => {
  const { createdAtMs, cancelled, end, findings } = batch;
  const upToMs = Math.min(nowMs, cancelled?.atMs ?? nowMs);
  const isSound = findings !== undefined && findings.errors.length === 0;
  const passed = (timeMs: number) => (isSound && timeMs <= upToMs ? show(timeMs) : null);
  const ended = (status: string) => (end?.status === status ? show(end.atMs) : null);
  return {
    created_at: show(createdAtMs),
    in_progress_at: passed(timeline.validatedAtMs),
    expires_at: show(createdAtMs + windowMs),
    finalizing_at: cancelled === undefined ? passed(timeline.finalizingAtMs) : null,
    completed_at: ended("completed"),
    failed_at: ended("failed"),
    expired_at: ended("expired"),
    cancelling_at: cancelled === undefined ? null : show(cancelled.atMs),
    cancelled_at: ended("cancelled"),
  };
};

const countsOf = ({ end, findings, cancelled }: Batch, timeline: Timeline, nowMs: number) => {
  if (end?.outcome !== undefined) return end.outcome.counts;
  if (findings === undefined || findings.errors.length > 0) return { total: 0, completed: 0, failed: 0 };
  const total = findings.lines.length;
  const answered = cancelled?.answeredLines ?? Math.floor(total * progressOf(timeline, nowMs));
  return { total, completed: Math.min(total, answered), failed: 0 };
};

const usageOf = ({ end }: Batch) => {
  if (end?.outcome === undefined) return {};
  const { input, output } = end.outcome.tokens;
  return {
    usage: {
      input_tokens: input,
      input_tokens_details: { cached_tokens: 0 },
      output_tokens: output,
      output_tokens_details: { reasoning_tokens: 0 },
      total_tokens: input + output,
    },
  };
};
