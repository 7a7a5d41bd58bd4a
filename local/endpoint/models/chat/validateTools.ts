import type { Api } from "../../server/address";
import { isRecord } from "../../server/answer";
import { type ChatRefusal, invalid, missing } from "./refusals";
import { strictProblem } from "./strictRules";

const maximumTools = 128;
const longestName = 64;
const choices = ["none", "auto", "required"];

/** The first thing the service would refuse in the tools of a request and their settings; undefined when sound. */
export const refuseTools = (body: Record<string, unknown>, api: Api): ChatRefusal | undefined => {
  const { tools } = body;
  if (tools === undefined || tools === null) return refuseWithoutTools(body);
  if (!Array.isArray(tools))
    return invalid("tools", "invalid_type", "Invalid type for 'tools': expected an array of objects.");
  if (tools.length === 0) {
    const sentence =
      "Invalid 'tools': empty array. Expected an array with minimum length 1, but got an empty array instead.";
    return invalid("tools", "empty_array", sentence);
  }
  if (tools.length > maximumTools) {
    const sentence = `Invalid 'tools': array too long. Expected an array with maximum length ${maximumTools}, but got an array with length ${tools.length} instead.`;
    return invalid("tools", "array_above_max_length", sentence);
  }
  for (const [index, tool] of tools.entries()) {
    const refusal = refuseTool(tool, `tools[${index}]`, api);
    if (refusal !== undefined) return refusal;
  }
  return refuseChoice(body["tool_choice"], tools);
};

const refuseWithoutTools = (body: Record<string, unknown>): ChatRefusal | undefined => {
  const name = ["tool_choice", "parallel_tool_calls"].find(
    (key) => ![undefined, null].includes(body[key] as null),
  );
  return name === undefined
    ? undefined
    : invalid(
        name,
        null,
        `Invalid value for '${name}': '${name}' is only allowed when 'tools' are specified.`,
      );
};

const refuseTool = (tool: unknown, place: string, api: Api): ChatRefusal | undefined => {
  if (!isRecord(tool))
    return invalid(place, "invalid_type", `Invalid type for '${place}': expected an object.`);
  const { type } = tool;
  if (type === undefined) return missing(`${place}.type`);
  if (type !== "function" && type !== "custom") {
    const sentence = `Invalid value: '${String(type)}'. Supported values are: 'function' and 'custom'.`;
    return invalid(`${place}.type`, "invalid_value", sentence);
  }
  const given = tool[type];
  const inner = `${place}.${type}`;
  if (!isRecord(given)) return missing(inner);
  return refuseName(given["name"], `${inner}.name`) ?? refuseParameters(given, `${inner}.parameters`, api);
};

const refuseName = (name: unknown, place: string): ChatRefusal | undefined => {
  if (typeof name !== "string") return missing(place);
  if (name.length > longestName) {
    const sentence = `Invalid '${place}': string too long. Expected a string with maximum length ${longestName}, but got a string with length ${name.length} instead.`;
    return invalid(place, "string_above_max_length", sentence);
  }
  const sentence = `Invalid '${place}': string does not match pattern. Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'.`;
  return /^[a-zA-Z0-9_-]+$/.test(name) ? undefined : invalid(place, "invalid_value", sentence);
};

const refuseParameters = (
  { name, parameters, strict }: Record<string, unknown>,
  place: string,
  api: Api,
): ChatRefusal | undefined => {
  if (parameters === undefined && strict !== true) return undefined;
  const type = isRecord(parameters) ? parameters["type"] : undefined;
  const problem =
    isRecord(parameters) && type === "object"
      ? strict === true
        ? strictProblem(parameters, api)
        : undefined
      : `schema must be a JSON Schema of 'type: "object"', got 'type: "${typeof type === "string" ? type : "None"}"'`;
  return problem === undefined
    ? undefined
    : invalid(
        place,
        "invalid_function_parameters",
        `Invalid schema for function '${String(name)}': ${problem}.`,
      );
};

const refuseChoice = (choice: unknown, tools: readonly unknown[]): ChatRefusal | undefined => {
  if (choice === undefined || choice === null || choices.includes(String(choice))) return undefined;
  const { type } = isRecord(choice) ? choice : {};
  const named = isRecord(choice) && typeof type === "string" ? choice[type] : undefined;
  const name = isRecord(named) ? named["name"] : undefined;
  const isOffered = tools.some(
    (tool) =>
      isRecord(tool) &&
      isRecord(tool[String(type)]) &&
      (tool[String(type)] as { name?: unknown }).name === name,
  );
  if (name !== undefined && isOffered) return undefined;
  const sentence = `Invalid value for 'tool_choice': no function named '${String(name)}' was specified in the 'tools' parameter.`;
  return invalid("tool_choice", "invalid_value", sentence);
};
