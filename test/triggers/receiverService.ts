import type { ServerResponse } from "node:http";
import component from "../../src/index";
import { silentLogger } from "../support/connector";
import {
  type ReceivedRequest,
  type ScriptedServer,
  sendAnswer,
  startScriptedServer,
} from "../support/scriptedServer";

/** A receiver as the service keeps it. */
export interface FakeReceiver {
  id: string;
  name: string;
  url: string;
  event_types: string[];
}

/** A service that keeps webhook receivers. */
export interface ReceiverService {
  server: ScriptedServer;
  receivers: FakeReceiver[];
  /** Below which path they are. */
  path: string;
  /** Refuses every request of a method with this status. */
  refusals: Record<string, number>;
  /** The list is behind: it shows no receiver. */
  listsNothing: boolean;
  /** What the next created receiver's answer has as its secret. */
  nextSecret: string | undefined;
  /** Method and path of all that arrived. */
  asked(): string[];
}

const pageSize = 2;

const answer = (service: ReceiverService, { method, url, body }: ReceivedRequest) => {
  const { pathname, searchParams } = new URL(url, "http://127.0.0.1");
  const refusal = service.refusals[method];
  if (refusal) return { status: refusal, body: { error: { message: `The service says ${refusal}` } } };
  if (!pathname.startsWith(service.path))
    return { status: 404, body: { error: { message: "No such path" } } };
  const id = pathname.slice(service.path.length + 1);
  const found = service.receivers.find((receiver) => receiver.id === id);
  if (id !== "" && !found) return { status: 404, body: { error: { message: "No such receiver" } } };
  if (method === "DELETE") {
    service.receivers = service.receivers.filter((receiver) => receiver !== found);
    return { body: { id, object: "webhook_endpoint.deleted", deleted: true } };
  }
  if (method === "GET" && service.listsNothing)
    return { body: { object: "list", data: [], has_more: false } };
  if (method === "GET") {
    const start = service.receivers.findIndex((receiver) => receiver.id === searchParams.get("after")) + 1;
    const data = service.receivers.slice(start, start + pageSize);
    return { body: { object: "list", data, has_more: start + pageSize < service.receivers.length } };
  }
  if (found) return { body: Object.assign(found, JSON.parse(body)) };
  const created = { id: `whe_${service.server.requests.length}`, ...JSON.parse(body) };
  service.receivers.push(created);
  return {
    status: 201,
    body: { ...created, object: "webhook_endpoint", signing_secret: service.nextSecret },
  };
};

/** Starts a service that keeps its receivers where Azure does. */
export const startReceiverService = async (): Promise<ReceiverService> => {
  const server = await startScriptedServer();
  const service: ReceiverService = {
    server,
    receivers: [],
    path: "/openai/v1/dashboard/webhook_endpoints",
    refusals: {},
    listsNothing: false,
    nextSecret: undefined,
    asked: () => server.requests.map(({ method, url }) => `${method} ${url.split("?")[0]}`),
  };
  server.script((request: ReceivedRequest, response: ServerResponse) =>
    sendAnswer(response, answer(service, request)),
  );
  return service;
};

/** The URL of the flow that the tests deploy. */
export const flowUrl = "https://hooks.example.com/trigger/flow-1";

/** A context of the flow, whose state is kept from one call to the next. */
export const flowContext = (more: Record<string, unknown> = {}) => ({
  logger: silentLogger,
  instanceState: {},
  crossFlowState: {} as Record<string, unknown>,
  webhookUrls: { "Flow 1": flowUrl, "Flow 2": "https://hooks.example.com/trigger/flow-2" },
  flow: { id: "flowId", name: "Flow 1", stableId: "flowStableId" },
  integration: { name: "Integration 1" },
  ...more,
});

type Handler = (context: object, params: object) => Promise<{ crossFlowState?: unknown } | undefined>;

const handlers = component.triggers["webhook"] as unknown as {
  webhookCreate: Handler;
  webhookDelete: Handler;
};

/** Deploys the flow. */
export const createWebhook = (context: object, params: object) => handlers.webhookCreate(context, params);

/** Removes the flow. */
export const deleteWebhook = (context: object, params: object) => handlers.webhookDelete(context, params);
