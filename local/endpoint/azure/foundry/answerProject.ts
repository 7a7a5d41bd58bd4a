import type { StoredDeployment } from "../../catalogue/deployedModel";
import type { ParsedAddress } from "../../server/address";
import { type Answer, jsonAnswer } from "../../server/answer";
import { gatewayError, resourceNotFoundError } from "../../server/errorShapes";
import { pageOf } from "../../server/paging";

/** The Foundry projects of the resource; all of them see the same deployments. */
export interface ProjectOptions {
  /** Any other project is answered 404; none unless given. */
  projects?: readonly string[];
  /** How many deployments a page has; all of them unless given. */
  projectPageSize?: number;
}

/** Where the request was sent to, for the link to the next page. */
interface ProjectRequest {
  method: string;
  /** The whole address. */
  url: URL;
}

/** GET /api/projects/{project}/deployments. */
export const answerProject = (
  { method, url }: ProjectRequest,
  { project, apiVersion }: Extract<ParsedAddress, { kind: "project" }>,
  deployments: readonly StoredDeployment[],
  { projects = [], projectPageSize }: ProjectOptions = {},
): Answer => {
  if (method !== "GET") return jsonAnswer(resourceNotFoundError(), 404);
  if (apiVersion === undefined || apiVersion === "") {
    return jsonAnswer(gatewayError("BadRequest", "The api-version query parameter is required."), 400);
  }
  if (apiVersion !== "v1" && !/^\d{4}-\d{2}-\d{2}(-preview)?$/.test(apiVersion)) {
    return jsonAnswer(gatewayError("BadRequest", "API version not supported"), 400);
  }
  if (!projects.includes(project)) {
    return jsonAnswer(gatewayError("NotFound", `The project '${project}' was not found.`), 404);
  }
  const page = pageOf(deployments, projectPageSize, url.searchParams.get("skipToken"));
  const value = page.items.map(projectEntry);
  if (page.nextToken === undefined) return jsonAnswer({ value });
  const next = new URL(url);
  next.searchParams.set("skipToken", page.nextToken);
  return jsonAnswer({ value, nextLink: next.href });
};

const projectEntry = ({ name, model, version, publisher, sku, capabilities }: StoredDeployment) => {
  return {
    name,
    type: "ModelDeployment",
    modelName: model,
    modelVersion: version,
    modelPublisher: publisher,
    sku,
    capabilities: Object.fromEntries(capabilities.map((capability) => [snakeCase(capability), "true"])),
  };
};

const snakeCase = (text: string) => text.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
