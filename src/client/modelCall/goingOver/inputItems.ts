import { contentText } from "../../../text/contentText";
import { fieldsOf, isObject, type JsonObject } from "../../../text/isObject";

const textParts = new Set<unknown>([undefined, "text", "input_text", "output_text"]);

/** A part of a user's message as the Responses API takes it. Unknown parts are left as they are, to be refused there. */
const inputPart = (part: unknown): unknown => {
  if (typeof part === "string") return { type: "input_text", text: part };
  if (!isObject(part)) return part;
  if (textParts.has(part.type)) return { type: "input_text", text: contentText([part]) };
  if (part.type === "image_url") {
    const { url, detail } =
      typeof part.image_url === "string" ? { url: part.image_url } : fieldsOf(part.image_url);
    return { type: "input_image", image_url: url, detail: detail ?? "auto" };
  }
  if (part.type !== "file") return part;
  const file = fieldsOf(part.file);
  // The Responses API takes no data without a name.
  return { type: "input_file", ...(file.file_data !== undefined && { filename: "file" }), ...file };
};

const inputContent = (content: unknown): unknown =>
  Array.isArray(content) ? content.map(inputPart) : (content ?? "");

/** A call of a tool in an answer of the model. */
const callItem = (call: unknown): JsonObject => {
  const { id, type, function: called, custom } = fieldsOf(call);
  if (type === "custom") {
    const { name, input } = fieldsOf(custom);
    return { type: "custom_tool_call", call_id: id, name, input: input ?? "" };
  }
  const { name, arguments: text } = fieldsOf(called);
  return { type: "function_call", call_id: id, name, arguments: text ?? "{}" };
};

/** What the model answered: its text, and behind it its calls. */
const answerItems = ({ content, refusal, tool_calls: calls }: Readonly<JsonObject>): JsonObject[] => {
  const text = contentText(content) || (typeof refusal === "string" ? refusal : "");
  return [
    ...(text === "" ? [] : [{ role: "assistant", content: text }]),
    ...(Array.isArray(calls) ? calls.map(callItem) : []),
  ];
};

/** Ids of the calls of custom tools, whose outputs have a type of their own. */
const customCallIds = (messages: readonly unknown[]): Set<unknown> =>
  new Set(
    messages
      .flatMap((message) => fieldsOf(message).tool_calls)
      .filter((call) => fieldsOf(call).type === "custom")
      .map((call) => fieldsOf(call).id),
  );

/** The messages of a chat as the input of the Responses API, in their order. */
export const inputItems = (messages: readonly unknown[]): JsonObject[] => {
  const customIds = customCallIds(messages);
  return messages.flatMap((message) => {
    const fields = fieldsOf(message);
    const { role, content, tool_call_id: id } = fields;
    if (role === "assistant") return answerItems(fields);
    if (role !== "tool") return [{ role, content: inputContent(content) }];
    const type = customIds.has(id) ? "custom_tool_call_output" : "function_call_output";
    return [{ type, call_id: id, output: contentText(content) }];
  });
};
