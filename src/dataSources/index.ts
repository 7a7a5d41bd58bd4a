import { selectAccount } from "./azure/selectAccount";
import { selectResourceGroup } from "./azure/selectResourceGroup";
import { selectSubscription } from "./azure/selectSubscription";
import { selectAudioDeployment } from "./deployments/selectAudioDeployment";
import { selectBatchDeployment } from "./deployments/selectBatchDeployment";
import { selectChatDeployment } from "./deployments/selectChatDeployment";
import { selectDeployment } from "./deployments/selectDeployment";
import { selectEmbeddingDeployment } from "./deployments/selectEmbeddingDeployment";
import { selectImageDeployment } from "./deployments/selectImageDeployment";
import { selectModerationDeployment } from "./deployments/selectModerationDeployment";
import { selectSpeechDeployment } from "./deployments/selectSpeechDeployment";
import { selectTranscriptionDeployment } from "./deployments/selectTranscriptionDeployment";
import { selectFile } from "./files/selectFile";
import { selectCheckpoint } from "./fineTuning/selectCheckpoint";
import { selectFineTunedModel } from "./fineTuning/selectFineTunedModel";
import { selectFineTuningJob } from "./fineTuning/selectFineTuningJob";
import { selectBaseModel } from "./models/selectBaseModel";
import { selectModel } from "./models/selectModel";
import { selectSku } from "./models/selectSku";
import { selectVectorStore } from "./vectorStores/selectVectorStore";

/** Every data source by its key, which is the name of its file. */
export const dataSources = {
  selectModel,
  selectDeployment,
  selectChatDeployment,
  selectEmbeddingDeployment,
  selectImageDeployment,
  selectAudioDeployment,
  selectSpeechDeployment,
  selectTranscriptionDeployment,
  selectBatchDeployment,
  selectSubscription,
  selectResourceGroup,
  selectAccount,
  selectFineTuningJob,
  selectCheckpoint,
  selectFineTunedModel,
  selectFile,
  selectBaseModel,
  selectSku,
  selectModerationDeployment,
  selectVectorStore,
};
