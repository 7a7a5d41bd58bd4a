import { bulkOptions, handOver, handOverModel, runBounds } from "../../inputs/bulk";
import { connection } from "../../inputs/connection";
import { fallbackConnection, fallbackModels } from "../../inputs/fallback";
import { systemPrompt } from "../../inputs/messages";
import { chatModel } from "../../inputs/model";
import { prices } from "../../inputs/prices";
import { prompts } from "../../inputs/prompts";
import { redact } from "../../inputs/redact";
import { requestOptions } from "../../inputs/requestOptions";
import { chatSettings, modelSettings, temperature } from "../../inputs/sampling";
import { serviceAction } from "../../output/serviceAction";
import { refuseInput } from "../../text/InputError";
import { openedGroup } from "../../text/openedGroup";
import { looksForValues } from "../../text/redaction/redactionRules";
import { examplePromptResults, promptResultsShape, showPromptResults } from "./promptResults";

/** Answers many prompts, each with one request. */
export const createCompletions = serviceAction({
  label: "Create Multiple Chat Completion",
  description: "Create an answer to each of many prompts, several at a time, in the order of the prompts",
  important: true,
  inputs: {
    connection,
    model: chatModel,
    systemPrompt,
    messages: prompts,
    temperature,
    handOver,
    batchModel: handOverModel,
    fallbackModels,
    fallbackConnection,
    modelSettings,
    redact,
    bulkOptions,
    prices,
    requestOptions,
  },
  effect: "changes",
  run: async (client, params) => {
    if (params.handOver && looksForValues(openedGroup(redact.label, params.redact)))
      refuseInput(handOver.label, `it is true, but a batch has no ${redact.label}.`, "Use one of them.");
    const { answerPrompts } = await import("../../tasks/prompts/answerPrompts");
    const answered = await answerPrompts(client, {
      ...params,
      ...runBounds(params.bulkOptions),
      shared: chatSettings(params),
    });
    return showPromptResults(params.messages, answered, params.prices);
  },
  output: promptResultsShape,
  example: examplePromptResults,
});
