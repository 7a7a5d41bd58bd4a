import { ownerOfHost } from "./endpointHosts";
import { EndpointError } from "./endpointText";

/**
 * How the service is spoken to: `v1` is Azure's `/openai/v1`, `dated` is Azure with the deployment in the path
 * and an api-version, `openai` is OpenAI or a server that speaks like it.
 */
export type Flavour = "v1" | "dated" | "openai";

/** What the path of an endpoint tells. */
export interface PathReading {
  /** The flavour, where it is plain from the path. */
  flavour: Flavour | undefined;
  /** What stands before the service's own path. */
  prefix: string;
  /** Path of an OpenAI-like base after the prefix. */
  ownPath?: string;
  deployment?: string;
  operation?: string;
  project?: string;
  /** True for a path of another API, whose versions mean nothing here. */
  isOtherApi?: boolean;
}

const operationsOf =
  "chat/completions|completions|embeddings|responses|images/generations|images/edits|audio/speech|audio/transcriptions|audio/translations|models|files|batches|fine_tuning/jobs";
const operationAtEnd = new RegExp(`/(${operationsOf})(/.*)?$`);
const firstOperation = new RegExp(`^/(${operationsOf})(?=/|$)`);
/** Those that run a model: which one, a step has to know. */
const inference = /^\/(chat|completions|embeddings|responses|images|audio)/;

const operationIn = (path: string): { operation?: string } => {
  const operation = firstOperation.exec(path)?.[0];
  return operation && inference.test(operation) ? { operation } : {};
};

const decodeSegment = (segment: string): string => {
  try {
    return decodeURIComponent(segment);
  } catch {
    throw new EndpointError(
      `Endpoint: the deployment "${segment}" in its path is not spelled as a URL spells it. Copy the target URI again.`,
    );
  }
};

/** A project's own address shows the resource's; behind it, an explicit `/openai` stays where it is. */
const projectIn = (path: string): { project?: string; withoutProject: string } => {
  const match = /^\/api\/projects\/([^/]+)(\/.*)?$/.exec(path);
  if (!match?.[1]) return { withoutProject: path };
  const rest = match[2] ?? "";
  return { project: decodeSegment(match[1]), withoutProject: rest.startsWith("/openai") ? path : "" };
};

/** Reads a path that has no slash at its end and none twice. */
export const readPath = (whole: string, hostname: string, isOpenAIKey: boolean): PathReading => {
  const owner = ownerOfHost(hostname);
  if (owner === "azure" && /^\/models(\/|$)/.test(whole))
    return {
      flavour: undefined,
      prefix: "",
      isOtherApi: true,
      ...operationIn(whole.slice("/models".length)),
    };
  const { project, withoutProject: path } = projectIn(whole);
  const known = project === undefined ? {} : { project };
  const deployment = /^(.*)\/openai\/deployments\/([^/]+)(.*)$/.exec(path);
  if (deployment) {
    return {
      flavour: "dated",
      prefix: deployment[1] ?? "",
      deployment: decodeSegment(deployment[2] ?? ""),
      ...operationIn(deployment[3] ?? ""),
      ...known,
    };
  }
  const v1 = /^(.*?)\/openai\/v1(\/.*)?$/.exec(path);
  if (v1) return { flavour: "v1", prefix: v1[1] ?? "", ...operationIn(v1[2] ?? ""), ...known };
  const azure = /^(.*)\/openai(\/.*)?$/.exec(path);
  const rest = azure?.[2] ?? "";
  if (azure && (rest === "" || operationAtEnd.test(rest)))
    return { flavour: undefined, prefix: azure[1] ?? "", ...operationIn(rest), ...known };
  const found = operationAtEnd.exec(path);
  // A gateway's prefix may be named like a list: behind /v1 alone it is one.
  const isOperation = found && (inference.test(found[0]) || path.slice(0, found.index).endsWith("/v1"));
  const end = isOperation ? found : null;
  const trimmed = end ? path.slice(0, end.index) : path;
  const operation = end ? operationIn(`/${end[1]}`) : {};
  const ownV1 = /^(.*)\/v1$/.exec(trimmed);
  if (ownV1) return { flavour: "openai", prefix: ownV1[1] ?? "", ownPath: "/v1", ...operation };
  if (isOpenAIKey || owner === "openai")
    return { flavour: "openai", prefix: trimmed, ownPath: trimmed === "" ? "/v1" : "", ...operation };
  return { flavour: undefined, prefix: trimmed, ...operation, ...known };
};
