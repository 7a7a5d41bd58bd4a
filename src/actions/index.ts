import { createChatCompletion } from "./chat/createChatCompletion";
import { createCompletions } from "./chat/createCompletions";
import { summarizeText } from "./chat/summarizeText";
import { diagnoseConnection } from "./connection/diagnoseConnection";
import { createImage } from "./images/createImage";
import { enrichRecords } from "./records/enrichRecords";
import { evaluateRecords } from "./records/evaluateRecords";
import { rawRequest } from "./requests/rawRequest";

/** Every action by its key, which is the name of its file. */
export const actions = {
  createChatCompletion,
  createImage,
  createCompletions,
  rawRequest,
  summarizeText,
  diagnoseConnection,
  enrichRecords,
  evaluateRecords,
};
