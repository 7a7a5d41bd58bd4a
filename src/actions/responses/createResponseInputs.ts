import { answerForm } from "../../inputs/answerForm";
import { attachments } from "../../inputs/attachments";
import { connection } from "../../inputs/connection";
import { fallbackConnection, fallbackModels } from "../../inputs/fallback";
import { optionally } from "../../inputs/kinds";
import { systemPrompt, userPrompt } from "../../inputs/messages";
import { chatModel } from "../../inputs/model";
import { redact } from "../../inputs/redact";
import { requestOptions } from "../../inputs/requestOptions";
import { modelSettings } from "../../inputs/sampling";
import { toolSettings } from "../../inputs/toolSettings";
import { hostedTools } from "./hostedTools";
import { background, inputItems, previousResponseId, toolResults } from "./responseInputs";
import { responseSettings } from "./responseSettings";

/** The inputs of Create Response, in the order of its form. */
export const createResponseInputs = {
  connection,
  model: chatModel,
  systemPrompt,
  userPrompt: optionally(userPrompt, {
    comments:
      "The question or task, in plain text. Needed when there are no Input Items, results or approvals.",
  }),
  inputItems,
  previousResponseId,
  toolResults,
  background,
  fallbackModels,
  fallbackConnection,
  attachments,
  answerForm,
  toolSettings,
  hostedTools,
  responseSettings,
  modelSettings,
  redact,
  requestOptions,
};
