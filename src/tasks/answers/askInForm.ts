import { AzureOpenAIError } from "../../client/errors/errors";
import type { AnswerCheck } from "../../text/answerCheck";
import { formInstructions, repairRequest } from "../../text/answerInstructions";
import type { AnswerSchema } from "../../text/answerSchema";
import { fieldsOf } from "../../text/isObject";
import { schemaFormat } from "../prompts/responseFormat";
import { readAnswer, readHidden } from "./readAnswer";

/** How the form of answers is requested. */
export type AnswerFormat = "json_schema" | "json_object" | "prompt";

/** The form that answers have to have. */
export interface AnswerForm {
  schema: AnswerSchema;
  check: AnswerCheck;
  format: AnswerFormat | undefined;
  /** Changes an object before it is checked. */
  settle?(value: unknown): unknown;
}

/** The error of an answer that is in another form than the one asked for, twice. It keeps the text of the second. */
export class WrongForm extends AzureOpenAIError {
  constructor(
    action: string,
    violations: readonly string[],
    readonly text: string,
  ) {
    const what = `${action} got an answer in another form than the one asked for, and again when it asked for a mended one. ${violations.join(" ")}`;
    super({ what }, { kind: "unexpectedResponse", status: 200, attempts: 1 });
  }
}

/** A message about the form, as chat and the Responses API take it. */
interface FormMessage {
  role: "system" | "developer" | "assistant" | "user";
  content: string;
}

/** What is asked, of which model and in which form. */
interface FormQuestion<Message, Answer> {
  action: string;
  messages: readonly Message[];
  /** undefined asks for a text. */
  form: AnswerForm | undefined;
  /** A first answer that was paid for before. */
  kept?: Answer | undefined;
  /** Sends messages, beside the fields that request the form. */
  ask(messages: Array<Message | FormMessage>): Promise<Answer>;
  /** True for a second answer that ends otherwise than with data, such as a refusal, which is no error then. */
  endsOtherwise?(answer: Answer): boolean;
}

/** The fields of a chat request that make the service enforce a form. */
export const chatForm = (form: AnswerForm | undefined) => {
  if (!form || form.format === "prompt") return {};
  if (form.format === "json_object") return { response_format: { type: "json_object" as const } };
  return { response_format: schemaFormat(form.schema) };
};

/**
 * The messages that tell a model the form, where the service is not asked to enforce it. They have the role of the
 * instructions that there are: the services take one.
 */
export const toldForm = (form: AnswerForm | undefined, messages: readonly unknown[]): FormMessage[] => {
  if (form?.format !== "json_object" && form?.format !== "prompt") return [];
  const isDeveloper = messages.some((message) => fieldsOf(message)["role"] === "developer");
  return [{ role: isDeveloper ? "developer" : "system", content: formInstructions(form.schema.full) }];
};

/** True for an answer without a text whose data in the form stand among its thoughts. */
export const hidesData = (answer: unknown, form: AnswerForm | undefined): boolean =>
  form !== undefined && readHidden(answer, form) !== undefined;

const repairOf = (text: string, violations: readonly string[]): FormMessage[] => [
  { role: "assistant", content: text },
  { role: "user", content: repairRequest(violations) },
];

/**
 * Asks for an answer in a form, and once more with what is wrong where it is not in it.
 * @returns the answer's object, or its text without a form; null for a second answer that ends otherwise
 * @throws AzureOpenAIError when there is no complete answer; WrongForm when the second one is not in the form either.
 */
export const askInForm = async <Message, Answer>({
  action,
  messages,
  form,
  kept,
  ask,
  endsOtherwise,
}: FormQuestion<Message, Answer>): Promise<unknown> => {
  const told = [...toldForm(form, messages), ...messages];
  const first = readAnswer(action, kept ?? (await ask(told)), form);
  if ("value" in first) return first.value;
  const mended = await ask([...told, ...repairOf(first.text, first.violations)]);
  if (endsOtherwise?.(mended)) return null;
  const second = readAnswer(action, mended, form);
  if ("value" in second) return second.value;
  throw new WrongForm(action, second.violations, second.text);
};
