import type { ServerResponse } from "node:http";
import { harness, keyConnection, silentLogger } from "../support/connector";
import {
  type ReceivedRequest,
  type ScriptedServer,
  sendAnswer,
  startScriptedServer,
} from "../support/scriptedServer";
import { startMs } from "../support/testClock";

/** A batch as the service keeps it; what the tests don't look at is left out. */
export interface FakeBatch {
  id: string;
  status: string;
  created_at: number | string;
  [property: string]: unknown;
}

/** A service that has batches, in whatever order and with whatever faults a test gives it. */
export interface BatchService {
  server: ScriptedServer;
  /** In the order of the list. */
  batches: FakeBatch[];
  /** Ids that the list leaves out, and that GET by id still knows. */
  unlisted: Set<string>;
  /** How many batches a page has at most, whatever is asked for. */
  pageSize: number;
  /** Answers this many requests, then fails the next ones. */
  failsAfter: number;
  close(): Promise<void>;
}

const answerFor = (service: BatchService, { url }: ReceivedRequest) => {
  const { pathname, searchParams } = new URL(url, "http://127.0.0.1");
  const id = /\/batches\/([^/]+)$/.exec(pathname)?.[1];
  if (id !== undefined) {
    const found = service.batches.find((batch) => batch.id === id);
    return found ? { body: found } : { status: 404, body: { error: { message: "No such batch" } } };
  }
  const listed = service.batches.filter((batch) => !service.unlisted.has(batch.id));
  const after = searchParams.get("after");
  const start = after === null ? 0 : listed.findIndex((batch) => batch.id === after) + 1;
  const size = Math.min(service.pageSize, Number(searchParams.get("limit") ?? 20));
  const data = listed.slice(start, start + size);
  return { body: { object: "list", data, has_more: start + size < listed.length } };
};

/** Starts a service without batches. */
export const startBatchService = async (): Promise<BatchService> => {
  const server = await startScriptedServer();
  const service: BatchService = {
    server,
    batches: [],
    unlisted: new Set(),
    pageSize: 100,
    failsAfter: Number.POSITIVE_INFINITY,
    close: () => server.close(),
  };
  server.script((request: ReceivedRequest, response: ServerResponse) => {
    service.failsAfter -= 1;
    if (service.failsAfter < 0) sendAnswer(response, { status: 403, body: { error: { message: "Broken" } } });
    else sendAnswer(response, answerFor(service, request));
  });
  return service;
};

/** A finished batch as `body.data` has it. */
export interface Reported {
  batch: FakeBatch;
  summary: Record<string, unknown>;
}

/** What one poll gave. */
export interface Polled {
  reported: Reported[];
  resultType: unknown;
  payload: { body: { data: unknown } };
}

/** When a test's clock starts, in the service's seconds. */
export const now = startMs / 1000;

/** A day in seconds. */
export const day = 86_400;

/** A batch as the service keeps it. */
export const batch = (id: string, status: string, createdAt: unknown = now - 60, more = {}): FakeBatch => ({
  id,
  object: "batch",
  status,
  created_at: createdAt as number,
  ...more,
});

/** Old finished batches, newest first. */
export const history = (count: number, newestAt = now - 2 * day): FakeBatch[] =>
  Array.from({ length: count }, (_, index) => {
    const createdAt = newestAt - index * 600;
    return batch(`old_${createdAt}`, "completed", createdAt);
  });

/** Gives a batch of the service another status. */
export const finish = ({ batches }: BatchService, id: string, status = "completed"): void => {
  for (const candidate of batches) if (candidate.id === id) candidate.status = status;
};

/** A flow that polls: its state is saved as JSON between two polls, as if each ran in a process of its own. */
export const pollingFlow = ({ server }: BatchService, params: Record<string, unknown> = {}) => {
  let saved = "{}";
  return {
    /** The state as the platform keeps it. */
    saved: () => saved,
    deploy: async (): Promise<void> => {
      const instanceState = JSON.parse(saved) as Record<string, unknown>;
      const inputs = { connection: keyConnection(server.url), ...params };
      const result = await harness.triggerOnInstanceDeploy(
        "batchFinished",
        inputs as never,
        { instanceState, logger: silentLogger } as never,
      );
      saved = JSON.stringify({ ...instanceState, ...result?.instanceState });
    },
    poll: async (): Promise<Polled> => {
      const instanceState = JSON.parse(saved) as Record<string, unknown>;
      const result = (await harness.trigger(
        "batchFinished",
        {},
        {
          connection: keyConnection(server.url),
          requestOptions: { maxRetries: "0" },
          ...params,
        } as never,
        { instanceState, logger: silentLogger } as never,
      )) as unknown as Omit<Polled, "reported">;
      saved = JSON.stringify(instanceState);
      return { ...result, reported: (result.payload.body.data as { batches: Reported[] }).batches };
    },
  };
};

/** The ids of what a poll reported. */
export const idsOf = ({ reported }: Polled): unknown[] => reported.map(({ summary }) => summary["id"]);
