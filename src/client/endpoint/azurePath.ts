import { decodeSegment } from "./decodeSegment";
import type { PathReading } from "./endpointPath";
import { refuseField } from "./FieldError";
import { isOperation, operationIn } from "./operationsInPaths";

/** Azure's paths below a prefix: `/openai/v1`, and `/openai/deployments` for dated versions. */
export const azureLayout = (
  prefix: string,
  root = "/openai",
): Pick<PathReading, "prefix" | "bases" | "deploymentsPath"> => ({
  prefix,
  bases: { v1: `${prefix}${root}/v1`, dated: `${prefix}${root}` },
  deploymentsPath: `${prefix}${root}/deployments`,
});

/**
 * Splits off the project of a Foundry address. `/api/projects/x` is dropped, because models are called at the
 * resource. If `/openai` follows it, the path is used as it stands.
 * @throws FieldError when the project's name can't be decoded.
 */
export const splitProject = (path: string): { prefix: string; rest: string; project?: string } => {
  const match = /^\/api\/projects\/([^/]+)(\/.*)?$/i.exec(path);
  if (!match?.[1]) return { prefix: "", rest: path };
  const project = decodeSegment(match[1], "project");
  const rest = match[2] ?? "";
  return /^\/openai(\/|$)/i.test(rest)
    ? { prefix: `/api/projects/${match[1]}`, rest, project }
    : { prefix: "", rest: "", project };
};

/**
 * Reads the path of one of Azure's own hosts, in any case. They have the API under `/openai` alone, so a path that
 * lacks it, or has more after it, leads to the same base.
 * @throws FieldError for a path of another API of the resource.
 */
export const readAzurePath = (path: string, origin: string): PathReading => {
  const { prefix, rest, project } = splitProject(path);
  const layout = { ...azureLayout(prefix), ...(project !== undefined && { project }) };
  const deployment = /^(?:\/openai)?\/deployments\/([^/]+)(\/.*)?$/i.exec(rest);
  if (deployment)
    return {
      ...layout,
      api: "dated",
      deployment: decodeSegment(deployment[1] ?? "", "deployment"),
      ...operationIn(deployment[2] ?? ""),
    };
  const v1 = /^(?:\/openai)?\/v1(\/.*)?$/i.exec(rest);
  if (v1) return { ...layout, api: "v1", ...operationIn(v1[1] ?? "") };
  const models = /^\/models(\/.*)?$/i.exec(rest);
  if (models) return { ...layout, isOtherApi: true, ...operationIn(models[1] ?? "") };
  const below = /^\/openai(\/.*)?$/i.exec(rest)?.[1] ?? rest;
  const isKnown =
    below === "" || below !== rest || isOperation(below) || /^\/(deployments|openai)$/i.test(below);
  if (!isKnown)
    refuseField("Endpoint", "its path belongs to another API than Azure OpenAI's.", `Enter ${origin} alone.`);
  return { ...layout, ...operationIn(below) };
};
