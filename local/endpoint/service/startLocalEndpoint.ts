import { setMaxListeners } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import { type EntraAuthority, type EntraOptions, startEntraAuthority } from "../azure/entra/entraAuthority";
import { answerProject, type ProjectOptions } from "../azure/foundry/answerProject";
import { type DeployedModel, deploymentName } from "../catalogue/deployedModel";
import type { WebhookDelivery } from "../kept/webhooks/webhookSender";
import { modelRunner } from "../models/modelRunner";
import { AimockFront } from "../models/responses/responseRoutes";
import { type Flavour, type ParsedRoute, parseRoute } from "../server/address";
import { type Answer, jsonAnswer, sendAnswer } from "../server/answer";
import { localCertificate } from "../server/certificate";
import { type Clock, systemClock } from "../server/clock";
import { standardError } from "../server/errorShapes";
import { type Fault, FaultQueue } from "../server/faults";
import { answerForFault, breakConnection } from "../server/injectFault";
import { readBytes, startLoopbackServer } from "../server/loopbackServer";
import { type RecordedRequest, recordRequest } from "../server/recordedRequest";
import { type AccessOptions, accessGate } from "./access";
import { answerRequest, answerUnknown, type EndpointState } from "./answerRequest";
import { keepResources, type ResourceOptions } from "./families";
import { Quota, type QuotaOptions } from "./quota";
import { standardHeaders } from "./standardHeaders";

/** How the endpoint behaves; everything has a default. */
export interface LocalEndpointOptions extends ProjectOptions, ResourceOptions {
  /** Default 0: any free port. */
  port?: number;
  apiKey?: string;
  /** Serve https with a certificate made on the spot; also starts an Entra authority unless one is given. */
  tls?: boolean;
  /** The wait before each answer. */
  latencyMs?: number | (() => number);
  /** When given, any other model name is answered 404. */
  deployments?: ReadonlyArray<string | DeployedModel> | undefined;
  access?: AccessOptions;
  /** The resource is too old for the v1 API. */
  isV1Missing?: boolean;
  quota?: QuotaOptions;
  /** A script: each matching request consumes the first fault that is for it. */
  faults?: Fault[];
  entra?: EntraOptions;
  /** A running authority to trust, in place of one of the endpoint's own; it is left running. */
  authority?: EntraAuthority;
  clock?: Clock;
  /** Told of each request with what was answered. */
  onAnswer?: (request: RecordedRequest, answer: Answer) => void;
}

/** A running endpoint. */
export interface LocalEndpoint {
  /** `http://127.0.0.1:PORT`, or `https://localhost:PORT` with TLS. */
  url: string;
  port: number;
  apiKey: string;
  /** The certificate to trust, with TLS. */
  certificate?: string;
  /** Every request, in the order of arrival. */
  requests: RecordedRequest[];
  /** Every webhook delivery, in the order of the events. */
  deliveries: readonly WebhookDelivery[];
  enqueueFaults(...faults: Fault[]): void;
  /** Present with TLS, or when `entra` or `authority` was given. */
  entra?: EntraAuthority;
  /** Destroys open connections and stops everything that was started. */
  close(): Promise<void>;
}

const defaultApiKey = "local-endpoint-key-0123456789abcdef";

