import { clock } from "../../client/clock";
import type { Client } from "../../client/createClient";
import { ifReadable } from "../../client/errors/errors";
import { textIn } from "../../text/answerFields";
import { fieldsOf } from "../../text/isObject";
import { readPages } from "../lists/readPages";
import { type FileState, stateOf } from "./storeFile";

/** What a step waits for. */
interface Awaited {
  client: Client;
  vectorStoreId: string;
  /** What is known of files by their ids, kept up to date. */
  states: Map<string, FileState>;
  /** False looks once, and does not wait. */
  waits: boolean;
}

const usualWaitMs = 5_000;
const longestWaitMs = 60_000;
/** However short the wait is that a service names: asking costs both sides. */
const shortestWaitMs = 500;
/** Time at the end of the step for reading how each file ended. */
const reservedMs = 3_000;

const ended = new Set(["completed", "failed", "cancelled", "canceled"]);

/** The wait that the service names; 0 for none. */
const namedWait = (headers: Headers): number => {
  const waitMs = Number(headers.get("openai-poll-after-ms") ?? 0);
  return waitMs > 0 ? Math.min(Math.max(waitMs, shortestWaitMs), longestWaitMs) : 0;
};

/** Asks again and again. True once `look` has nothing left to wait for, false when the step has no time. */
const repeat = async (
  { client, waits }: Awaited,
  look: () => Promise<number | undefined>,
): Promise<boolean> => {
  for (;;) {
    const waitMs = await look();
    if (waitMs === undefined) return true;
    if (!waits || client.remainingMs() - waitMs < reservedMs) return false;
    await clock.wait(waitMs, client.signal);
  }
};

/** Waits until the batches have ended. One that can't be looked at is not waited for: its files are asked for next. */
const awaitBatches = (awaited: Awaited, batchIds: readonly string[]): Promise<boolean> => {
  const open = new Set(batchIds);
  const { client, vectorStoreId } = awaited;
  return repeat(awaited, async () => {
    let longest = 0;
    for (const id of open) {
      const answer = await ifReadable(() =>
        client.withResource((openai) =>
          openai.vectorStores.fileBatches.retrieve(id, { vector_store_id: vectorStoreId }).withResponse(),
        ),
      );
      const status = textIn(fieldsOf(answer?.data)["status"])?.trim().toLowerCase() ?? "";
      if (!answer || ended.has(status)) open.delete(id);
      else longest = Math.max(longest, namedWait(answer.response.headers));
    }
    return open.size === 0 ? undefined : longest || usualWaitMs;
  });
};

/** Reads how the files of a batch ended, which the batch itself does not tell. */
const readBatchFiles = async ({ client, vectorStoreId, states }: Awaited, batchId: string): Promise<void> => {
  const read = await ifReadable(() =>
    readPages({
      ask: (after) =>
        client.withResource((openai) =>
          openai.vectorStores.fileBatches.listFiles(batchId, {
            vector_store_id: vectorStoreId,
            limit: 100,
            ...(after !== undefined && { after }),
          }),
        ),
      isEnough: () => false,
    }),
  );
  for (const entry of read?.entries ?? []) {
    const id = textIn(fieldsOf(entry)["id"]);
    if (id !== undefined && states.has(id)) states.set(id, stateOf(entry));
  }
};

/** Waits for files one by one: those that an earlier step attached, and those that their batch says nothing of. */
const awaitEach = (awaited: Awaited): Promise<boolean> => {
  const { client, vectorStoreId, states } = awaited;
  return repeat(awaited, async () => {
    const open = [...states].filter(([, { status }]) => status === "remaining").map(([id]) => id);
    let isAnyRead = false;
    for (const id of open) {
      if (client.remainingMs() <= 0) return undefined;
      const entry = await ifReadable(() =>
        client.withResource((openai) =>
          openai.vectorStores.files.retrieve(id, { vector_store_id: vectorStoreId }),
        ),
      );
      isAnyRead ||= entry !== undefined;
      if (entry !== undefined) states.set(id, stateOf(entry));
    }
    const isLeft = open.some((id) => states.get(id)?.status === "remaining");
    return isLeft && isAnyRead ? usualWaitMs : undefined;
  });
};

/**
 * Waits until the service has read the files of these batches, and all others that are `remaining`, or the step's time
 * is up. What can't be looked at remains; nothing that was done is lost by an error here.
 */
export const awaitFiles = async (awaited: Awaited, batchIds: readonly string[]): Promise<void> => {
  const haveEnded = await awaitBatches(awaited, batchIds);
  for (const id of batchIds) await readBatchFiles(awaited, id);
  if (haveEnded && awaited.waits) await awaitEach(awaited);
};
