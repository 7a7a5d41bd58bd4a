import { selectAccount } from "./selectAccount";
import { selectAudioDeployment } from "./selectAudioDeployment";
import { selectBatchDeployment } from "./selectBatchDeployment";
import { selectChatDeployment } from "./selectChatDeployment";
import { selectDeployment } from "./selectDeployment";
import { selectEmbeddingDeployment } from "./selectEmbeddingDeployment";
import { selectImageDeployment } from "./selectImageDeployment";
import { selectModel } from "./selectModel";
import { selectResourceGroup } from "./selectResourceGroup";
import { selectSubscription } from "./selectSubscription";

/** Every data source by its key, which is the name of its file. */
export const dataSources = {
  selectModel,
  selectDeployment,
  selectChatDeployment,
  selectEmbeddingDeployment,
  selectImageDeployment,
  selectAudioDeployment,
  selectBatchDeployment,
  selectSubscription,
  selectResourceGroup,
  selectAccount,
};
