import { pollingTrigger, type TriggerPayload } from "@prismatic-io/spectral";
import type { Batch } from "openai/resources/batches";
import { clock } from "../client/clock";
import { createClient } from "../client/createClient";
import { connection } from "../inputs/connection";
import { requestOptions } from "../inputs/requestOptions";
import { type BatchSummary, batchEnd, batchSummary } from "../output/batchSummary";
import { includeEarlier, statuses } from "./batches/batchFinishedInputs";
import { followBatches } from "./batches/followBatches";
import { readState, writeState } from "./batches/pollState";
import { readBatches } from "./batches/readBatches";
import { examplePayload } from "./examplePayload";

const label = "Batch Finished";

/** A finished batch as the trigger hands it to the flow. */
interface FinishedBatch {
  /** The service's own object, unchanged. */
  batch: Batch;
  summary: BatchSummary;
}

/** What the trigger puts into `body.data`. */
interface BatchFinishedData {
  /** The batches that finished since the former poll, the earliest end first. */
  batches: FinishedBatch[];
}

const exampleBatch: Batch = {
  id: "batch_7f1c0a",
  object: "batch",
  endpoint: "/chat/completions",
  input_file_id: "file-41aa",
  completion_window: "24h",
  status: "completed",
  output_file_id: "file-52bb",
  error_file_id: "file-63cc",
  created_at: 1_795_251_600,
  completed_at: 1_795_253_400,
  request_counts: { total: 100, completed: 98, failed: 2 },
};

const dataOf = (batches: readonly Batch[]): BatchFinishedData => ({
  batches: batches.map((batch) => ({ batch, summary: batchSummary(batch) })),
});

/** Where the flow's state says since when ends are reported: the first poll may fail, or come late. */
const deployedAtPlace = "batchFinishedReportedFrom";
/** How far the service's clock may be behind. */
const clockDifferenceSeconds = 60;

const deployedAt = (instanceState: Readonly<Record<string, unknown>> | undefined): number => {
  const at = instanceState?.[deployedAtPlace];
  return typeof at === "number" ? at : Number.POSITIVE_INFINITY;
};

/** Starts the flow when batches have finished, once for each of them where the flow batches its items. */
export const batchFinished = pollingTrigger({
  display: {
    label,
    description: "Check on a schedule for batches that have completed, failed, expired or been cancelled",
  },
  inputs: { connection, statuses, includeEarlier, requestOptions },
  perform: async (
    context,
    payload: TriggerPayload,
    params,
  ): Promise<{ payload: TriggerPayload; polledNoChanges: boolean }> => {
    const nowSeconds = Math.floor(clock.now() / 1000);
    const client = createClient(context, {
      action: label,
      connection: params.connection,
      requestOptions: params.requestOptions,
    });
    const state = readState(context.polling.getState());
    const batches = await readBatches(client, state);
    const reportedFrom = params.includeEarlier ? 0 : deployedAt(context.instanceState);
    const { finished, next } = followBatches(state, batches, reportedFrom, nowSeconds);
    // Last of all: a poll that fails leaves the state as it was.
    context.polling.setState(writeState(next));
    const wanted = finished.filter((batch) => {
      const end = batchEnd(batch);
      return end && (params.statuses?.includes(end) ?? true);
    });
    return {
      payload: { ...payload, body: { data: dataOf(wanted) } },
      polledNoChanges: wanted.length === 0,
    };
  },
  onInstanceDeploy: async ({ instanceState }) => {
    const known = deployedAt(instanceState);
    const at = Number.isFinite(known) ? known : Math.floor(clock.now() / 1000) - clockDifferenceSeconds;
    return { instanceState: { [deployedAtPlace]: at } };
  },
  triggerResolverSupport: "valid",
  triggerResolver: {
    resolveItems: (_context, { payload }): FinishedBatch[] =>
      (payload.body.data as Partial<BatchFinishedData> | undefined)?.batches ?? [],
  },
  batchConfig: { batchSize: 1, concurrentBatchLimit: 1 },
  examplePayload: { payload: examplePayload(dataOf([exampleBatch])), polledNoChanges: false },
});
