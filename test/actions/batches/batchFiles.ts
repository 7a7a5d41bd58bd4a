import type { ResultsOutput } from "../../../src/actions/batches/batchResults";
import { run } from "../../support/connector";
import {
  type ScriptEntry,
  type ScriptedAnswer,
  type ScriptedServer,
  sendAnswer,
  startScriptedServer,
} from "../../support/scriptedServer";
import { connectionTo } from "../support";

/** A file that the service does not have. */
export const missingFile: ScriptedAnswer = {
  status: 404,
  body: { error: { code: "NotFound", message: "No such file." } },
};

/** A service with one batch and the files of a test. */
export interface BatchFiles {
  server: ScriptedServer;
  batch: Record<string, unknown>;
  /** What is answered for the content of each file; others are not there. */
  files: Record<string, ScriptedAnswer | ScriptEntry[]>;
  /** Runs Get Batch Results. */
  read(params?: Record<string, unknown>): Promise<ResultsOutput>;
}

/** Starts a service with a completed batch of the files `in` and `out`. */
export const startBatchFiles = async (): Promise<BatchFiles> => {
  const service: BatchFiles = {
    server: await startScriptedServer(),
    batch: {
      id: "batch_1",
      object: "batch",
      status: "completed",
      input_file_id: "in",
      output_file_id: "out",
      error_file_id: "",
      request_counts: { total: 3, completed: 3, failed: 0 },
    },
    files: {},
    read: async (params = {}) => {
      const inputs = { connection: connectionTo(service.server.url), batchIds: "batch_1", ...params };
      return (await run("getBatchResults", inputs)).data as ResultsOutput;
    },
  };
  service.server.script((request, response) => {
    const name = /\/files\/([^/]+)\/content/.exec(request.url)?.[1];
    if (name === undefined) return sendAnswer(response, { body: service.batch });
    const answer = service.files[name] ?? missingFile;
    const entry = Array.isArray(answer) ? (answer.shift() ?? missingFile) : answer;
    if (typeof entry === "function") entry(request, response);
    else sendAnswer(response, entry);
  });
  return service;
};

/** A line with an answer. */
export const answered = (
  id: unknown,
  body: unknown = { choices: [{ message: { content: `text of ${id}` } }] },
  more: Record<string, unknown> = {},
): string =>
  JSON.stringify({
    id: `req-${id}`,
    custom_id: id,
    response: { status_code: 200, body },
    error: null,
    ...more,
  });

/** A line of a row that the service refused. */
export const refused = (id: string, error: unknown): string =>
  JSON.stringify({ custom_id: id, response: { status_code: 429, body: { error } }, error: null });

/** A file of these lines. */
export const file = (...lines: string[]): ScriptedAnswer => ({ body: lines.join("\n") });

/** An input file of rows with these ids. */
export const input = (...ids: unknown[]): ScriptedAnswer =>
  file(...ids.map((id) => JSON.stringify({ custom_id: id })));

/** Id and status of each row. */
export const rows = ({ results }: ResultsOutput): string[] =>
  results.map(({ customId, status }) => `${customId} ${status}`);
