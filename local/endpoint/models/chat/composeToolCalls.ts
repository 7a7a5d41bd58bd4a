import { isRecord } from "../../server/answer";
import { hashText } from "../../server/seededRandom";
import { jsonFromSchema } from "./jsonFromSchema";
import { findSubject } from "./plausibleSentence";

/** A function that the model asks for. */
export interface ToolCall {
  id: string;
  type: "function";
  function: { name: string; arguments: string };
}

/**
 * The tool call of an answer, or undefined when text is due. A tool is called when the request insists
 * (`required` or one by name); with `auto`, when the question names it. Arguments satisfy its schema.
 */
export const composeToolCalls = (
  body: Record<string, unknown>,
  question: string,
  choice: number,
): ToolCall[] | undefined => {
  const tools = (Array.isArray(body["tools"]) ? body["tools"] : [])
    .map((tool) => (isRecord(tool) ? tool["function"] : undefined))
    .filter(isRecord);
  const wanted = body["tool_choice"];
  const named = isRecord(wanted) && isRecord(wanted["function"]) ? wanted["function"]["name"] : undefined;
  const messages = Array.isArray(body["messages"]) ? body["messages"] : [];
  const last: unknown = messages.at(-1);
  if (wanted === "none" || (isRecord(last) && last["role"] === "tool")) return undefined;
  const mentioned = tools.find(({ name }) => typeof name === "string" && question.includes(name));
  const chosen =
    named !== undefined
      ? tools.find(({ name }) => name === named)
      : (mentioned ?? (wanted === "required" ? tools[0] : undefined));
  if (chosen === undefined) return undefined;
  const given = jsonFromSchema(chosen["parameters"], question, findSubject(question), choice);
  return [
    {
      id: `call_${hashText(`${question}#${choice}`).toString(36)}`,
      type: "function",
      function: { name: String(chosen["name"]), arguments: JSON.stringify(isRecord(given) ? given : {}) },
    },
  ];
};
