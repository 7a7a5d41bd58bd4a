import type { Model } from "../../output/model";
import { readCatalogue, type Ways } from "./catalogue";
import { chooseModels } from "./chooseModels";

/**
 * The models that new fine-tuning jobs can be made from, as far as their list or their names tell. What a job made is
 * none of them, although some of it can be trained further.
 * @throws AzureOpenAIError or ConnectionError when no list can be had.
 */
export const baseModels = async (ways: Ways): Promise<Model[]> => {
  const { models } = await readCatalogue(ways);
  return chooseModels(models, { fineTuning: "any", includeRetired: true }).models.filter(
    ({ isFineTuned }) => !isFineTuned,
  );
};
