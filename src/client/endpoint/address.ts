import type { Endpoint } from "./endpoint";
import { type Route, routeOf } from "./operations";

/** What stands below a path, or undefined when the other path is not below it. */
const belowPath = (path: string, base: string): string | undefined =>
  path.startsWith(`${base}/`) || path === base ? path.slice(base.length) : undefined;

/** In a dated path, the part that names the deployment. */
const deploymentSegment = /^\/deployments\/[^/]+/;

/** What stands in front of a deployment's name in the path of a call; undefined for a path without a deployment. */
export const deploymentsPathOf = (endpoint: Endpoint): string | undefined =>
  endpoint.api === "dated" ? endpoint.deploymentsPath : undefined;

/** A request's path below the endpoint's base URL, the deployment's part taken off: what routes are known by. */
export const operationPath = (endpoint: Endpoint, { pathname }: URL): string => {
  const deploymentsPath = deploymentsPathOf(endpoint);
  const deployed = deploymentsPath === undefined ? undefined : belowPath(pathname, deploymentsPath);
  const below =
    deployed?.replace(/^\/[^/]+/, "") ??
    belowPath(pathname, endpoint.basePath) ??
    pathname.replace(/^.*\/openai(?=\/)/, "").replace(/^\/v1(?=\/)/, "");
  return below.replace(deploymentSegment, "").replace(/\/$/, "");
};

/** So much of a path is told in errors: an entered one may be as long as a text. */
const longestTold = 300;

/** The same path as errors tell it. */
export const toldPath = (endpoint: Endpoint, url: URL): string => {
  const path = operationPath(endpoint, url);
  return path.length > longestTold ? `${path.slice(0, longestTold)}…` : path;
};

/** The route of a request that goes to this endpoint. */
export const routeAt = (endpoint: Endpoint, method: string, url: URL): Route =>
  routeOf(method, operationPath(endpoint, url));

/** The api-version that every call names; undefined for none. */
export const ownVersion = (endpoint: Endpoint): string | undefined => {
  switch (endpoint.api) {
    case "v1":
    case "dated":
      return endpoint.apiVersion;
    case "openai":
    case "management":
    case "project":
      return undefined;
    default:
      return endpoint satisfies never;
  }
};

/**
 * The api-version that a request needs, or undefined for none. Dated endpoints always name theirs. On v1 the
 * version is optional; images and audio are in the preview API alone, so they ask for it unless told otherwise.
 */
export const apiVersionFor = (endpoint: Endpoint, route: Route): string | undefined =>
  endpoint.api === "v1" && route.isPreview && !endpoint.isWithoutPreview ? "preview" : ownVersion(endpoint);

/**
 * The base URL for calls that name this model: with a dated version, the deployment stands in the path, unless the
 * endpoint is a gateway's target without one.
 */
export const modelBaseUrl = (endpoint: Endpoint, model: string): string => {
  const deploymentsPath = deploymentsPathOf(endpoint);
  return deploymentsPath === undefined
    ? endpoint.baseUrl
    : `${endpoint.origin}${deploymentsPath}/${encodeURIComponent(model.toWellFormed())}`;
};

/** The address of an operation at resource level, with the api-version that it needs. */
export const operationUrl = (
  endpoint: Endpoint,
  method: string,
  path: string,
  base = endpoint.baseUrl,
): URL => {
  const url = new URL(`${base}${path}`);
  const version = apiVersionFor(endpoint, routeAt(endpoint, method, url));
  if (version) url.searchParams.set("api-version", version);
  return url;
};
