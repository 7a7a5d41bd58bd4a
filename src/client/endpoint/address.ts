import type { Endpoint } from "./endpoint";
import { type Route, routeOf } from "./operations";

/** The rest of a path below a base path; undefined when it is not below it. */
const belowPath = (path: string, base: string): string | undefined =>
  path.startsWith(`${base}/`) || path === base ? path.slice(base.length) : undefined;

/** The part of a dated path that names the deployment. */
const deploymentSegment = /^\/deployments\/[^/]+/;

/** The path before the deployment's name in calls; undefined where paths name no deployment. */
export const deploymentsPathOf = (endpoint: Endpoint): string | undefined =>
  endpoint.api === "dated" ? endpoint.deploymentsPath : undefined;

/** True for a call whose path names the deployment. */
export const namesDeployment = (endpoint: Endpoint, { pathname }: URL): boolean => {
  const deploymentsPath = deploymentsPathOf(endpoint);
  return deploymentsPath !== undefined && pathname.startsWith(`${deploymentsPath}/`);
};

/** A request's path below the endpoint's base URL, without the deployment: the route is found by it. */
export const operationPath = (endpoint: Endpoint, { pathname }: URL): string => {
  const deploymentsPath = deploymentsPathOf(endpoint);
  const deployed = deploymentsPath === undefined ? undefined : belowPath(pathname, deploymentsPath);
  const below =
    deployed?.replace(/^\/[^/]+/, "") ??
    (endpoint.api === "dated" && endpoint.v1Path !== undefined
      ? belowPath(pathname, endpoint.v1Path)
      : undefined) ??
    belowPath(pathname, endpoint.basePath) ??
    pathname.replace(/^.*\/openai(?=\/)/, "").replace(/^\/v1(?=\/)/, "");
  return below.replace(deploymentSegment, "").replace(/\/$/, "");
};

/** Errors show this much of a path: an entered one may be very long. */
const longestTold = 300;

/** The same path, as errors show it. */
export const toldPath = (endpoint: Endpoint, url: URL): string => {
  const path = operationPath(endpoint, url);
  return path.length > longestTold ? `${path.slice(0, longestTold)}…` : path;
};

/** The route of a request to this endpoint. */
export const routeAt = (endpoint: Endpoint, method: string, url: URL): Route =>
  routeOf(method, operationPath(endpoint, url));

/** The api-version that every call of the endpoint has; undefined for none. */
export const ownVersion = (endpoint: Endpoint): string | undefined => {
  switch (endpoint.api) {
    case "v1":
    case "dated":
      return endpoint.apiVersion;
    case "openai":
    case "management":
    case "project":
    case "safety":
      return undefined;
    default:
      return endpoint satisfies never;
  }
};

/**
 * The api-version that a request needs; undefined for none. Dated endpoints always need theirs. On v1 it is optional,
 * but images and audio are only in the preview API: their calls ask for it, unless the step asked for plain v1.
 */
export const apiVersionFor = (endpoint: Endpoint, route: Route): string | undefined =>
  endpoint.api === "v1" && route.isPreview && !endpoint.isWithoutPreview ? "preview" : ownVersion(endpoint);

/**
 * The base URL of calls that name this model. With a dated version, the deployment is in the path, unless the endpoint
 * is a gateway's target URI without one.
 */
export const modelBaseUrl = (endpoint: Endpoint, model: string): string => {
  const deploymentsPath = deploymentsPathOf(endpoint);
  return deploymentsPath === undefined
    ? endpoint.baseUrl
    : `${endpoint.origin}${deploymentsPath}/${encodeURIComponent(model.toWellFormed())}`;
};

/** Paths of the Responses API, and of what its tools keep. Dated versions have little or nothing of them. */
const responsesPaths = /^\/(?:responses|containers|conversations)(?:\/|$)/;

/**
 * The base of v1, for the Responses API of a dated endpoint on an address of Azure's own, which has both; undefined for
 * all other operations. A gateway need not have v1.
 */
const v1BaseOf = (endpoint: Endpoint, path: string): string | undefined =>
  endpoint.api === "dated" && endpoint.host === "azure" && endpoint.v1Path && responsesPaths.test(path)
    ? `${endpoint.origin}${endpoint.v1Path}`
    : undefined;

/** The URL of an operation without a deployment, with the api-version that it needs. */
export const operationUrl = (endpoint: Endpoint, method: string, path: string, base?: string): URL => {
  const v1Base = base === undefined ? v1BaseOf(endpoint, path) : undefined;
  if (v1Base !== undefined) return new URL(`${v1Base}${path}`);
  const url = new URL(`${base ?? endpoint.baseUrl}${path}`);
  const version = apiVersionFor(endpoint, routeAt(endpoint, method, url));
  if (version) url.searchParams.set("api-version", version);
  return url;
};

/**
 * A call of the SDK, which puts every operation below the base of its model: its URL with the api-version that it needs,
 * and its route.
 */
export const placeOfCall = (endpoint: Endpoint, method: string, asked: URL): { url: URL; route: Route } => {
  const path = operationPath(endpoint, asked);
  const route = routeOf(method, path);
  if (endpoint.api !== "dated" || !responsesPaths.test(path)) {
    const version = apiVersionFor(endpoint, route);
    if (version) asked.searchParams.set("api-version", version);
    return { url: asked, route };
  }
  const url = operationUrl(endpoint, method, path);
  for (const [name, value] of asked.searchParams) url.searchParams.append(name, value);
  return { url, route };
};
