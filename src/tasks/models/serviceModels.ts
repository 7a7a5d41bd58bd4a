import { clock } from "../../client/clock";
import type { Client } from "../../client/createClient";
import type { Model } from "../../output/model";
import { readable } from "../../text/answerFields";
import { readServiceModel } from "./readModel";

/**
 * The models of the service's own list: on Azure the region's base models and the resource's fine-tuned ones, never
 * its deployments.
 * @throws AzureOpenAIError or ConnectionError when the list can't be had.
 */
export const serviceModels = async (client: Client): Promise<Model[]> => {
  const { data } = await client.withResource((openai) => openai.models.list());
  return readable(data, (entry) => readServiceModel(entry, clock.now()));
};
