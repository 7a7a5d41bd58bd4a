import type { ActionContext, ActionInputParameters } from "@prismatic-io/spectral";
import { answerForm } from "../../inputs/answerForm";
import { attachments } from "../../inputs/attachments";
import { budget } from "../../inputs/budget";
import { connection } from "../../inputs/connection";
import { fallbackConnection, fallbackModels } from "../../inputs/fallback";
import { conversation, messages, systemPrompt, userPrompt } from "../../inputs/messages";
import { chatModel } from "../../inputs/model";
import { redact } from "../../inputs/redact";
import { requestOptions } from "../../inputs/requestOptions";
import { chatSettings, modelSettings, numChoices, temperature, topP } from "../../inputs/sampling";
import { settingsOf } from "../../inputs/settingsOf";
import { offeredTools, toolSettings } from "../../inputs/toolSettings";
import type { ChatQuestion } from "../../tasks/answers/askChat";

/** The inputs of the actions that let a model continue one conversation. */
export const chatInputs = {
  connection,
  model: chatModel,
  systemPrompt,
  userPrompt,
  messages,
  temperature,
  topP,
  numChoices,
  fallbackModels,
  fallbackConnection,
  attachments,
  answerForm,
  toolSettings,
  modelSettings,
  redact,
  budget,
  requestOptions,
};

/**
 * What a model is asked by these inputs.
 * @throws InputError with the label of the input that does not fit the others.
 */
export const chatQuestion = async (
  params: ActionInputParameters<typeof chatInputs>,
  { flowSchemas }: Pick<ActionContext, "flowSchemas">,
): Promise<ChatQuestion> => {
  const { files, imageDetail } = settingsOf(attachments, params.attachments);
  const { apiMode } = settingsOf(modelSettings, params.modelSettings);
  const parts =
    files && (await import("../../tasks/answers/fileParts")).chatFileParts(files, imageDetail, apiMode);
  return {
    model: params.model,
    messages: conversation(params.systemPrompt, params.messages, params.userPrompt, parts),
    settings: chatSettings(params),
    answerForm: params.answerForm,
    offered: offeredTools(params.toolSettings, flowSchemas),
  };
};