/** Starts an Azure OpenAI and OpenAI look-alike on loopback. */
export const startLocalEndpoint = async (options: LocalEndpointOptions = {}): Promise<LocalEndpoint> => {
  const { apiKey = defaultApiKey, latencyMs = 0, clock = systemClock } = options;
  const requests: RecordedRequest[] = [];
  const faults = new FaultQueue();
  faults.enqueue(...(options.faults ?? []));
  const closing = new AbortController();
  // Each wait under way listens, and there may be many.
  setMaxListeners(0, closing.signal);
  const aimock = new AimockFront();
  const runModel = modelRunner(aimock, () => clock.nowMs());
  const deployments = options.deployments?.map(deploymentName);
  const kept = keepResources(options, { runModel, deployments, clock, closing: closing.signal });
  const state: EndpointState = {
    deployments,
    quota: new Quota(options.quota ?? {}, clock),
    aimock,
    runModel,
    resources: kept.routes,
  };
  const hasOwnEntra =
    options.authority === undefined && (options.tls === true || options.entra !== undefined);
  const ownEntra = hasOwnEntra ? await startEntraAuthority({ clock, ...options.entra }) : undefined;
  const entra = options.authority ?? ownEntra;
  const refuseAccess = accessGate(options.access ?? {}, apiKey, entra);

  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? "/", "http://localhost");
    const startedAtMs = clock.nowMs();
    const bytes = await readBytes(request, request.headers["content-length"]);
    const recorded = recordRequest(request, url, bytes, startedAtMs);
    requests.push(recorded);
    const delayMs = typeof latencyMs === "function" ? latencyMs() : latencyMs;
    if (delayMs > 0) await clock.wait(delayMs, closing.signal);
    const parsed = parseOffered(url, options.isV1Missing === true);
    const flavour = parsed.kind === "route" ? parsed.route.flavour : flavourOfPath(url.pathname);
    const send = (answer: Answer) => {
      recorded.status = answer.status;
      options.onAnswer?.(recorded, answer);
      const headers = standardHeaders(recorded, flavour, clock.nowMs() - startedAtMs);
      sendAnswer(response, { ...answer, headers: { ...headers, ...answer.headers } });
    };
    const fault = faults.take(recorded.method, recorded.path);
    if (fault !== undefined && fault.kind !== "pass") {
      const answer = answerForFault(fault, flavour);
      if (answer !== undefined) send(answer);
      else recorded.status = breakConnection(fault, response);
      return;
    }
    const { method, path } = recorded;
    const refusal = refuseAccess({ method, path, headers: request.headers, flavour, parsed }, clock.nowMs());
    if (refusal !== undefined) return send(refusal);
    if (parsed.kind === "project") {
      const scheme = certificate === undefined ? "http" : "https";
      const sentTo = new URL(`${scheme}://${request.headers.host}${url.pathname}${url.search}`);
      return send(answerProject({ method, url: sentTo }, parsed, options.deployments, options));
    }
    if (parsed.kind !== "route") return send(answerUnknown(parsed, recorded));
    const admitted = { recorded, bytes, search: url.search };
    send(await answerRequest(admitted, parsed.route, state).catch(answerForCrash));
  };

  const certificate = options.tls === true ? await localCertificate() : undefined;
  const server = await startLoopbackServer(
    (request, response) => void handle(request, response).catch(() => response.destroy()),
    { port: options.port ?? 0, certificate },
  ).catch(async (error: unknown) => {
    await ownEntra?.close();
    throw error;
  });
  return {
    url: certificate === undefined ? `http://127.0.0.1:${server.port}` : `https://localhost:${server.port}`,
    port: server.port,
    apiKey,
    ...(certificate === undefined ? {} : { certificate: certificate.certificate }),
    requests,
    deliveries: kept.webhooks.deliveries,
    enqueueFaults: (...more) => faults.enqueue(...more),
    ...(entra === undefined ? {} : { entra }),
    close: async () => {
      closing.abort();
      await Promise.all([server.close(), aimock.close(), ownEntra?.close(), kept.webhooks.settled()]);
    },
  };
};

/** Takes a path apart; v1 is a path like any unknown one where it is missing. */
const parseOffered = ({ pathname, searchParams }: URL, isV1Missing: boolean): ParsedRoute => {
  if (isV1Missing && pathname.startsWith("/openai/v1/"))
    return { kind: "unknownPath", flavour: "azureDated" };
  return parseRoute(pathname, searchParams.get("api-version") ?? undefined);
};

const flavourOfPath = (path: string): Flavour => (path.startsWith("/v1/") ? "openai" : "azureDated");

const answerForCrash = (error: unknown): Answer => {
  const message = `The local endpoint failed: ${error instanceof Error ? error.message : String(error)}`;
  return jsonAnswer(standardError({ message, type: "server_error" }), 500);
};
