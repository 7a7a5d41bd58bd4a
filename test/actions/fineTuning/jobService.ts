import type { ServerResponse } from "node:http";
import { errorAnswer, resetConnection } from "../../support/answers";
import { run } from "../../support/connector";
import {
  type ReceivedRequest,
  type ScriptEntry,
  type ScriptedServer,
  sendAnswer,
  startScriptedServer,
} from "../../support/scriptedServer";
import { startMs } from "../../support/testClock";
import { type Api, connectionTo } from "../support";

/** A job as a service keeps it. */
export type FakeJob = Record<string, unknown> & { id: string };

/** A service with files and fine-tuning jobs, written without a look at the look-alike. */
export interface JobService {
  server: ScriptedServer;
  jobs: FakeJob[];
  /** Statuses that a file has, look by look; the last one stays. */
  fileStatuses: Record<string, string[]>;
  /** What a file holds; one that is not here can't be read. */
  fileContents: Record<string, ScriptEntry>;
  /** What comes in place of the next creations; `lost` creates the job and loses the answer. */
  creations: Array<ScriptEntry | "lost">;
  /** What answers in place of the list of jobs. */
  listAnswer?: ScriptEntry;
  /** What answers the check of graders. */
  grader: ScriptEntry;
  /** Newest first. */
  events: Array<Record<string, unknown>>;
  checkpoints: Array<Record<string, unknown>>;
  /** False for a service that keeps no metadata. */
  keepsMetadata: boolean;
  /** How often the list does not show a new job yet. */
  hidesNewJobs: number;
  close(): Promise<void>;
}

const page = (all: ReadonlyArray<Record<string, unknown>>, query: URLSearchParams) => {
  const after = query.get("after");
  const start = after === null ? 0 : all.findIndex(({ id }) => id === after) + 1;
  const size = Number(query.get("limit") ?? 20);
  return {
    body: { object: "list", data: all.slice(start, start + size), has_more: start + size < all.length },
  };
};

const create = (service: JobService, { body }: ReceivedRequest): FakeJob => {
  const { metadata, ...asked } = JSON.parse(body) as Record<string, unknown>;
  const job = {
    object: "fine_tuning.job",
    status: "pending",
    created_at: startMs / 1000,
    finished_at: null,
    fine_tuned_model: null,
    error: null,
    ...asked,
    metadata: service.keepsMetadata ? metadata : null,
    id: `ftjob-${service.jobs.length + 1}`,
  };
  service.jobs.unshift(job);
  return job;
};

const answerOf = (service: JobService, request: ReceivedRequest): ScriptEntry => {
  const { pathname, searchParams } = new URL(request.url, "http://127.0.0.1");
  const path = pathname.replace(/^(?:\/openai)?(?:\/v1)?/, "");
  const [, fileId = "", content] = /^\/files\/([^/]+)(\/content)?$/.exec(path) ?? [];
  const [, jobId, part] = /^\/fine_tuning\/jobs\/([^/]+)(?:\/(\w+))?$/.exec(path) ?? [];
  if (content) return service.fileContents[fileId] ?? errorAnswer(403);
  if (fileId) {
    const statuses = service.fileStatuses[fileId];
    if (!statuses) return errorAnswer(404);
    const status = statuses.length > 1 ? statuses.shift() : statuses[0];
    return { body: { id: fileId, object: "file", status, status_details: "Row 3 is no JSON." } };
  }
  if (path.endsWith("/graders/validate")) return service.grader;
  if (part === "events") return page(service.events, searchParams);
  if (part === "checkpoints") return page(service.checkpoints, searchParams);
  if (jobId) {
    const job = service.jobs.find(({ id }) => id === jobId);
    if (job && part) job["status"] = { pause: "pausing", resume: "resuming" }[part] ?? "cancelled";
    return job ? { body: job } : errorAnswer(404);
  }
  if (request.method === "GET") {
    if (service.listAnswer) return service.listAnswer;
    const hidden = service.hidesNewJobs-- > 0 ? 1 : 0;
    return page(service.jobs.slice(hidden), searchParams);
  }
  const creation = service.creations.shift();
  if (creation !== undefined && creation !== "lost") return creation;
  const job = create(service, request);
  return creation === "lost" ? resetConnection : { body: job };
};

/** Starts a service with two files and no jobs. */
export const startJobService = async (): Promise<JobService> => {
  const server = await startScriptedServer();
  const service: JobService = {
    server,
    jobs: [],
    fileStatuses: { "file-train": ["processed"], "file-valid": ["processed"] },
    fileContents: {},
    creations: [],
    grader: { body: { grader: {} } },
    events: [],
    checkpoints: [],
    keepsMetadata: true,
    hidesNewJobs: 0,
    close: () => server.close(),
  };
  server.script((request: ReceivedRequest, response: ServerResponse) => {
    const entry = answerOf(service, request);
    if (typeof entry === "function") entry(request, response);
    else sendAnswer(response, entry);
  });
  return service;
};

/** A refusal of Azure's fine-tuning. */
export const azureRefusal = (message: string, code = "invalidPayload", status = 400): ScriptEntry => ({
  status,
  body: { error: { code, message } },
});

/** Runs an action of fine-tuning against the service. */
export const runJob = async (
  { server }: JobService,
  action: string,
  params: Record<string, unknown> = {},
  api: Api | Record<string, unknown> = "v1",
) => {
  const connection =
    typeof api === "string" ? connectionTo(server.url, api) : connectionTo(server.url, "v1", api);
  return (await run(action, { connection, ...params })).data as Record<string, unknown>;
};

/** The bodies of the creations that arrived. */
export const createdBodies = ({ server }: JobService): Array<Record<string, unknown>> =>
  server.requests
    .filter(({ method, url }) => method === "POST" && /\/fine_tuning\/jobs(?:\?|$)/.test(url))
    .map(({ body }) => JSON.parse(body) as Record<string, unknown>);
