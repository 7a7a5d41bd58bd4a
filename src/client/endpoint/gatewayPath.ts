import { azureLayout, splitProject } from "./azurePath";
import { decodeSegment } from "./decodeSegment";
import type { PathHints, PathReading } from "./endpointPath";
import { type OperationAtEnd, operationAtEnd, operationIn } from "./operationsInPaths";

const sameBase = (base: string): PathReading["bases"] => ({ v1: base, dated: base });

/** A base that is used for every call as it was pasted. */
const asPasted = (base: string): PathReading => ({ prefix: base, bases: sameBase(base), isAsPasted: true });

/** A base of an API like OpenAI's, which may end in `/v1` or not. */
const openAILike = (base: string): PathReading => ({
  api: "openai",
  prefix: base.replace(/\/v1$/i, ""),
  bases: sameBase(base),
});

/** Reads a deployment's name at the end of a base, in the forms that gateways have. */
const deploymentAtEnd = (base: string): PathReading | undefined => {
  const azure = /^(.*)(\/deployments)\/([^/]+)(?:\/extensions)?$/i.exec(base);
  if (azure) {
    const [, root = "", segment = "", name = ""] = azure;
    const isBelowOpenAI = /\/openai$/i.test(root);
    const prefix = isBelowOpenAI ? root.slice(0, -"/openai".length) : root;
    return {
      ...azureLayout(prefix, root.slice(prefix.length)),
      api: "dated",
      deploymentsPath: `${root}${segment}`,
      deployment: decodeSegment(name, "deployment"),
    };
  }
  // Cloudflare's AI Gateway: /v1/{account}/{gateway}/azure-openai/{resource}/{deployment} (its documentation).
  const cloudflare = /^(\/v1\/[^/]+\/[^/]+\/azure-openai\/[^/]+)\/([^/]+)$/i.exec(base);
  return cloudflare
    ? {
        api: "dated",
        prefix: base,
        bases: sameBase(base),
        deploymentsPath: cloudflare[1] ?? "",
        deployment: decodeSegment(cloudflare[2] ?? "", "deployment"),
        isAsPasted: true,
      }
    : undefined;
};

const azureV1 = (base: string): PathReading => ({
  ...azureLayout(base.slice(0, -"/openai/v1".length), base.slice(-"/openai/v1".length, -"/v1".length)),
  api: "v1",
});

/** Reads a pasted target URI: calls go to the base before its operation. */
const readTarget = ({ base, operation, isOfResource }: OperationAtEnd, isDated: boolean): PathReading => {
  const known = operation ? { operation } : {};
  const deployed = deploymentAtEnd(base);
  if (deployed) return { ...deployed, ...known };
  if (/\/openai\/v1$/i.test(base)) return { ...azureV1(base), ...known };
  if (/\/v1$/i.test(base)) return { ...openAILike(base), ...known };
  if (isDated && isOfResource) {
    const root = /\/openai$/i.exec(base)?.[0] ?? "";
    return { ...azureLayout(base.slice(0, base.length - root.length), root), ...known };
  }
  return { ...asPasted(base), ...known };
};

/** The end of the last occurrence of a part in a path; -1 where there is none. */
const lastEnd = (path: string, part: string): number => {
  const start = path.toLowerCase().lastIndexOf(part);
  return start < 0 ? -1 : start + part.length;
};

/** Splits a path at the end of the segment at `place`. */
const cutBehind = (path: string, place: number): [front: string, behind: string] => {
  if (place < 0) return ["", ""];
  const end = `${path}/`.indexOf("/", place);
  return [path.slice(0, end), path.slice(end)];
};

/** Reads an address without an operation at its end, and drops what follows the service's own base. */
const readBase = (path: string, hasVersion: boolean): PathReading => {
  const deployed = deploymentAtEnd(path);
  if (deployed) return deployed;
  const list = /^(.*?)(\/openai)?\/deployments$/i.exec(path);
  if (list) return { ...azureLayout(list[1] ?? "", list[2] ?? ""), api: "dated" };
  const [deployment, behindIt] = cutBehind(path, lastEnd(path, "/openai/deployments/"));
  const named = deployment === "" ? undefined : deploymentAtEnd(deployment);
  if (named) return { ...named, ...operationIn(behindIt) };
  const [v1, behindV1] = cutBehind(path, `${path}/`.toLowerCase().indexOf("/openai/v1/") + "/openai/".length);
  if (/\/openai\/v1$/i.test(v1)) return { ...azureV1(v1), ...operationIn(behindV1) };
  if (/\/v1$/i.test(path)) return openAILike(path);
  const tail = operationWithTail(path);
  if (tail) return tail;
  const openai = /^(.*)(\/openai)$/i.exec(path);
  if (openai) return azureLayout(openai[1] ?? "", openai[2]);
  // Azure AI inference behind a gateway: /models with an api-version is its base.
  if (hasVersion && /\/models$/i.test(path)) return asPasted(path);
  return azureLayout(path);
};

/** Reads a path with an id after the operation, such as `/v1/models/gpt-5.4`. */
const operationWithTail = (path: string): PathReading | undefined => {
  const segments = path.split("/");
  const last = segments.findLastIndex((segment) => /^(v1|openai)$/i.test(segment));
  if (last < 0) return undefined;
  const base = segments.slice(0, last + 1).join("/");
  for (let end = last + 2; end < segments.length; end += 1) {
    const found = operationAtEnd(segments.slice(0, end).join("/"));
    if (found?.base === base)
      return {
        ...(/\/v1$/i.test(base) ? openAILike(base) : readBase(base, false)),
        ...(found.operation && { operation: found.operation }),
      };
  }
  return undefined;
};

/** Reads the path as the field Is OpenAI Key promises: a bearer token is sent, and the path stays as it was pasted. */
const readOpenAIBase = (path: string): PathReading => {
  const target = operationAtEnd(path);
  const base = target?.base ?? path;
  const { deployment } = deploymentAtEnd(base) ?? {};
  const below = target ? undefined : operationWithTail(path);
  return {
    ...(below?.api === "openai" ? below : openAILike(base === "" && !target ? "/v1" : base)),
    ...(target?.operation && { operation: target.operation }),
    ...(deployment && { deployment }),
  };
};

/** Reads the path of a host that is neither Azure's nor OpenAI's own. */
export const readGatewayPath = (path: string, hints: PathHints): PathReading => {
  if (hints.isOpenAIKey) return readOpenAIBase(path);
  const { project, rest } = splitProject(path);
  const known = project === undefined ? {} : { project };
  const target = operationAtEnd(path);
  if (target) return { ...readTarget(target, hints.isDated), ...known };
  return { ...readBase(project !== undefined && rest === "" ? "" : path, hints.hasVersion), ...known };
};
