import { attachments } from "../../inputs/attachments";
import { nameInput, textInput } from "../../inputs/kinds";
import { messages } from "../../inputs/messages";
import { prices } from "../../inputs/prices";
import { settingsOf } from "../../inputs/settingsOf";
import { declaredAction } from "../../output/declaredAction";
import { UsageCounter } from "../../output/usage";
import { openedGroup } from "../../text/openedGroup";
import { exampleTokenCount, tokenCountShape } from "./tokenCount";

const text = textInput({
  label: "Text",
  comments: "The text to count. Leave it empty to count Messages (JSON).",
  placeholder: "Enter or reference a text",
  example: "Where was the 2020 World Series played?",
});

const model = nameInput({
  label: "Model / Deployment Name",
  comments: "OpenAI's name of the model, which decides how images count. A deployment's name does not tell.",
  placeholder: "Enter a model name",
  example: "gpt-5.4",
});

/** Counts a prompt's tokens and cost, without a call. */
export const countTokens = declaredAction({
  label: "Count Tokens",
  description: "Count the tokens of a text, a conversation, images and files, without a call or a connection",
  inputs: {
    model,
    text,
    messages: { ...messages, comments: "The conversation to count. Leave it empty to count Text." },
    attachments,
    prices,
  },
  effect: "reads",
  perform: async (context, params) => {
    const entered = openedGroup("Prices", params.prices);
    const { countPrompt, givenPrompt } = await import("../../tasks/prompts/countPrompt");
    const { files, imageDetail } = settingsOf(attachments, params.attachments);
    const prompt = givenPrompt(params.text, params.messages, files, imageDetail);
    const { tokens, imageTokens, ...count } = await countPrompt(prompt, params.model, context);
    const usage = new UsageCounter();
    usage.add({ prompt_tokens: tokens, prompt_tokens_details: { image_tokens: imageTokens } });
    return { data: { ...usage.shown(entered), ...count } };
  },
  output: tokenCountShape,
  example: { data: exampleTokenCount },
});
