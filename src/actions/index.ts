import { cancelBatch } from "./batches/cancelBatch";
import { createBatch } from "./batches/createBatch";
import { createBatchFromFile } from "./batches/createBatchFromFile";
import { getBatch } from "./batches/getBatch";
import { getBatchResults } from "./batches/getBatchResults";
import { listBatches } from "./batches/listBatches";
import { countTokens } from "./chat/countTokens";
import { createChatCompletion } from "./chat/createChatCompletion";
import { createCompletions } from "./chat/createCompletions";
import { diagnoseConnection } from "./connection/diagnoseConnection";
import { createDeployment } from "./deployments/createDeployment";
import { deleteDeployment } from "./deployments/deleteDeployment";
import { getDeployment } from "./deployments/getDeployment";
import { listDeployments } from "./deployments/listDeployments";
import { pauseDeployment } from "./deployments/pauseDeployment";
import { resumeDeployment } from "./deployments/resumeDeployment";
import { waitForDeployment } from "./deployments/waitForDeployment";
import { deleteFile } from "./files/deleteFile";
import { downloadFile } from "./files/downloadFile";
import { getFile } from "./files/getFile";
import { listFiles } from "./files/listFiles";
import { uploadFile } from "./files/uploadFile";
import { createImage } from "./images/createImage";
import { compareRecords } from "./records/compareRecords";
import { enrichRecords } from "./records/enrichRecords";
import { evaluateRecords } from "./records/evaluateRecords";
import { rawRequest } from "./requests/rawRequest";
import { summarizeText } from "./texts/summarizeText";

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
  listDeployments,
  getDeployment,
  createDeployment,
  deleteDeployment,
  pauseDeployment,
  resumeDeployment,
  waitForDeployment,
};
