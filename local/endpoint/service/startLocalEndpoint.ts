import { setMaxListeners } from "node:events";
import {
  type EntraAuthority,
  type EntraAuthorityOptions,
  startEntraAuthority,
} from "../azure/entra/entraAuthority";
import { answerProject, type ProjectOptions } from "../azure/foundry/answerProject";
import type { DeployedModel } from "../catalogue/deployedModel";
import { type DeploymentStore, storeOf } from "../catalogue/deploymentStore";
import type { WebhookDelivery } from "../kept/webhooks/webhookSender";
import { type Api, type ParsedAddress, parseAddress } from "../server/address";
import { type Answer, jsonAnswer } from "../server/answer";
import {
  type AnsweringServer,
  type AnsweringServerOptions,
  type ArrivedRequest,
  type ServerManners,
  startAnsweringServer,
} from "../server/answeringServer";
import { systemClock } from "../server/clock";
import { gatewayError, standardError } from "../server/errorShapes";
import type { RecordedRequest } from "../server/recordedRequest";
import { type AccessOptions, accessGate } from "./access";
import { answerRequest, answerUnknownPath, type EndpointState } from "./answerRequest";
import { EndpointControls } from "./endpointControls";
import { type FamilyOptions, startFamilies } from "./families";
import type { QuotaOptions } from "./quota";
import { standardHeaders } from "./standardHeaders";

/**
 * How the endpoint behaves; everything has a default. With TLS it also starts an Entra authority, unless one is
 * given.
 */
export interface LocalEndpointOptions extends AnsweringServerOptions, ProjectOptions, FamilyOptions {
  apiKey?: string;
  /** The wait before each answer. */
  latencyMs?: number | (() => number);
  /** When given, any other model name is answered 404; a store is one that Resource Manager changes as well. */
  deployments?: ReadonlyArray<string | DeployedModel> | DeploymentStore | undefined;
  access?: AccessOptions;
  /** The resource is too old for the v1 API. */
  isV1Missing?: boolean;
  quota?: QuotaOptions;
  /** Controls of several endpoints, in place of the endpoint's own; they know the wait and the quota. */
  controls?: EndpointControls;
  entra?: EntraAuthorityOptions;
  /** A running authority to trust, in place of one of the endpoint's own; it is left running. */
  authority?: EntraAuthority;
  /** Told of each request with what was answered. */
  onAnswer?: (request: RecordedRequest, answer: Answer) => void;
}

/** A running endpoint. */
export interface LocalEndpoint extends AnsweringServer {
  apiKey: string;
  /** What can be changed while it runs. */
  controls: EndpointControls;
  /** Every webhook delivery, in the order of the events. */
  deliveries: readonly WebhookDelivery[];
  /** Present with TLS, or when `entra` or `authority` was given. */
  entra?: EntraAuthority;
  /** Destroys open connections and stops everything that was started. */
  close(): Promise<void>;
}

const defaultApiKey = "local-endpoint-key-0123456789abcdef";

/** Starts an Azure OpenAI and OpenAI look-alike on loopback. */
export const startLocalEndpoint = async (options: LocalEndpointOptions = {}): Promise<LocalEndpoint> => {
  const { apiKey = defaultApiKey, clock = systemClock, tls = false } = options;
  const closing = new AbortController();
  // Each wait under way listens, and there may be many.
  setMaxListeners(0, closing.signal);
  const deployments = storeOf(options.deployments, clock);
  const families = startFamilies(options, { clock, deployments, closing: closing.signal });
  const { routes } = families;
  const hasOwnEntra = options.authority === undefined && (tls || options.entra !== undefined);
  const ownEntra = hasOwnEntra ? await startEntraAuthority({ clock, ...options.entra }) : undefined;
  const entra = options.authority ?? ownEntra;
  const controls = options.controls ?? new EndpointControls({ ...options, deployments });
  options.exchanges?.hide(apiKey);
  const state = { routes, deployments, controls };
  const refuse = accessGate({ ...options.access, apiKey, issuer: entra, routes });
  const answer = (request: ArrivedRequest): Answer | Promise<Answer> => {
    const parsed = parseOffered(request.url, options);
    return refuse(request, parsed, clock.nowMs()) ?? answerAdmitted(request, parsed, options, state);
  };
  const server = await startAnsweringServer(
    answer,
    options,
    mannersOf(options, controls, closing.signal),
  ).catch(async (error: unknown) => {
    await ownEntra?.close();
    throw error;
  });
  return {
    ...server,
    apiKey,
    controls,
    deliveries: families.deliveries,
    ...(entra === undefined ? {} : { entra }),
    close: async () => {
      closing.abort();
      await Promise.all([server.close(), families.close(), ownEntra?.close()]);
    },
  };
};

/** The endpoint's own wait before each answer, and what either service adds to it. */
const mannersOf = (
  options: LocalEndpointOptions,
  controls: EndpointControls,
  closing: AbortSignal,
): ServerManners => {
  const { clock = systemClock } = options;
  const api = (url: URL): Api => parseOffered(url, options).api;
  return {
    api,
    pause: async () => {
      const delayMs = controls.nextLatencyMs();
      if (delayMs > 0) await clock.wait(delayMs, closing);
    },
    complete: (answer, { recorded, url }) => {
      options.onAnswer?.(recorded, answer);
      const headers = standardHeaders(recorded, api(url), clock.nowMs() - recorded.atMs);
      return { ...answer, headers: { ...headers, ...answer.headers } };
    },
  };
};

/** Answers a request that was let in. */
const answerAdmitted = (
  request: ArrivedRequest,
  parsed: ParsedAddress,
  options: LocalEndpointOptions,
  state: EndpointState,
): Answer | Promise<Answer> => {
  const { recorded, url, headers } = request;
  if (parsed.kind === "project") {
    const scheme = options.tls === true ? "https" : "http";
    const sentTo = new URL(`${scheme}://${headers.host}${url.pathname}${url.search}`);
    return answerProject({ method: recorded.method, url: sentTo }, parsed, state.deployments.list(), options);
  }
  if (parsed.kind === "operation") return answerRequest(request, parsed, state).catch(answerForCrash);
  return parsed.kind === "unknownVersion"
    ? jsonAnswer(gatewayError("BadRequest", "API version not supported"), 400)
    : answerUnknownPath(recorded, parsed.api);
};

/** Takes a path apart; v1 is a path like any unknown one where it is missing. */
const parseOffered = (
  { pathname, searchParams }: URL,
  { isV1Missing = false }: LocalEndpointOptions,
): ParsedAddress =>
  isV1Missing && pathname.startsWith("/openai/v1/")
    ? { kind: "unknownPath", api: "azureDated" }
    : parseAddress(pathname, searchParams.get("api-version") ?? undefined);

const answerForCrash = (error: unknown): Answer => {
  const message = `The local endpoint failed: ${error instanceof Error ? error.message : String(error)}`;
  return jsonAnswer(standardError({ message, type: "server_error" }), 500);
};
