import { parseAddress } from "../../server/address";
import type { Answer } from "../../server/answer";
import {
  type AnsweringServer,
  type AnsweringServerOptions,
  type ArrivedRequest,
  startAnsweringServer,
} from "../../server/answeringServer";
import { systemClock } from "../../server/clock";
import { customHeaders } from "./customHeaders";
import { type Backend, forwardRequest } from "./forwardRequest";
import { type ActivePolicies, flatAnswer, type GatewayPolicies, policyGate } from "./policies";

/** How the gateway behaves; everything but the backend has a default. */
export interface GatewayOptions extends AnsweringServerOptions, GatewayPolicies {
  /** The data endpoint behind the gateway. */
  backend: Backend;
  /** What stands in front of `/openai`, such as `/team/models`; default nothing. */
  prefix?: string;
  /** Operations of the imported API, such as `/chat/completions`; any other is 404. Default: all. */
  operations?: readonly string[];
  /** Whose credential the backend sees: the gateway's own key (default), or what the caller sent. */
  backendCredential?: "gateway" | "caller";
}

/** A running gateway; the inherited url has no prefix. */
export interface Gateway extends AnsweringServer {
  /** Url and prefix: what a connection takes as its endpoint. */
  endpoint: string;
  /** Undefined when no key is needed. */
  subscriptionKey: string | undefined;
  subscriptionKeyHeader: string;
  /** The names of the made-up headers of each request, in the order of arrival. */
  readonly customHeaders: string[][];
}

const credentialHeaders = ["api-key", "authorization"];

/** Starts a look-alike of Azure API Management in front of a data endpoint. */
export const startGateway = async (options: GatewayOptions): Promise<Gateway> => {
  const { clock = systemClock } = options;
  const prefix = (options.prefix ?? "").replace(/\/+$/, "");
  const policies = activePolicies(options);
  const { subscriptionKeyHeader } = policies;
  const refuse = policyGate(policies, clock);
  const answer = async (request: ArrivedRequest): Promise<Answer> => {
    const { pathname } = request.url;
    const path = pathname.startsWith(`${prefix}/`) ? pathname.slice(prefix.length) : undefined;
    if (path === undefined || !isOffered(path, request.url, options)) {
      return flatAnswer(404, "Resource not found");
    }
    return refuse(request) ?? passOn(request, path, options, policies);
  };
  const server = await startAnsweringServer(answer, options);
  return {
    ...server,
    endpoint: `${server.url}${prefix}`,
    subscriptionKey: policies.subscriptionKey ?? undefined,
    subscriptionKeyHeader,
    get customHeaders() {
      return server.requests.map(({ headers }) => customHeaders(headers, subscriptionKeyHeader));
    },
  };
};

const activePolicies = (options: GatewayPolicies): ActivePolicies => ({
  ...options,
  subscriptionKey:
    options.subscriptionKey === undefined ? "local-subscription-key-0123456789" : options.subscriptionKey,
  subscriptionKeyHeader: options.subscriptionKeyHeader ?? "Ocp-Apim-Subscription-Key",
  subscriptionKeyQuery: options.subscriptionKeyQuery ?? "subscription-key",
});

const isOffered = (path: string, url: URL, { operations }: GatewayOptions): boolean => {
  if (operations === undefined) return true;
  const parsed = parseAddress(path, url.searchParams.get("api-version") ?? undefined);
  return parsed.kind === "operation" && operations.includes(parsed.operation);
};

/** Passes a request on, with the gateway's key or the caller's credential; the gateway's own inputs stay here. */
const passOn = (
  { url, recorded: { method, headers }, bytes }: ArrivedRequest,
  path: string,
  { backend, backendCredential = "gateway" }: GatewayOptions,
  { subscriptionKeyQuery, subscriptionKeyHeader }: ActivePolicies,
): Promise<Answer> => {
  const query = new URLSearchParams(url.search);
  query.delete(subscriptionKeyQuery);
  const dropped = [...credentialHeaders, subscriptionKeyHeader.toLowerCase()];
  const others = Object.entries(headers).filter(([name]) => !dropped.includes(name));
  return forwardRequest(backend, {
    method,
    path: query.size > 0 ? `${path}?${query}` : path,
    headers:
      backendCredential === "caller" ? headers : { ...Object.fromEntries(others), "api-key": backend.apiKey },
    bytes,
  }).catch(() => flatAnswer(500, "Internal server error"));
};
