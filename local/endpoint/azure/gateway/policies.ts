import type { IncomingHttpHeaders } from "node:http";
import { type Answer, jsonAnswer } from "../../server/answer";
import type { ArrivedRequest } from "../../server/answeringServer";
import type { Clock } from "../../server/clock";
import { flatError, gatewayError } from "../../server/errorShapes";
import { bearerIn, judgeToken, type TokenIssuer, type TokenVerdict } from "../entra/accessTokens";
import { CallLimit, type CallLimitOptions } from "./callLimit";
import { customHeaders } from "./customHeaders";

/** What the gateway asks of a request before it passes it on; nothing is asked unless given. */
export interface GatewayPolicies {
  /** Default: a key made up for the gateway; null when none is needed. */
  subscriptionKey?: string | null;
  /** Default `Ocp-Apim-Subscription-Key`. */
  subscriptionKeyHeader?: string;
  /** The query parameter that takes the key as well; default `subscription-key`. */
  subscriptionKeyQuery?: string;
  /** A token that has to come along (validate-jwt). */
  bearer?: { issuer: TokenIssuer; audiences: readonly string[] };
  /** True when the caller's address is not allowed (ip-filter). */
  isAddressForbidden?: boolean;
  /** 429 above it. */
  rateLimit?: CallLimitOptions;
  /** 403 above it. */
  quota?: CallLimitOptions;
  /** 431 for a request with more headers that the caller made up; Azure's limit is 10. */
  mostCustomHeaders?: number;
  /** True when every backend has failed: 503 without a body. */
  isBackendDown?: boolean;
}

/** Policies with everything that they need filled in. */
export type ActivePolicies = GatewayPolicies &
  Required<Pick<GatewayPolicies, "subscriptionKey" | "subscriptionKeyHeader" | "subscriptionKeyQuery">>;

/** Returns what refuses a request by the policies, in the order in which a gateway runs them. */
export const policyGate = (
  policies: ActivePolicies,
  clock: Clock,
): ((request: ArrivedRequest) => Answer | undefined) => {
  const rateLimit = policies.rateLimit && new CallLimit(policies.rateLimit, clock);
  const quota = policies.quota && new CallLimit(policies.quota, clock);
  return (request) =>
    refuseHeaders(request, policies) ??
    refuseKey(request, policies) ??
    (policies.isAddressForbidden === true ? flatAnswer(403, "Forbidden") : undefined) ??
    refuseToken(request.headers, policies, clock.nowMs()) ??
    refuseRate(rateLimit?.spend() ?? 0) ??
    refuseQuota(quota?.spend() ?? 0) ??
    (policies.isBackendDown === true ? { status: 503, body: undefined } : undefined);
};

/** An answer in the gateway's own shape, without an `error` object. */
export const flatAnswer = (status: number, message: string, headers: Record<string, string> = {}): Answer =>
  jsonAnswer(flatError(status, message), status, headers);

const refuseHeaders = ({ headers }: ArrivedRequest, policies: ActivePolicies): Answer | undefined => {
  const { mostCustomHeaders = Number.POSITIVE_INFINITY, subscriptionKeyHeader } = policies;
  const count = customHeaders(headers, subscriptionKeyHeader).length;
  if (count <= mostCustomHeaders) return undefined;
  const message = `The request has ${count} custom headers; ${mostCustomHeaders} are allowed.`;
  return jsonAnswer(gatewayError("431", message), 431);
};

const refuseKey = ({ headers, url }: ArrivedRequest, policies: ActivePolicies): Answer | undefined => {
  const { subscriptionKey, subscriptionKeyHeader, subscriptionKeyQuery } = policies;
  if (subscriptionKey === null) return undefined;
  const isBearer = subscriptionKeyHeader.toLowerCase() === "authorization";
  const sent =
    (isBearer ? bearerIn(headers) : headers[subscriptionKeyHeader.toLowerCase()]) ??
    url.searchParams.get(subscriptionKeyQuery) ??
    "";
  if (sent === subscriptionKey) return undefined;
  const challenge = `AzureApiManagementKey realm="${url.host}", name="${subscriptionKeyHeader}", type="header"`;
  return sent === ""
    ? flatAnswer(
        401,
        "Access denied due to missing subscription key. Make sure to include subscription key when making requests to an API.",
        { "www-authenticate": challenge },
      )
    : flatAnswer(
        401,
        "Access denied due to invalid subscription key. Make sure to provide a valid key for an active subscription.",
        { "www-authenticate": challenge },
      );
};

const tokenFailures: Record<Exclude<TokenVerdict, "accepted">, string> = {
  unknown: "IDX10511: Signature validation failed.",
  expired: "IDX10223: Lifetime validation failed. The token is expired.",
  wrongAudience: "IDX10214: Audience validation failed.",
};

const refuseToken = (
  headers: IncomingHttpHeaders,
  { bearer }: ActivePolicies,
  nowMs: number,
): Answer | undefined => {
  if (bearer === undefined) return undefined;
  const token = bearerIn(headers);
  if (token === undefined) return flatAnswer(401, "JWT not present.");
  const verdict = judgeToken(token, { ...bearer, nowMs });
  return verdict === "accepted" ? undefined : flatAnswer(401, tokenFailures[verdict]);
};

const refuseRate = (seconds: number): Answer | undefined => {
  if (seconds === 0) return undefined;
  const message = `Rate limit is exceeded. Try again in ${seconds} seconds.`;
  return flatAnswer(429, message, { "retry-after": String(seconds) });
};

const refuseQuota = (seconds: number): Answer | undefined => {
  if (seconds === 0) return undefined;
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const time = parts.map((part) => String(part).padStart(2, "0")).join(":");
  const message = `Out of call volume quota. Quota will be replenished in ${time}.`;
  return flatAnswer(403, message, { "retry-after": String(seconds) });
};
