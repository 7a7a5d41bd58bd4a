import type { ChatCompletion, ChatCompletionMessageParam } from "openai/resources/chat/completions";
import type { Client } from "../../client/createClient";
import type { ModelAnswer } from "../../client/fallback/fallback";
import { answerForm } from "../../inputs/answerForm";
import { chatPurpose } from "../../inputs/model";
import type { ChatSettings } from "../../inputs/sampling";
import { type SettingsOf, settingsOf } from "../../inputs/settingsOf";
import { type OfferedTools, toolSettings } from "../../inputs/toolSettings";
import type { AnswerOutcome } from "../../output/outcome";
import type { ToolCall } from "../../output/toolCall";
import { UsageCounter } from "../../output/usage";
import type { JsonObject } from "../../text/isObject";
import { unusableAnswer } from "../prompts/unusableAnswer";
import type { AnswerForm } from "./askInForm";
import { chatOutcome } from "./chatOutcome";
import type { CheckedTools } from "./checkedTools";
import { readToolCalls } from "./readToolCalls";
import { chatToolFields } from "./toolFields";

/** What a model is asked. */
export interface ChatQuestion {
  model: string | undefined;
  messages: ChatCompletionMessageParam[];
  settings: ChatSettings;
  answerForm: SettingsOf<typeof answerForm>;
  offered: OfferedTools;
}

/** What came of a question. */
export interface ChatReply {
  answer: ModelAnswer<ChatCompletion>;
  /** What it used, with an answer before it that was not in its form. */
  usage: UsageCounter;
  outcome: AnswerOutcome;
  /** The tools that the model asks for, where that is the outcome. */
  toolCalls: ToolCall[];
  /** The same as the members of the assistant's message. */
  messageCalls: JsonObject[];
  /** The answer in the form that was asked for; null where none was, or where the outcome is another one. */
  parsed: unknown;
}

/** Messages as they are sent, those on the form of the answer included. */
type Sent = ReadonlyArray<ChatCompletionMessageParam>;

/**
 * The form of an answer with its check; undefined for a text.
 * @throws InputError with the label for a schema that can't be followed.
 */
export const checkedForm = async (
  client: Client,
  group: SettingsOf<typeof answerForm>,
): Promise<AnswerForm | undefined> => {
  const { answerSchema: schema, answerFormat: format } = settingsOf(answerForm, group);
  if (!schema) return undefined;
  const { createAnswerCheck } = await import("../../text/answerCheck");
  const { tellUnenforced } = await import("../prompts/responseFormat");
  if ((format ?? "json_schema") === "json_schema")
    tellUnenforced(client, schema, "The model is told of it, and the answer is checked.");
  return {
    schema,
    check: await createAnswerCheck(answerForm.inputs.answerSchema.label, schema.full),
    format,
  };
};

/**
 * The tools with the checks of their arguments; none where Extra Parameters may have others in their place.
 * @throws InputError with the label for a schema that can't be followed.
 */
export const checkedOffer = async (
  client: Client,
  { offered, settings }: { offered: OfferedTools; settings: object },
): Promise<CheckedTools> => {
  if (offered.tools.length === 0 || "tools" in settings) return new Map();
  const { checkedTools, tellLoose } = await import("./checkedTools");
  tellLoose(client, offered.tools);
  return checkedTools(toolSettings.inputs.tools.label, offered.tools);
};

/**
 * Checks that a tool is asked for where the request insists on one.
 * @throws AzureOpenAIError for an answer without.
 */
export const checkForced = ({ choice }: OfferedTools, action: string, outcome: AnswerOutcome): void => {
  const isForced = choice !== undefined && choice !== "auto" && choice !== "none";
  if (outcome === "answered" && isForced)
    throw unusableAnswer({
      what: `${action} got an answer without the call of a tool that ${toolSettings.inputs.toolChoice.label} asks for.`,
      mend: "Choose a model that takes tools, or set it to auto.",
    });
};

/**
 * Asks a model for one answer: a text, the tools that it wants to be run, or data in a form, which it is asked for once
 * more where the first answer is not in it.
 * @param usage - counts every answer, so that a caller knows of them where the step fails
 * @throws AzureOpenAIError for an answer that can't be used: data in another form, a tool that was not offered, or none
 *   where one had to be asked for.
 */
export const askChat = async (
  client: Client,
  question: ChatQuestion,
  usage = new UsageCounter(),
): Promise<ChatReply> => {
  const { model, messages, settings, offered } = question;
  const { action } = client;
  const form = await checkedForm(client, question.answerForm);
  const { askInForm, chatForm, toldForm } = await import("./askInForm");
  const tools = await checkedOffer(client, question);
  const body = { ...chatForm(form), ...chatToolFields(offered), ...settings };
  const send = async (sent: Sent): Promise<ModelAnswer<ChatCompletion>> => {
    const given = await client.withModel(model, chatPurpose, (openai, name) =>
      openai.chat.completions.create({ model: name, messages: [...sent], ...body }),
    );
    usage.add(given.answer.usage, given.price);
    return given;
  };
  let answer = await send([...toldForm(form, messages), ...messages]);
  let outcome = chatOutcome(answer.answer, form);
  if (tools.size > 0) checkForced(offered, action, outcome);
  const parsed =
    form && outcome === "answered"
      ? await askInForm({
          ...{ action, messages, form, kept: answer.answer },
          ask: async (sent) => {
            answer = await send(sent);
            outcome = chatOutcome(answer.answer, form);
            return answer.answer;
          },
          endsOtherwise: () => outcome !== "answered",
        })
      : null;
  const calls = outcome === "toolCall" ? readToolCalls(action, answer.answer, tools) : undefined;
  return {
    ...{ answer, usage, outcome, parsed },
    toolCalls: calls?.shown ?? [],
    messageCalls: calls?.messages ?? [],
  };
};
