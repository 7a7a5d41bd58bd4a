import { type AzureModel, azureModels } from "../../catalogue/azureModels";
import { type Answer, jsonAnswer } from "../../server/answer";
import {
  type AnsweringServer,
  type AnsweringServerOptions,
  type ArrivedRequest,
  startAnsweringServer,
} from "../../server/answeringServer";
import { systemClock } from "../../server/clock";
import { pageOf } from "../../server/paging";
import { cloudAudiences } from "../entra/clouds";
import type { EntraAuthority } from "../entra/entraAuthority";
import { readApiVersion, refuseVersion } from "./apiVersions";
import { capacityRoutes } from "./capacityRoutes";
import { catalogueRoutes } from "./catalogueRoutes";
import { contentFilterRoutes } from "./contentFilterRoutes";
import { deletedAccountRoutes } from "./deletedAccountRoutes";
import type { DeploymentLimits } from "./deployments/admitDeployment";
import { DeploymentAnswers } from "./deployments/deploymentAnswers";
import { deploymentRoutes } from "./deployments/deploymentRoutes";
import { defaultLocation, type ManagedSubscription } from "./managedResources";
import { ManagedWorld } from "./managedWorld";
import { findRoute, type ManagementRoute } from "./managementRoute";
import { type OperationOptions, Operations } from "./operations";
import { type QuotaLimits, Quotas } from "./quotas";
import { refuse } from "./refusals";
import { resourceRoutes } from "./resourceRoutes";
import { Throttle, type ThrottleOptions } from "./throttle";
import { refuseToken } from "./tokens";

/** What there is to manage, and how the stand-in behaves. */
export interface ResourceManagerOptions extends Omit<AnsweringServerOptions, "tls"> {
  /** Whose tokens are taken; the stand-in makes itself known there as a resource. */
  authority: EntraAuthority;
  /** Whom a token may be for; default: the stand-in's own address and Resource Manager of every cloud. */
  audiences?: readonly string[];
  subscriptions?: readonly ManagedSubscription[];
  /** How many items a page has; all of them unless given. */
  pageSize?: number;
  /**
   * Actions that the caller has no role for, such as `Microsoft.CognitiveServices/accounts/read` or, for the way
   * that an operation goes on, `Microsoft.CognitiveServices/locations/operationsStatus/read`; `*` for all.
   */
  deniedActions?: readonly string[];
  /** Versions of Microsoft.CognitiveServices that there are; default: those of the public cloud. */
  apiVersions?: readonly string[];
  throttle?: ThrottleOptions;
  operations?: OperationOptions;
  quotas?: QuotaLimits;
  deploymentLimits?: DeploymentLimits;
  /** What every region offers; default: the models of November 2026. */
  models?: readonly AzureModel[];
  /** The regions whose capacity is told. */
  locations?: readonly string[];
}

/** A running Azure Resource Manager look-alike. */
export interface ResourceManager extends AnsweringServer {
  /** What to ask a token for. */
  scope: string;
}

const managementAudiences = Object.values(cloudAudiences).map(({ management }) => management);
const defaultLocations = [defaultLocation, "northcentralus", "eastus2", "westus3"];

/** Starts a look-alike of Azure Resource Manager over TLS: what there is, what there could be, and deployments that change. */
export const startResourceManager = async (options: ResourceManagerOptions): Promise<ResourceManager> => {
  const { authority, clock = systemClock } = options;
  const routes = routesOf(options, () => ownUrl);
  const throttle = new Throttle(options.throttle, clock);
  const answer = (request: ArrivedRequest): Answer => {
    const audiences = options.audiences ?? [ownUrl, ...managementAudiences];
    const version = readApiVersion(request.url);
    if ("refusal" in version) return version.refusal;
    return (
      refuseToken(request.headers, authority, audiences, clock.nowMs()) ??
      answerAdmitted(request, version.apiVersion, { ownUrl, routes, throttle, options })
    );
  };
  const server = await startAnsweringServer(answer, { ...options, tls: true });
  const ownUrl = server.url;
  authority.addResource(ownUrl);
  return { ...server, scope: `${ownUrl}/.default` };
};

const routesOf = (options: ResourceManagerOptions, ownUrl: () => string): ManagementRoute[] => {
  const { authority, clock = systemClock, models = azureModels, subscriptions = [] } = options;
  const world = new ManagedWorld(subscriptions, authority, clock);
  const operations = new Operations(options.operations ?? {}, clock, ownUrl);
  const quotas = new Quotas(world, operations, options.quotas ?? {}, models);
  const limits = options.deploymentLimits ?? {};
  const deployments = new DeploymentAnswers({ world, operations, quotas, models, limits, clock });
  return [
    ...resourceRoutes(world),
    ...deletedAccountRoutes(world),
    ...contentFilterRoutes(world),
    ...deploymentRoutes(deployments),
    ...operations.routes(deployments.showNamed),
    ...catalogueRoutes(world, quotas, models),
    ...capacityRoutes({ world, quotas, models, locations: options.locations ?? defaultLocations }),
  ];
};

/** What requests are answered from. */
interface Managed {
  ownUrl: string;
  routes: readonly ManagementRoute[];
  throttle: Throttle;
  options: ResourceManagerOptions;
}

const answerAdmitted = (request: ArrivedRequest, apiVersion: string, managed: Managed): Answer => {
  const { recorded, url, headers } = request;
  const { throttle, options } = managed;
  const found = findRoute(managed.routes, recorded.method, url.pathname);
  if (found === undefined) return refuse(404, "NotFound", `Nothing is served at ${recorded.path}.`);
  const { route, names, scope } = found;
  const location = names.location || defaultLocation;
  const refusal =
    throttle.refuse(route.action) ??
    refuseVersion(apiVersion, { path: url.pathname, since: route.since, location }, options.apiVersions) ??
    refuseAction(route.action, scope, options);
  if (refusal !== undefined) return refusal;
  const query = url.searchParams;
  const body = recorded.bodyJson;
  const answer = route.answer({ names, path: url.pathname, query, headers, apiVersion, body });
  return Array.isArray(answer) ? answerPage(answer, url, managed) : answer;
};

const refuseAction = (
  action: string,
  scope: string,
  { authority, deniedActions = [] }: ResourceManagerOptions,
): Answer | undefined => {
  if (!deniedActions.some((denied) => denied === "*" || denied === action)) return undefined;
  const message = `The client '${authority.clientId}' with object id '${authority.clientId}' does not have authorization to perform action '${action}' over scope '${scope}' or the scope is invalid. If access was recently granted, please refresh your credentials.`;
  return refuse(403, "AuthorizationFailed", message);
};

const answerPage = (items: readonly unknown[], url: URL, { ownUrl, options }: Managed): Answer => {
  const { items: value, nextToken } = pageOf(items, options.pageSize, url.searchParams.get("$skiptoken"));
  if (nextToken === undefined) return jsonAnswer({ value });
  const next = new URL(`${url.pathname}${url.search}`, ownUrl);
  next.searchParams.set("$skiptoken", nextToken);
  return jsonAnswer({ value, nextLink: next.href });
};
