import type { IncomingHttpHeaders } from "node:http";
import { type Answer, jsonAnswer } from "../../server/answer";
import {
  type AnsweringServer,
  type AnsweringServerOptions,
  type ArrivedRequest,
  startAnsweringServer,
} from "../../server/answeringServer";
import { systemClock } from "../../server/clock";
import { controlPlaneError } from "../../server/errorShapes";
import { pageOf } from "../../server/paging";
import { bearerIn, judgeToken, type TokenVerdict } from "../entra/accessTokens";
import { cloudAudiences } from "../entra/clouds";
import type { EntraAuthority } from "../entra/entraAuthority";
import { findList } from "./listResources";
import type { ManagedSubscription } from "./managedResources";

/** What there is to manage, and how the stand-in behaves. */
export interface ResourceManagerOptions extends Omit<AnsweringServerOptions, "tls"> {
  /** Whose tokens are taken; the stand-in makes itself known there as a resource. */
  authority: EntraAuthority;
  /** Whom a token may be for; default: the stand-in's own address and Resource Manager of every cloud. */
  audiences?: readonly string[];
  subscriptions?: readonly ManagedSubscription[];
  /** How many items a page has; all of them unless given. */
  pageSize?: number;
  /** Actions that the caller has no role for, such as `Microsoft.CognitiveServices/accounts/read`; `*` for all. */
  deniedActions?: readonly string[];
}

/** A running Azure Resource Manager look-alike. */
export interface ResourceManager extends AnsweringServer {
  /** What to ask a token for. */
  scope: string;
}

const apiVersionPattern = /^\d{4}-\d{2}-\d{2}(-preview)?$/;
const managementAudiences = Object.values(cloudAudiences).map(({ management }) => management);

/** Starts a look-alike of Azure Resource Manager's lists of subscriptions, accounts and deployments, over TLS. */
export const startResourceManager = async (options: ResourceManagerOptions): Promise<ResourceManager> => {
  const { authority, clock = systemClock } = options;
  const answer = (request: ArrivedRequest): Answer => {
    const audiences = options.audiences ?? [ownUrl, ...managementAudiences];
    return (
      refuseVersion(request.url.searchParams.get("api-version")) ??
      refuseToken(request.headers, authority, audiences, clock.nowMs()) ??
      answerList(request, ownUrl, options)
    );
  };
  const server = await startAnsweringServer(answer, { ...options, tls: true });
  const ownUrl = server.url;
  authority.addResource(ownUrl);
  return { ...server, scope: `${ownUrl}/.default` };
};

const answerList = (
  { recorded: { method, path }, url }: ArrivedRequest,
  ownUrl: string,
  { authority, subscriptions = [], pageSize, deniedActions = [] }: ResourceManagerOptions,
): Answer => {
  const list = method === "GET" ? findList(url.pathname, subscriptions, authority.tenantId) : undefined;
  if (list === undefined) return refuse(404, "NotFound", `Nothing is served at ${path}.`);
  const { action, scope } = list;
  if (deniedActions.some((denied) => denied === "*" || denied === action)) {
    const message = `The client '${authority.clientId}' does not have authorization to perform action '${action}' over scope '${scope}', or the scope is invalid.`;
    return refuse(403, "AuthorizationFailed", message);
  }
  const items = list.read();
  if (!Array.isArray(items)) return items;
  const { items: value, nextToken } = pageOf(items, pageSize, url.searchParams.get("$skiptoken"));
  if (nextToken === undefined) return jsonAnswer({ value });
  const next = new URL(`${url.pathname}${url.search}`, ownUrl);
  next.searchParams.set("$skiptoken", nextToken);
  return jsonAnswer({ value, nextLink: next.href });
};

const refuseToken = (
  headers: IncomingHttpHeaders,
  authority: EntraAuthority,
  audiences: readonly string[],
  nowMs: number,
): Answer | undefined => {
  const bearer = bearerIn(headers);
  const verdict =
    bearer === undefined ? "absent" : judgeToken(bearer, { issuer: authority, audiences, nowMs });
  if (verdict === "accepted") return undefined;
  const { code, message } = tokenFailures[verdict];
  const challenge = `Bearer authorization_uri="${authority.authorityHost}/${authority.tenantId}", error="invalid_token", error_description="${message}"`;
  return refuse(401, code, message, { "www-authenticate": challenge });
};

const tokenFailures: Record<Exclude<TokenVerdict, "accepted"> | "absent", { code: string; message: string }> =
  {
    absent: {
      code: "AuthenticationFailed",
      message: "Authentication failed. The 'Authorization' header is missing.",
    },
    unknown: { code: "InvalidAuthenticationToken", message: "The access token is invalid." },
    expired: { code: "ExpiredAuthenticationToken", message: "The access token expiry has passed." },
    wrongAudience: {
      code: "InvalidAuthenticationTokenAudience",
      message: "The access token has been obtained for the wrong audience or resource.",
    },
  };

const refuseVersion = (apiVersion: string | null): Answer | undefined => {
  if (apiVersion === null || apiVersion === "") {
    const message = "The api-version query parameter (?api-version=) is required for all requests.";
    return refuse(400, "MissingApiVersionParameter", message);
  }
  if (apiVersionPattern.test(apiVersion)) return undefined;
  return refuse(400, "InvalidApiVersionParameter", `The api-version '${apiVersion}' is invalid.`);
};

const refuse = (
  status: number,
  code: string,
  message: string,
  headers: Record<string, string> = {},
): Answer => jsonAnswer(controlPlaneError(code, message), status, headers);
