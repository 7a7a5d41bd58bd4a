import { isRecord } from "../../server/answer";
import type { Item } from "./responseStore";

/** The items of a request's `input`, each with an id. */
export const itemsOf = (input: unknown): Item[] =>
  typeof input === "string"
    ? [{ type: "message", role: "user", content: [{ type: "input_text", text: input }] }]
    : (Array.isArray(input) ? input : []).filter(isRecord).map((item) => ({
        ...(item["type"] === undefined && { type: "message" }),
        ...item,
        ...(typeof item["content"] === "string" && {
          content: [
            { type: item["role"] === "assistant" ? "output_text" : "input_text", text: item["content"] },
          ],
        }),
      }));

const messageOf = (item: Item): Item[] => {
  if (item["type"] === "message") return [{ role: item["role"], content: item["content"] }];
  if (item["type"] === "function_call_output")
    return [{ role: "tool", tool_call_id: item["call_id"], content: textOf(item["output"]) }];
  return [];
};

const textOf = (output: unknown): string => (typeof output === "string" ? output : JSON.stringify(output));

const toolOf = (tool: unknown): Item[] =>
  isRecord(tool) && tool["type"] === "function"
    ? [{ type: "function", function: { name: tool["name"], parameters: tool["parameters"] } }]
    : [];

const choiceOf = (choice: unknown): unknown =>
  isRecord(choice) && choice["type"] === "function"
    ? { type: "function", function: { name: choice["name"] } }
    : choice;

/** A request of the Responses API in the terms of chat, in which the endpoint's model thinks. */
export const chatOf = (body: Item, items: readonly Item[]): Item => {
  const { instructions, tools, text, tool_choice: choice } = body;
  return {
    messages: [
      ...(typeof instructions === "string" ? [{ role: "system", content: instructions }] : []),
      ...items.flatMap(messageOf),
    ],
    tools: (Array.isArray(tools) ? tools : []).flatMap(toolOf),
    tool_choice: choiceOf(choice),
    response_format: isRecord(text) ? text["format"] : undefined,
  };
};
