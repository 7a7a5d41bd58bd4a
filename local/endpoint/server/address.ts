/** Which service the request believes it talks to. */
export type Flavour = "azureV1" | "azureDated" | "openai";

/** A request path, taken apart. */
export interface Address {
  flavour: Flavour;
  /** The path below the base, such as `/chat/completions`. */
  operation: string;
  /** The deployment, when the path names it. */
  deployment?: string;
}

/** What the path turned out to be: an operation's, a project's, a path nobody serves, or an unknown api-version. */
export type ParsedAddress =
  | { kind: "operation"; address: Address }
  /** The deployments of a Foundry project. */
  | { kind: "project"; project: string; apiVersion: string | undefined }
  | { kind: "unknownPath" }
  | { kind: "unknownVersion" };

const datedVersion = /^\d{4}-\d{2}-\d{2}(-preview)?$/;

/** Takes a path apart; the api-version decides whether a dated path exists at all. */
export const parseAddress = (path: string, apiVersion: string | undefined): ParsedAddress => {
  if (path.startsWith("/v1/")) {
    return { kind: "operation", address: { flavour: "openai", operation: path.slice("/v1".length) } };
  }
  if (path.startsWith("/openai/v1/")) {
    if (apiVersion !== undefined && apiVersion !== "v1" && apiVersion !== "preview") {
      return { kind: "unknownVersion" };
    }
    const operation = path.slice("/openai/v1".length);
    return { kind: "operation", address: { flavour: "azureV1", operation } };
  }
  const project = /^\/api\/projects\/([^/]+)\/deployments$/.exec(path)?.[1];
  if (project !== undefined) return { kind: "project", project: decodeSegment(project), apiVersion };
  if (!path.startsWith("/openai/") || apiVersion === undefined || !datedVersion.test(apiVersion)) {
    return { kind: "unknownPath" };
  }
  const flavour = "azureDated";
  const [, name, below] = /^\/openai\/deployments\/([^/]+)(\/.+)$/.exec(path) ?? [];
  if (name !== undefined && below !== undefined) {
    const deployment = decodeSegment(name);
    return { kind: "operation", address: { flavour, operation: below, deployment } };
  }
  return { kind: "operation", address: { flavour, operation: path.slice("/openai".length) } };
};

/** The service in whose words an address is answered: OpenAI's paths alone can't be mistaken. */
export const flavourOf = (parsed: ParsedAddress): Flavour =>
  parsed.kind === "operation" ? parsed.address.flavour : "azureDated";

const decodeSegment = (segment: string): string => {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
};
