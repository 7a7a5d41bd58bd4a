import type {
  ChatCompletionCreateParams,
  ChatCompletionTool,
  ChatCompletionToolChoiceOption,
} from "openai/resources/chat/completions";
import type { ResponseCreateParams, Tool } from "openai/resources/responses/responses";
import type { OfferedTools } from "../../inputs/toolSettings";
import { refuseInput } from "../../text/InputError";
import { fieldsOf, isObject, type JsonObject } from "../../text/isObject";
import { type FunctionTool, isFunctionTool } from "../../text/modelTool";

/**
 * The function as both APIs take it. The service enforces no arguments of calls that run side by side, so those that
 * may are not asked to be strict.
 */
const functionFields = (
  { name, description, full, sent, isStrict }: FunctionTool,
  isParallel: boolean | undefined,
) => {
  const strict = isStrict && isParallel !== true;
  return {
    name,
    ...(description !== undefined && { description }),
    parameters: { ...(strict ? sent : { ...full, type: "object" }) } as Record<string, unknown>,
    strict,
  };
};

/** A tool that takes text as chat has it: its fields in an object, and those of its grammar in another. */
const customOfChat = (given: JsonObject): JsonObject => {
  if (isObject(given["custom"])) return given;
  const { type, format, ...fields } = given;
  const { type: kind, ...rules } = fieldsOf(format);
  const nested = kind === "grammar" && !isObject(rules["grammar"]) ? { type: kind, grammar: rules } : format;
  return { type, custom: { ...fields, ...(format !== undefined && { format: nested }) } };
};

/** The same as the Responses API has it: flat. */
const customOfResponses = (given: JsonObject): JsonObject => {
  const { custom, ...fields } = given;
  const flat: JsonObject = { ...fields, ...fieldsOf(custom) };
  const { grammar, ...format } = fieldsOf(flat["format"]);
  return isObject(grammar) ? { ...flat, format: { ...format, ...grammar } } : flat;
};

const isWord = (choice: string): choice is "auto" | "none" | "required" =>
  ["auto", "none", "required"].includes(choice);

/** A choice and parallel calls, which the service refuses without tools. */
const settingsOf = <Choice>({ choice, isParallel }: OfferedTools, named: (name: string) => Choice) => ({
  ...(choice !== undefined && { tool_choice: isWord(choice) ? choice : named(choice) }),
  ...(isParallel !== undefined && { parallel_tool_calls: isParallel }),
});

/**
 * The fields of a chat request for tools; none without tools.
 * @throws InputError for a tool of the service's own, which chat has not.
 */
export const chatToolFields = (
  offered: OfferedTools,
): Pick<ChatCompletionCreateParams, "tools" | "tool_choice" | "parallel_tool_calls"> => {
  const { tools, isParallel } = offered;
  if (tools.length === 0) return {};
  const named = (name: string): ChatCompletionToolChoiceOption =>
    tools.some((tool) => tool.name === name && isFunctionTool(tool))
      ? { type: "function", function: { name } }
      : { type: "custom", custom: { name } };
  return {
    tools: tools.map((tool): ChatCompletionTool => {
      if (isFunctionTool(tool)) return { type: "function", function: functionFields(tool, isParallel) };
      if (tool.type === "custom") return customOfChat(tool.given) as unknown as ChatCompletionTool;
      return refuseInput(
        "Tools (JSON)",
        `chat has no tool of the type ${tool.type}.`,
        "Use Create Response, which has it.",
      );
    }),
    ...settingsOf(offered, named),
  };
};

/**
 * The fields of a request of the Responses API for tools; none without tools.
 * @param hosted - tools that the service runs itself
 */
export const responseToolFields = (
  offered: OfferedTools,
  hosted: readonly Tool[] = [],
): Pick<ResponseCreateParams, "tools" | "tool_choice" | "parallel_tool_calls"> => {
  const { tools, isParallel } = offered;
  if (hosted.length + tools.length === 0) return {};
  const typeOf = (name: string): string => tools.find((tool) => tool.name === name)?.type ?? "function";
  return {
    tools: [
      ...hosted,
      ...tools.map(
        (tool): Tool =>
          isFunctionTool(tool)
            ? { type: "function", ...functionFields(tool, isParallel) }
            : ((tool.type === "custom" ? customOfResponses(tool.given) : tool.given) as unknown as Tool),
      ),
    ],
    ...settingsOf(offered, (name) => ({ type: typeOf(name) as "function", name })),
  };
};
