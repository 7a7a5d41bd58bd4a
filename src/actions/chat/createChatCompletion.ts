import { serviceAction } from "../../output/serviceAction";
import { chatShape, exampleChat, showChat } from "./chat";
import { chatInputs, chatQuestion } from "./chatInputs";

/** Lets a model continue a conversation. */
export const createChatCompletion = serviceAction({
  label: "Create Chat Completion",
  description: "Create an answer to a prompt or a conversation, as text, data or calls of tools",
  important: true,
  inputs: chatInputs,
  effect: "changes",
  run: async (client, params, context) => {
    const question = await chatQuestion(params, context);
    const { askChat } = await import("../../tasks/answers/askChat");
    return showChat(await askChat(client, question), question.messages, client.usage.counter);
  },
  output: chatShape,
  example: exampleChat,
});
