import type { Api } from "../../server/address";
import { isRecord } from "../../server/answer";
import { type ChatRefusal, invalid, missing } from "./refusals";
import { strictProblem } from "./strictRules";

const param = "response_format";
const formatTypes = ["json_object", "json_schema", "text"];
const longestName = 64;

/** The first thing the service would refuse in `response_format`, or undefined when it is sound. */
export const refuseFormat = (
  { response_format: format, messages }: Record<string, unknown>,
  api: Api,
): ChatRefusal | undefined => {
  if (format === undefined || format === null) return undefined;
  if (!isRecord(format))
    return invalid(param, "invalid_type", `Invalid type for '${param}': expected an object.`);
  const { type } = format;
  if (type === undefined) return missing(`${param}.type`);
  if (!formatTypes.includes(String(type))) {
    const supported = formatTypes.map((name) => `'${name}'`).join(", ");
    return invalid(
      `${param}.type`,
      "invalid_value",
      `Invalid value: '${type}'. Supported values are: ${supported}.`,
    );
  }
  if (type === "json_object" && !JSON.stringify(messages).toLowerCase().includes("json")) {
    const sentence =
      "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.";
    return invalid("messages", null, sentence);
  }
  return type === "json_schema" ? refuseJsonSchema(format["json_schema"], api) : undefined;
};

const refuseJsonSchema = (wrapper: unknown, api: Api): ChatRefusal | undefined => {
  const place = `${param}.json_schema`;
  if (!isRecord(wrapper)) return missing(place);
  const { name, schema, strict } = wrapper;
  if (typeof name !== "string") return missing(`${place}.name`);
  if (!/^[a-zA-Z0-9_-]+$/.test(name) || name.length > longestName) {
    const sentence = `Invalid '${place}.name': string does not match pattern. Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'.`;
    return invalid(`${place}.name`, "invalid_value", sentence);
  }
  if (schema === undefined && strict !== true) return undefined;
  const problem = schemaProblem(schema, strict === true, api);
  return problem === undefined
    ? undefined
    : invalid(param, null, `Invalid schema for response_format '${name}': ${problem}.`);
};

/** The root has to be an object, also of a schema that is not enforced. */
const schemaProblem = (schema: unknown, isStrict: boolean, api: Api): string | undefined => {
  const type = isRecord(schema) ? schema["type"] : undefined;
  if (!isRecord(schema) || type !== "object") {
    const got = typeof type === "string" ? type : "None";
    return `schema must be a JSON Schema of 'type: "object"', got 'type: "${got}"'`;
  }
  return isStrict ? strictProblem(schema, api) : undefined;
};
