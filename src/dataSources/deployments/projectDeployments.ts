import type { ListClient } from "../../client/listClient";
import { readable, textIn } from "../../text/answerFields";
import { fieldsOf } from "../../text/isObject";
import type { Deployment } from "./deployment";

/** Reads a deployment of a Foundry project's list, which may have other kinds of entries. */
const toDeployment = (entry: Readonly<Record<string, unknown>>): Deployment | undefined => {
  const name = textIn(entry["name"]);
  const type = textIn(entry["type"]) ?? "ModelDeployment";
  if (name === undefined || type !== "ModelDeployment") return undefined;
  return {
    name,
    model: textIn(entry["modelName"]),
    version: textIn(entry["modelVersion"]),
    sku: textIn(fieldsOf(entry["sku"])["name"]),
    capabilities: fieldsOf(entry["capabilities"]),
  };
};

/** Lists the deployments of a Foundry project. */
export const listProjectDeployments = async ({ list }: ListClient): Promise<Deployment[]> =>
  readable(await list("/deployments?api-version=v1"), toDeployment);
