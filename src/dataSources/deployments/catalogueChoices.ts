import type { Element } from "@prismatic-io/spectral";
import { clock } from "../../client/clock";
import type { Client } from "../../client/createClient";
import { isAzureOpenAIError } from "../../client/errors/errors";
import { labelOf } from "../elements";
import { type CatalogueModel, isRetired, mayServe, readModels } from "../modelAbilities";
import type { Ability } from "./deployment";

/** Statuses of a server without a list of models. */
const withoutList = new Set([404, 405, 501]);

const isWithoutList = (error: unknown): boolean =>
  isAzureOpenAIError(error) && error.status !== undefined && withoutList.has(error.status);

/** Makes a choice of a model. Azure runs deployments, even behind a gateway; all other services run models by name. */
const toElement = ({ id }: CatalogueModel, isBaseModel: boolean): Element => ({
  key: id,
  label: labelOf(id, [isBaseModel ? "base model: works where a deployment has this name" : undefined]),
});

/**
 * The models in the service's catalogue; undefined when it has no such list. A batch needs chat models.
 * @throws AzureOpenAIError or ConnectionError when the list can't be read.
 */
export const catalogueChoices = async (client: Client, ability: Ability): Promise<Element[] | undefined> => {
  const purpose = ability === "batch" ? "chat" : ability;
  try {
    const page = await client.withResource((openai) => openai.models.list());
    return readModels(page.data)
      .filter((model) => !isRetired(model, clock.now()))
      .filter((model) => purpose === "any" || mayServe(purpose, model))
      .map((model) => toElement(model, client.endpoint.api !== "openai"));
  } catch (error) {
    if (isWithoutList(error)) return undefined;
    throw error;
  }
};
