import { formInstructions } from "../../../text/answerInstructions";
import { fieldsOf, isObject, type JsonObject } from "../../../text/isObject";
import { type BodyPath, valueAt, withoutValue, withValue } from "./bodyPath";
import type { Body, FindMends, Mend } from "./mend";
import { withInstructions } from "./promptTexts";
import { isUnsupported } from "./refusalWords";

const inChat: BodyPath = ["response_format"];
const inResponses: BodyPath = ["text", "format"];
const pathOf = (body: Body): BodyPath => (body["response_format"] === undefined ? inResponses : inChat);

const formatOf = (body: Body): Readonly<JsonObject> => fieldsOf(valueAt(body, pathOf(body)));

/** The schema in a format: chat wraps it once more than Responses. */
const schemaOf = (format: Readonly<JsonObject>): JsonObject | undefined =>
  [fieldsOf(format["json_schema"])["schema"], format["schema"]].find(isObject);

const formIn = (format: Readonly<JsonObject>): string => {
  const schema = schemaOf(format);
  return schema
    ? formInstructions(schema)
    : "Answer with one JSON object and nothing else, without a code fence.";
};

const about = "format";

const asObject = (deployment: string, advice: string): Mend => ({
  about,
  apply: (body) => {
    const format = formatOf(body);
    if (format["type"] !== "json_schema") return undefined;
    const sentence = `The form of the answer stands in the prompt, and the service ensures JSON alone, since ${deployment} takes no schema.${advice}`;
    const loose = withValue(body, pathOf(body), { type: "json_object" });
    return { body: withInstructions(loose, formIn(format)), sentence };
  },
});

const asText = (deployment: string): Mend => ({
  about,
  apply: (body) => {
    const format = formatOf(body);
    if (format["type"] !== "json_schema" && format["type"] !== "json_object") return undefined;
    const sentence = `The form of the answer stands in the prompt alone, since ${deployment} takes no response_format for it.`;
    return { body: withInstructions(withoutValue(body, pathOf(body)), formIn(format)), sentence };
  },
});

/** For servers that know schemas and no plain JSON. */
const asOpenSchema = (deployment: string): Mend => ({
  about,
  apply: (body) => {
    if (formatOf(body)["type"] !== "json_object") return undefined;
    const open = { name: "answer", schema: { type: "object" } };
    const path = pathOf(body);
    const format =
      path === inChat ? { type: "json_schema", json_schema: open } : { type: "json_schema", ...open };
    const sentence = `The answer was asked for as a schema of any object, since ${deployment} refuses json_object.`;
    return { body: withValue(body, path, format), sentence };
  },
});

const moved = (deployment: string): Mend => ({
  about: "place of the format",
  apply: (body) => {
    const { response_format: format, ...others } = body;
    if (!("input" in body) || !isObject(format)) return undefined;
    const { json_schema: wrapped, ...flat } = format;
    const sentence = `response_format was sent as text.format, since ${deployment} takes it there.`;
    return { body: withValue(others, inResponses, { ...flat, ...fieldsOf(wrapped) }), sentence };
  },
});

const isOfFormat = (names: readonly string[], sentence: string): boolean =>
  names.some((name) => /^(?:response_format|text\.format|json_schema)\b/.test(name)) ||
  /structured outputs?\b/i.test(sentence);

/** Mends of the form of answers: a schema, else a JSON object with the schema in the prompt, else the prompt alone. */
export const mendFormat: FindMends = ({ names, sentence }, { sent, asked, deployment }) => {
  const { type } = formatOf(sent);
  if (typeof type !== "string" || type === "text" || !isOfFormat(names, sentence)) return [];
  if (/\bmoved to ['"`]?text\.format/i.test(sentence)) return [moved(deployment)];
  const knowsSchemas = /\bmust be ['"`]json_schema['"`]/i.test(sentence);
  if (!isUnsupported(sentence) && !knowsSchemas) return [];
  const wasMended = formatOf(asked)["type"] !== type;
  if (wasMended) return [asText(deployment)];
  if (type === "json_object") return [knowsSchemas ? asOpenSchema(deployment) : asText(deployment)];
  const isOfVersion = /api.?versions? /i.test(sentence);
  return [asObject(deployment, isOfVersion ? " A later API Version of the connection takes one." : "")];
};
