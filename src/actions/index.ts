import { createSpeech } from "./audio/createSpeech";
import { transcribeAudio } from "./audio/transcribeAudio";
import { translateAudio } from "./audio/translateAudio";
import { cancelBatch } from "./batches/cancelBatch";
import { createBatch } from "./batches/createBatch";
import { createBatchFromFile } from "./batches/createBatchFromFile";
import { getBatch } from "./batches/getBatch";
import { getBatchResults } from "./batches/getBatchResults";
import { listBatches } from "./batches/listBatches";
import { countTokens } from "./chat/countTokens";
import { createChatCompletion } from "./chat/createChatCompletion";
import { createChatCompletionBranch } from "./chat/createChatCompletionBranch";
import { createCompletions } from "./chat/createCompletions";
import { diagnoseConnection } from "./connection/diagnoseConnection";
import { createDeployment } from "./deployments/createDeployment";
import { deleteDeployment } from "./deployments/deleteDeployment";
import { getDeployment } from "./deployments/getDeployment";
import { listDeployments } from "./deployments/listDeployments";
import { pauseDeployment } from "./deployments/pauseDeployment";
import { resumeDeployment } from "./deployments/resumeDeployment";
import { waitForDeployment } from "./deployments/waitForDeployment";
import { createEmbeddings } from "./embeddings/createEmbeddings";
import { searchBySimilarity } from "./embeddings/searchBySimilarity";
import { deleteFile } from "./files/deleteFile";
import { downloadFile } from "./files/downloadFile";
import { getFile } from "./files/getFile";
import { listFiles } from "./files/listFiles";
import { uploadFile } from "./files/uploadFile";
import { cancelFineTuningJob } from "./fineTuning/cancelFineTuningJob";
import { createFineTuningJob } from "./fineTuning/createFineTuningJob";
import { fineTuneAndDeploy } from "./fineTuning/fineTuneAndDeploy";
import { getFineTuningJob } from "./fineTuning/getFineTuningJob";
import { getTrainingMetrics } from "./fineTuning/getTrainingMetrics";
import { listFineTuningCheckpoints } from "./fineTuning/listFineTuningCheckpoints";
import { listFineTuningEvents } from "./fineTuning/listFineTuningEvents";
import { listFineTuningJobs } from "./fineTuning/listFineTuningJobs";
import { pauseFineTuningJob } from "./fineTuning/pauseFineTuningJob";
import { prepareTrainingData } from "./fineTuning/prepareTrainingData";
import { resumeFineTuningJob } from "./fineTuning/resumeFineTuningJob";
import { createImage } from "./images/createImage";
import { editImage } from "./images/editImage";
import { deleteModel } from "./models/deleteModel";
import { getModel } from "./models/getModel";
import { listModelCapacities } from "./models/listModelCapacities";
import { listModels } from "./models/listModels";
import { listQuotaUsage } from "./models/listQuotaUsage";
import { moderateContent } from "./moderation/moderateContent";
import { compareRecords } from "./records/compareRecords";
import { enrichRecords } from "./records/enrichRecords";
import { evaluateRecords } from "./records/evaluateRecords";
import { rawRequest } from "./requests/rawRequest";
import { cancelResponse } from "./responses/cancelResponse";
import { createResponse } from "./responses/createResponse";
import { deleteResponse } from "./responses/deleteResponse";
import { getResponse } from "./responses/getResponse";
import { listResponseItems } from "./responses/listResponseItems";
import { classifyText } from "./texts/classifyText";
import { classifyTextBranch } from "./texts/classifyTextBranch";
import { extractData } from "./texts/extractData";
import { redactText } from "./texts/redactText";
import { restoreText } from "./texts/restoreText";
import { summarizeText } from "./texts/summarizeText";
import { translateText } from "./texts/translateText";
import { addFilesToVectorStore } from "./vectorStores/addFilesToVectorStore";
import { createVectorStore } from "./vectorStores/createVectorStore";
import { deleteVectorStore } from "./vectorStores/deleteVectorStore";
import { listVectorStores } from "./vectorStores/listVectorStores";
import { searchVectorStore } from "./vectorStores/searchVectorStore";

/** Every action by its key, which is the name of its file. */
export const actions = {
  createChatCompletion,
  createImage,
  createCompletions,
  rawRequest,
  summarizeText,
  createBatch,
  createBatchFromFile,
  getBatch,
  listBatches,
  cancelBatch,
  getBatchResults,
  uploadFile,
  listFiles,
  getFile,
  downloadFile,
  deleteFile,
  diagnoseConnection,
  enrichRecords,
  evaluateRecords,
  compareRecords,
  countTokens,
  createFineTuningJob,
  getFineTuningJob,
  listFineTuningJobs,
  cancelFineTuningJob,
  pauseFineTuningJob,
  resumeFineTuningJob,
  listFineTuningEvents,
  listFineTuningCheckpoints,
  listModels,
  getModel,
  deleteModel,
  listQuotaUsage,
  listModelCapacities,
  listDeployments,
  getDeployment,
  createDeployment,
  deleteDeployment,
  pauseDeployment,
  resumeDeployment,
  waitForDeployment,
  prepareTrainingData,
  getTrainingMetrics,
  fineTuneAndDeploy,
  classifyText,
  classifyTextBranch,
  translateText,
  extractData,
  createChatCompletionBranch,
  createResponse,
  getResponse,
  cancelResponse,
  deleteResponse,
  listResponseItems,
  redactText,
  restoreText,
  editImage,
  createSpeech,
  transcribeAudio,
  translateAudio,
  createEmbeddings,
  moderateContent,
  searchBySimilarity,
  createVectorStore,
  addFilesToVectorStore,
  searchVectorStore,
  listVectorStores,
  deleteVectorStore,
};
