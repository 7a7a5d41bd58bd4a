import { fieldsOf, isObject } from "../../text/isObject";
import { checkImage } from "./checkImage";
import { checkCalls, isPresent } from "./checkTools";
import type { RowFindings } from "./RowFindings";

const roles = new Set(["system", "developer", "user", "assistant", "tool", "function"]);

/** What the row's messages are checked by. */
interface MessageRules {
  /** Names of the functions that the row defines. */
  defined: ReadonlySet<string>;
  /** What a place in the row begins with, such as "preferred_output, ". */
  within: string;
  /** Roles that may occur, where not all may. */
  roles?: ReadonlySet<string>;
}

type Message = Readonly<Record<string, unknown>>;

const isBlank = (text: unknown): boolean => typeof text === "string" && text.trim() === "";

const textParts: ReadonlySet<unknown> = new Set(["text", "refusal"]);

const checkPart = (part: unknown, role: unknown, place: string, findings: RowFindings): void => {
  const { type, text, refusal } = fieldsOf(part);
  if (type === "image_url") {
    if (role === "user") checkImage(part, place, findings);
    else findings.refuse("An image stands outside of a user's message.", place);
  } else if (!textParts.has(type))
    findings.refuse("A part of its content is neither text nor an image.", place);
  else if (typeof (type === "text" ? text : refusal) !== "string")
    findings.refuse("A part of its content has no text.", place);
};

const isEmptyContent = (content: unknown): boolean =>
  !isPresent(content) ||
  isBlank(content) ||
  (Array.isArray(content) && content.every((part) => isBlank(fieldsOf(part)["text"])));

/** An assistant may call tools, or refuse, without a content. */
const mayBeEmpty = ({ role, tool_calls: calls, function_call: call, refusal, content }: Message): boolean =>
  role === "assistant"
    ? isPresent(calls) || isPresent(call) || (typeof refusal === "string" && !isBlank(refusal))
    : (role === "tool" || role === "function") && typeof content === "string";

const checkContent = (message: Message, place: string, findings: RowFindings): void => {
  const { role, content } = message;
  if (isPresent(content) && typeof content !== "string" && !Array.isArray(content)) {
    findings.refuse("Its content is neither text nor a list of parts.", place);
    return;
  }
  if (Array.isArray(content)) for (const part of content) checkPart(part, role, place, findings);
  if (!isEmptyContent(content) || mayBeEmpty(message)) return;
  const what = role === "assistant" ? "answer" : role === "user" ? "prompt" : "message";
  findings.refuse(`The ${what} is empty.`, place);
};

const checkWeight = ({ role, weight }: Message, place: string, findings: RowFindings): void => {
  if (!isPresent(weight)) return;
  if (weight !== 0 && weight !== 1) findings.refuse("A weight is neither 0 nor 1.", place);
  else if (role !== "assistant") findings.note("A weight stands outside of an assistant's message.", place);
};

/** Follows which calls tools have yet to answer. */
class OpenCalls {
  private open = new Set<string>();

  take(message: Message, ids: readonly string[], place: string, findings: RowFindings): void {
    const { role, tool_call_id: id } = message;
    if (role === "tool") {
      if (typeof id !== "string" || !this.open.delete(id))
        findings.refuse("A tool's message answers no call of the message before it (tool_call_id).", place);
      return;
    }
    if (this.open.size > 0)
      findings.refuse("A call of tools is not answered before the next message.", place);
    this.open = new Set(ids);
  }
}

/**
 * Looks at the messages of a row as the services do: roles, contents, weights, calls and images. Forms that are legal
 * though unusual pass: several messages of one role, calls without a content, a call as the last message.
 */
export const checkMessages = (
  messages: unknown,
  { defined, within, roles: allowed = roles }: MessageRules,
  findings: RowFindings,
): void => {
  if (!Array.isArray(messages) || messages.length === 0) {
    findings.refuse(
      `${within === "" ? "Its messages are" : `${within.split(",")[0]} is`} not a list with entries.`,
    );
    return;
  }
  const calls = new OpenCalls();
  for (const [index, message] of messages.entries()) {
    const place = `${within}message ${index + 1}`;
    if (!isObject(message)) {
      findings.refuse("A message is not an object.", place);
      continue;
    }
    const { role } = message;
    if (!isPresent(role)) findings.refuse("A message has no role.", place);
    else if (typeof role !== "string" || !roles.has(role))
      findings.refuse(
        "A message has a role that is not system, developer, user, assistant, tool or function.",
        place,
      );
    else if (!allowed.has(role))
      findings.refuse(`A message has a role other than ${[...allowed].join(" and ")}.`, place);
    if (role === "system" && index > 0) findings.note("A system message is not the first message.", place);
    checkContent(message, place, findings);
    checkWeight(message, place, findings);
    calls.take(
      message,
      role === "assistant" ? checkCalls(message, defined, place, findings) : [],
      place,
      findings,
    );
  }
};
