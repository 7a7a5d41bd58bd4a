import { branchAction } from "../../output/branchAction";
import { chatBranches, exampleBranch, showBranch } from "./chatBranches";
import { chatInputs, chatQuestion } from "./chatInputs";

/** Lets a model continue a conversation, and the flow go on by how its answer ended. */
export const createChatCompletionBranch = branchAction({
  label: "Create Chat Completion (Branch)",
  description: "Create an answer to a prompt or a conversation, and go on by how it ended",
  inputs: chatInputs,
  branches: { names: chatBranches },
  run: async (client, params, context) => {
    const question = await chatQuestion(params, context);
    const { askChat } = await import("../../tasks/answers/askChat");
    const { settleAnswer } = await import("../../tasks/answers/settleAnswer");
    const settled = await settleAnswer(() => askChat(client, question));
    return showBranch(settled, question.messages, client.usage.counter);
  },
  example: exampleBranch,
});
