import type { Element } from "@prismatic-io/spectral";
import type { Client } from "../../client/createClient";
import { isAzureOpenAIError } from "../../client/errors/errors";
import { serves } from "../../tasks/models/modelAbilities";
import { serviceModels } from "../../tasks/models/serviceModels";
import { labelOf } from "../elements";
import type { Ability } from "./deployment";

/** Statuses of a server that answers calls and has no list of models. */
const withoutList = new Set([404, 405, 501]);

const isWithoutList = (error: unknown): boolean =>
  isAzureOpenAIError(error) && error.status !== undefined && withoutList.has(error.status);

/**
 * Azure runs deployments, also behind a gateway: a base model answers where a deployment has its name. Everyone else
 * runs models by their names.
 */
const toElement = (id: string, isBaseModel: boolean): Element => ({
  key: id,
  label: labelOf(id, [isBaseModel ? "base model" : undefined]),
});

/**
 * The models of the service's catalogue; undefined when it has no such list. A batch takes chat models.
 * @throws AzureOpenAIError or ConnectionError when there is a list and it can't be had.
 */
export const catalogueChoices = async (client: Client, ability: Ability): Promise<Element[] | undefined> => {
  const purpose = ability === "batch" ? "chat" : ability;
  try {
    return (await serviceModels(client))
      .filter(({ retirement }) => !retirement.isRetired)
      .filter(({ abilities }) => purpose === "any" || (serves(purpose, abilities) ?? true))
      .map(({ id }) => toElement(id, client.endpoint.api !== "openai"));
  } catch (error) {
    if (isWithoutList(error)) return undefined;
    throw error;
  }
};
