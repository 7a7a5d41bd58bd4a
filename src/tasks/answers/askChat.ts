import type { ChatCompletion, ChatCompletionMessageParam } from "openai/resources/chat/completions";
import type { Client } from "../../client/createClient";
import type { ModelAnswer } from "../../client/fallback/fallback";
import { answerForm } from "../../inputs/answerForm";
import { chatPurpose } from "../../inputs/model";
import type { ChatSettings } from "../../inputs/sampling";
import { type SettingsOf, settingsOf } from "../../inputs/settingsOf";
import { type OfferedTools, toolSettings } from "../../inputs/toolSettings";
import { type AnswerOutcome, outcomeOf } from "../../output/outcome";
import type { ToolCall } from "../../output/toolCall";
import { fieldsOf, isObject, type JsonObject } from "../../text/isObject";
import { unusableAnswer } from "../prompts/unusableAnswer";
import type { AnswerForm } from "./askInForm";
import type { CheckedTools } from "./checkedTools";
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
  outcome: AnswerOutcome;
  /** The tools that the model asks for, where that is the outcome. */
  toolCalls: ToolCall[];
  /** The same as the members of the assistant's message. */
  messageCalls: JsonObject[];
  /** The answer in the form that was asked for; null where none was, or where the outcome is another one. */
  parsed: unknown;
}

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

const noCalls = { shown: [], sent: [] };

/** True where an answer asks for tools, whatever they are: reading the calls is loaded with the first of them. */
const asksForTools = (answer: unknown): boolean => {
  const { choices } = fieldsOf(answer);
  const { tool_calls: calls } = fieldsOf(
    fieldsOf(Array.isArray(choices) ? choices[0] : undefined)["message"],
  );
  return Array.isArray(calls) && calls.some(isObject);
};

/** How an answer ended. One without a text, whose data in the form stand among its thoughts, has answered. */
const endOf = (
  answer: unknown,
  form: AnswerForm | undefined,
  hidesData?: (answer: unknown, form: AnswerForm | undefined) => boolean,
): AnswerOutcome => {
  const outcome = outcomeOf(answer, asksForTools(answer));
  return outcome === "truncated" && hidesData?.(answer, form) ? "answered" : outcome;
};

/**
 * Asks a model for one answer: a text, the tools that it wants to be run, or data in a form, which it is asked for once
 * more where the first answer is not in it. What only forms and tools need is loaded with the first of them.
 * @throws AzureOpenAIError for an answer that can't be used: data in another form, a tool that was not offered, or none
 *   where one had to be asked for.
 */
export const askChat = async (client: Client, question: ChatQuestion): Promise<ChatReply> => {
  const { model, messages, settings, offered } = question;
  const { action } = client;
  const form = question.answerForm ? await checkedForm(client, question.answerForm) : undefined;
  const inForm = form && (await import("./askInForm"));
  const tools = offered.tools.length > 0 ? await checkedOffer(client, question) : new Map();
  const body = { ...inForm?.chatForm(form), ...chatToolFields(offered), ...settings };
  const send = (sent: ChatCompletionMessageParam[]): Promise<ModelAnswer<ChatCompletion>> =>
    client.withModel(model, chatPurpose, (openai, name) =>
      openai.chat.completions.create({ model: name, messages: sent, ...body }),
    );
  let answer = await send(inForm ? [...inForm.toldForm(form, messages), ...messages] : messages);
  let outcome = endOf(answer.answer, form, inForm?.hidesData);
  if (tools.size > 0) checkForced(offered, action, outcome);
  const parsed =
    inForm && form && outcome === "answered"
      ? await inForm.askInForm({
          ...{ action, messages, form, kept: answer.answer },
          ask: async (sent) => {
            answer = await send(sent);
            outcome = endOf(answer.answer, form, inForm.hidesData);
            return answer.answer;
          },
          endsOtherwise: () => outcome !== "answered",
        })
      : null;
  const calls =
    outcome === "toolCall"
      ? (await import("./readToolCalls")).readToolCalls(action, answer.answer, tools)
      : noCalls;
  return { answer, outcome, parsed, toolCalls: calls.shown, messageCalls: calls.sent };
};
