import { parseRoute } from "../../server/address";
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
  const { backend, operations, backendCredential = "gateway", clock = systemClock } = options;
  const prefix = (options.prefix ?? "").replace(/\/+$/, "");
  const policies: ActivePolicies = {
    ...options,
    subscriptionKey:
      options.subscriptionKey === undefined ? "local-subscription-key-0123456789" : options.subscriptionKey,
    subscriptionKeyHeader: options.subscriptionKeyHeader ?? "Ocp-Apim-Subscription-Key",
    subscriptionKeyQuery: options.subscriptionKeyQuery ?? "subscription-key",
  };
  const refuse = policyGate(policies, clock);
  const keyHeader = policies.subscriptionKeyHeader;

  const answer = async (request: ArrivedRequest): Promise<Answer> => {
    const { pathname } = request.url;
    const path = pathname.startsWith(`${prefix}/`) ? pathname.slice(prefix.length) : undefined;
    if (path === undefined || !isOffered(path, request.url)) return flatAnswer(404, "Resource not found");
    const refusal = refuse(request);
    if (refusal !== undefined) return refusal;
    const { method, headers } = request.recorded;
    const query = new URLSearchParams(request.url.search);
    query.delete(policies.subscriptionKeyQuery);
    return forwardRequest(backend, {
      method,
      path: query.size > 0 ? `${path}?${query}` : path,
      headers: backendCredential === "caller" ? headers : withOwnKey(headers),
      bytes: request.bytes,
    }).catch(() => flatAnswer(500, "Internal server error"));
  };

  const isOffered = (path: string, url: URL): boolean => {
    if (operations === undefined) return true;
    const parsed = parseRoute(path, url.searchParams.get("api-version") ?? undefined);
    return parsed.kind === "route" && operations.includes(parsed.route.operation);
  };

  const withOwnKey = (headers: Record<string, string>): Record<string, string> => {
    const dropped = [...credentialHeaders, keyHeader.toLowerCase()];
    const others = Object.entries(headers).filter(([name]) => !dropped.includes(name));
    return { ...Object.fromEntries(others), "api-key": backend.apiKey };
  };

  const server = await startAnsweringServer(answer, options);
  return {
    ...server,
    endpoint: `${server.url}${prefix}`,
    subscriptionKey: policies.subscriptionKey ?? undefined,
    subscriptionKeyHeader: keyHeader,
    get customHeaders() {
      return server.requests.map(({ headers }) => customHeaders(headers, keyHeader));
    },
  };
};
