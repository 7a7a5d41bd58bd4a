import { decodeSegment } from "./decodeSegment";

/** Which service the request believes it talks to. */
export type Api = "azureV1" | "azureDated" | "openai";

/** A request path, taken apart. */
export interface Address {
  api: Api;
  /** The path below the base, such as `/chat/completions`. */
  operation: string;
  /** The deployment, when the path names it. */
  deployment?: string;
}

/** What a path turned out to be, and in whose words it is answered. */
export type ParsedAddress =
  | ({ kind: "operation" } & Address)
  /** The deployments of a Foundry project. */
  | { kind: "project"; api: Api; project: string; apiVersion: string | undefined }
  /** Nobody serves it, or its api-version. */
  | { kind: "unknownPath" | "unknownVersion"; api: Api };

const datedVersion = /^\d{4}-\d{2}-\d{2}(-preview)?$/;

/** Takes a path apart; the api-version decides whether a dated path exists at all. */
export const parseAddress = (path: string, apiVersion: string | undefined): ParsedAddress => {
  if (path.startsWith("/v1/")) {
    return { kind: "operation", api: "openai", operation: path.slice("/v1".length) };
  }
  if (path.startsWith("/openai/v1/")) {
    const api = "azureV1";
    const isKnown = apiVersion === undefined || apiVersion === "v1" || apiVersion === "preview";
    if (!isKnown) return { kind: "unknownVersion", api };
    return { kind: "operation", api, operation: path.slice("/openai/v1".length) };
  }
  const api = "azureDated";
  const project = /^\/api\/projects\/([^/]+)\/deployments$/.exec(path)?.[1];
  if (project !== undefined) return { kind: "project", api, project: decodeSegment(project), apiVersion };
  if (!path.startsWith("/openai/") || apiVersion === undefined || !datedVersion.test(apiVersion)) {
    return { kind: "unknownPath", api };
  }
  const [, name, below] = /^\/openai\/deployments\/([^/]+)(\/.+)$/.exec(path) ?? [];
  if (name !== undefined && below !== undefined) {
    return { kind: "operation", api, operation: below, deployment: decodeSegment(name) };
  }
  return { kind: "operation", api, operation: path.slice("/openai".length) };
};
