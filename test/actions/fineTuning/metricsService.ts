import type { ServerResponse } from "node:http";
import { errorAnswer } from "../../support/answers";
import { run } from "../../support/connector";
import {
  type ReceivedRequest,
  type ScriptEntry,
  type ScriptedServer,
  sendAnswer,
  startScriptedServer,
} from "../../support/scriptedServer";
import { type Api, connectionTo } from "../support";

/** A service with a job that has been trained, as far as its metrics are asked for. */
export interface MetricsService {
  server: ScriptedServer;
  /** Fields of the job beside those of one that succeeded with the file `file-results`. */
  job: Record<string, unknown>;
  /** What answers for the content of a file, by its id. */
  contents: Record<string, string | Buffer | ScriptEntry>;
  /** Newest first; an entry answers in place of the list. */
  events: Array<Record<string, unknown>> | ScriptEntry;
  checkpoints: Array<Record<string, unknown>> | ScriptEntry;
  close(): Promise<void>;
}

const listOr = (list: Array<Record<string, unknown>> | ScriptEntry): ScriptEntry =>
  Array.isArray(list) ? { body: { object: "list", data: list, has_more: false } } : list;

const answerOf = (service: MetricsService, url: string): ScriptEntry => {
  const path = new URL(url, "http://127.0.0.1").pathname.replace(/^(?:\/openai)?(?:\/v1)?/, "");
  const [, fileId] = /^\/files\/([^/]+)\/content$/.exec(path) ?? [];
  if (fileId !== undefined) {
    const content = service.contents[fileId] ?? errorAnswer(404);
    return typeof content === "string" || Buffer.isBuffer(content) ? { body: content } : content;
  }
  if (path.endsWith("/events")) return listOr(service.events);
  if (path.endsWith("/checkpoints")) return listOr(service.checkpoints);
  if (path !== "/fine_tuning/jobs/ftjob-1") return errorAnswer(404);
  const job = {
    id: "ftjob-1",
    status: "succeeded",
    result_files: ["file-results"],
    created_at: 1_795_219_200,
  };
  return { body: { ...job, ...service.job } };
};

/** Starts such a service, its result file missing. */
export const startMetricsService = async (): Promise<MetricsService> => {
  const server = await startScriptedServer();
  const service: MetricsService = {
    server,
    job: {},
    contents: {},
    events: [],
    checkpoints: [],
    close: () => server.close(),
  };
  server.script((request: ReceivedRequest, response: ServerResponse) => {
    const entry = answerOf(service, request.url);
    if (typeof entry === "function") entry(request, response);
    else sendAnswer(response, entry);
  });
  return service;
};

/** What the action gives, as tests look at it. */
export interface Metrics {
  state: string;
  status: string | null;
  progress: string | null;
  overfits: string;
  verdict: string;
  best: { step: number; by: string; value: number } | null;
  nearestCheckpoint: { id: string | null; model: string | null; step: number; isFinal: boolean } | null;
  last: Record<string, number>;
  rows: Array<Record<string, unknown>>;
  rowCount: number;
  columns: Array<{ name: string; spelling: string; measured: number }>;
  source: string | null;
  numbers: Record<string, unknown>;
  chart: { png: { data: Buffer; contentType: string }; svg: { data: Buffer }; svgText: string } | null;
  warning: string | null;
}

/** Runs Get Training Metrics for the job of the service. */
export const metricsFrom = async (
  { server }: MetricsService,
  params: Record<string, unknown> = { jobId: "ftjob-1" },
  api: Api = "v1",
): Promise<Metrics> =>
  (await run("getTrainingMetrics", { connection: connectionTo(server.url, api), ...params })).data as Metrics;
