import { budget } from "../../inputs/budget";
import { connection } from "../../inputs/connection";
import { fallbackConnection, fallbackModels } from "../../inputs/fallback";
import { conversation, messages, systemPrompt, userPrompt } from "../../inputs/messages";
import { chatModel, chatPurpose } from "../../inputs/model";
import { requestOptions } from "../../inputs/requestOptions";
import { chatSettings, modelSettings, numChoices, temperature, topP } from "../../inputs/sampling";
import { serviceAction } from "../../output/serviceAction";
import { chatShape, exampleChat, showChat } from "./chat";

/** Lets a model continue a conversation. */
export const createChatCompletion = serviceAction({
  label: "Create Chat Completion",
  description: "Create an answer to a prompt or a conversation",
  important: true,
  inputs: {
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
    modelSettings,
    budget,
    requestOptions,
  },
  effect: "changes",
  run: async (client, params) => {
    const asked = {
      messages: conversation(params.systemPrompt, params.messages, params.userPrompt),
      ...chatSettings(params),
    };
    const answer = await client.withModel(params.model, chatPurpose, (openai, model) =>
      openai.chat.completions.create({ model, ...asked }),
    );
    return showChat(answer, asked.messages);
  },
  output: chatShape,
  example: exampleChat,
});
