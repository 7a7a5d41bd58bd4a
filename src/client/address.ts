import type { Endpoint } from "./endpoint";
import { type Route, routeOf } from "./routes";

/** Below the base URL of a dated version, the part that names the deployment. */
const deploymentSegment = /^\/deployments\/[^/]+/;

/** A request's path below the endpoint's base URL, the deployment segment taken off: what routes are known by. */
export const operationPath = (endpoint: Endpoint, url: URL): string => {
  const below = url.pathname.startsWith(endpoint.basePath)
    ? url.pathname.slice(endpoint.basePath.length)
    : url.pathname.replace(/^.*\/openai(?=\/)/, "").replace(/^\/v1(?=\/)/, "");
  return below.replace(deploymentSegment, "").replace(/\/$/, "");
};

/** The route of a request that goes to this endpoint. */
export const routeAt = (endpoint: Endpoint, method: string, url: URL): Route =>
  routeOf(method, operationPath(endpoint, url));

/**
 * The api-version that a request needs, or undefined for none. Dated endpoints always name theirs. On v1 the
 * version is optional; images and audio are in the preview API alone, so they ask for it unless told otherwise.
 */
export const apiVersionFor = (
  { flavour, apiVersion, isWithoutPreview }: Endpoint,
  route: Route,
): string | undefined => (flavour === "v1" && route.isPreview && !isWithoutPreview ? "preview" : apiVersion);

/** The base URL for calls that name this model: with a dated version, the deployment stands in the path. */
export const modelBaseUrl = (endpoint: Endpoint, model: string): string =>
  endpoint.flavour === "dated"
    ? `${endpoint.baseUrl}/deployments/${encodeURIComponent(model)}`
    : endpoint.baseUrl;

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
