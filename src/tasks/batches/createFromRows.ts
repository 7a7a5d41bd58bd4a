import type { Client } from "../../client/createClient";
import { type CreatedOutput, createdOutput } from "../../output/createdBatches";
import type { NextTurn } from "../../pacing/turns";
import type { BatchRows } from "./batchRows";
import { createBatches } from "./createBatches";
import { batchLimits, planParts } from "./planParts";

/** Rows and the label of their input. */
interface RowSource {
  label: string;
  rows: BatchRows;
}

/** Settings for files and batches, from the inputs. */
export interface RowSettings {
  firstRow?: number | undefined;
  metadata?: ReadonlyArray<readonly [name: string, value: string]> | undefined;
  fileName?: string | undefined;
  fileExpiryDays?: number | undefined;
  linesPerBatch?: number | undefined;
  megabytesPerBatch?: number | undefined;
}

/**
 * Creates batches of rows, as many as the limits require.
 * @throws InputError with an input's label before anything is sent; the error of the first batch when none was created.
 */
export const createFromRows = async (
  client: Client,
  { label, rows }: RowSource,
  settings: RowSettings,
  nextTurn: NextTurn,
): Promise<CreatedOutput> => {
  const { endpoint } = client;
  const limits = batchLimits(endpoint, {
    lines: settings.linesPerBatch,
    megabytes: settings.megabytesPerBatch,
  });
  const parts = await planParts(label, rows, limits, settings.firstRow ?? 0, nextTurn);
  const created = await createBatches(rows, parts, {
    client,
    fileName: settings.fileName ?? "batch.jsonl",
    metadata: Object.fromEntries(settings.metadata ?? []),
    fileExpiryDays: settings.fileExpiryDays,
  });
  return createdOutput(created, rows.count);
};
