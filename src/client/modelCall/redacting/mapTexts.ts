import { refuseInput } from "../../../text/InputError";
import { isObject, type JsonObject } from "../../../text/isObject";

/** What is done to the texts of a request or an answer. */
interface TextChange {
  /** Changes a text; `field` is the name of the field that it stands in, also within a list. */
  text(text: string, field: string): string;
  /** Changes the name of a function, a format or a participant, for which few characters are allowed. */
  identifier(name: string): string;
  /** Changes the pieces of a text, with the probability of each: no piece shows what it is a part of. */
  pieces(logprobs: unknown): unknown;
  /** Changes what refers to places of a text, which is given as it was. */
  references(annotations: readonly unknown[], text: string): unknown;
}

/** Fields whose texts are words and ids of the protocol, addresses, or bytes as text. */
const protocolFields = new Set(
  (
    "model role type id object status call_id tool_call_id item_id previous_response_id response_id conversation " +
    "approval_request_id file_id file_ids container container_id vector_store_id vector_store_ids connector_id " +
    "service_tier tool_choice modalities voice detail effort reasoning_effort verbosity truncation include format " +
    "syntax $ref $schema $id pattern encoding url image_url file_url server_url server_label authorization headers " +
    "allowed_tools file_data data b64_json encrypted_content prompt_cache_retention finish_reason"
  ).split(" "),
);

/** Fields that hold data of the builder's or the model's, all names and texts of which are texts. */
const dataFields = new Set(["metadata", "variables", "enum", "const", "default", "examples", "arguments"]);

/** JSON that is nested deeper would overflow the stack. */
const mostLevels = 500;

/** How the fields of an object are read: as the protocol's, as names of properties in a schema, or as data. */
type Reading = "protocol" | "names" | "data";

const readingWithin = (field: string, reading: Reading): Reading => {
  if (reading === "data" || dataFields.has(field)) return "data";
  return reading === "protocol" && field === "properties" ? "names" : "protocol";
};

/** Changes the texts of a value, and the names of fields that are texts. The value itself stays as it is. */
class TextWalk {
  constructor(private readonly change: TextChange) {}

  value(given: unknown, field: string, reading: Reading, level = 0): unknown {
    if (typeof given === "string") return this.text(given, field, reading);
    if (!Array.isArray(given) && !isObject(given)) return given;
    if (level > mostLevels)
      refuseInput("Redaction", `the request or its answer is nested more than ${mostLevels} levels deep.`);
    if (Array.isArray(given)) return given.map((entry) => this.value(entry, field, reading, level + 1));
    const changed = Object.fromEntries(
      Object.entries(given).map(([name, entry]) => [
        reading === "protocol" ? name : this.change.text(name, field),
        given["type"] === "image_generation_call" && name === "result"
          ? entry
          : this.field(name, entry, reading, level),
      ]),
    );
    const { annotations } = changed;
    const text = given["text"] ?? given["content"];
    if (reading === "protocol" && Array.isArray(annotations) && typeof text === "string")
      changed["annotations"] = this.change.references(annotations, text);
    return changed;
  }

  private field(name: string, entry: unknown, reading: Reading, level: number): unknown {
    if (typeof entry === "string") return this.text(entry, name, reading);
    if (reading === "protocol" && name === "logprobs" && typeof entry === "object")
      return this.change.pieces(entry);
    if (reading === "protocol" && protocolFields.has(name) && !isObject(entry)) return entry;
    if (reading === "protocol" && name === "headers") return entry;
    return this.value(entry, name, readingWithin(name, reading), level + 1);
  }

  private text(text: string, field: string, reading: Reading): string {
    if (reading === "data") return this.change.text(text, field);
    if (protocolFields.has(field) || /^\s*data:[^,]{0,200},/i.test(text)) return text;
    return field === "name" ? this.change.identifier(text) : this.change.text(text, field);
  }
}

/**
 * Changes every text of a request or an answer: prompts, names, arguments, descriptions and schemas. Words and ids of
 * the protocol, addresses and bytes stay.
 */
export const mapTexts = (json: Readonly<JsonObject>, change: TextChange): JsonObject =>
  new TextWalk(change).value(json, "", "protocol") as JsonObject;
