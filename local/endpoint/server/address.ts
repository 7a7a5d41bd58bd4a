/** Which service the request believes it talks to. */
export type Flavour = "azureV1" | "azureDated" | "openai";

/** A request path, taken apart. */
export interface Route {
  flavour: Flavour;
  /** The path below the base, such as `/chat/completions`. */
  operation: string;
  /** The deployment, when the path names it. */
  deployment?: string;
}

/** What the path turned out to be: a route, a project's, a path nobody serves, or an unknown api-version. */
export type ParsedRoute =
  | { kind: "route"; route: Route }
  /** The deployments of a Foundry project. */
  | { kind: "project"; project: string; apiVersion: string | undefined }
  | { kind: "unknownPath"; flavour: Flavour }
  | { kind: "unknownVersion" };

const datedVersion = /^\d{4}-\d{2}-\d{2}(-preview)?$/;

/** Operations whose dated path has the deployment in it; all others are at resource level. */
const deploymentOperations = new Set([
  "/chat/completions",
  "/embeddings",
  "/images/generations",
  "/images/edits",
]);

/** Operations that run a model, and so need a deployment and spend quota. */
const inferenceOperations = new Set([...deploymentOperations, "/responses"]);

/** True when the operation runs a model. */
export const isInference = (operation: string): boolean => inferenceOperations.has(operation);

/** Takes a path apart; the api-version decides whether a dated route exists at all. */
export const parseRoute = (path: string, apiVersion: string | undefined): ParsedRoute => {
  if (path.startsWith("/v1/")) {
    return { kind: "route", route: { flavour: "openai", operation: path.slice("/v1".length) } };
  }
  if (path.startsWith("/openai/v1/")) {
    if (apiVersion !== undefined && apiVersion !== "v1" && apiVersion !== "preview") {
      return { kind: "unknownVersion" };
    }
    return { kind: "route", route: { flavour: "azureV1", operation: path.slice("/openai/v1".length) } };
  }
  const project = /^\/api\/projects\/([^/]+)\/deployments$/.exec(path)?.[1];
  if (project !== undefined) return { kind: "project", project: decodeSegment(project), apiVersion };
  const unknownPath = { kind: "unknownPath", flavour: "azureDated" } as const;
  if (!path.startsWith("/openai/") || apiVersion === undefined || !datedVersion.test(apiVersion)) {
    return unknownPath;
  }
  const inDeployment = /^\/openai\/deployments\/([^/]+)(\/.+)$/.exec(path);
  if (inDeployment !== null) {
    const [, encodedName = "", operation = ""] = inDeployment;
    if (!deploymentOperations.has(operation)) return unknownPath;
    return {
      kind: "route",
      route: { flavour: "azureDated", operation, deployment: decodeSegment(encodedName) },
    };
  }
  const operation = path.slice("/openai".length);
  if (deploymentOperations.has(operation)) return unknownPath;
  return { kind: "route", route: { flavour: "azureDated", operation } };
};

const decodeSegment = (segment: string): string => {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
};
