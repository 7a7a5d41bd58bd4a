import { clock } from "../../client/clock";
import type { Model } from "../../output/model";
import { type CatalogueSource, readCatalogue, type Ways } from "./catalogue";
import { chooseModels, type ModelFilter } from "./chooseModels";
import { modelWarnings } from "./modelWarnings";

/** The models that a step asked for. */
interface ListedModels extends CatalogueSource {
  data: Model[];
  count: number;
  warnings: string[];
}

/**
 * The models of a resource that fit a filter, and what is to be done soon about them.
 * @throws AzureOpenAIError or ConnectionError when no list can be had.
 */
export const listedModels = async (ways: Ways, filter: ModelFilter): Promise<ListedModels> => {
  const { models: all, source, sourceReason } = await readCatalogue(ways);
  const { models, unknown } = chooseModels(all, filter);
  const isOpenAI = ways.client.endpoint.api === "openai";
  const left = `${unknown} more ${unknown === 1 ? "model is" : "models are"} left out: the list does not tell whether they fit.`;
  return {
    data: models,
    count: models.length,
    source,
    sourceReason,
    warnings: [...modelWarnings(models, isOpenAI, clock.now()), ...(unknown > 0 ? [left] : [])],
  };
};
