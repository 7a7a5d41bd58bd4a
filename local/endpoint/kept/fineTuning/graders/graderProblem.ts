import type { Api } from "../../../server/address";
import { isRecord } from "../../../server/answer";

const operations: readonly unknown[] = ["eq", "ne", "like", "ilike"];
const similarities: readonly unknown[] = [
  ...["cosine", "fuzzy_match", "bleu", "gleu", "meteor"],
  ...["rouge_1", "rouge_2", "rouge_3", "rouge_4", "rouge_5", "rouge_l"],
];

/** The longest program of a python grader, in bytes. */
const longestSourceBytes = 256 * 1024;

const textFields: Readonly<Record<string, readonly string[]>> = {
  string_check: ["name", "input", "reference"],
  text_similarity: ["name", "input", "reference"],
  score_model: ["name", "model"],
  label_model: ["name", "model"],
  python: ["name", "source"],
  endpoint: ["name", "url"],
  multi: ["name", "calculate_output"],
};

/** What a service finds wrong with a grader; undefined for a sound one. */
export const graderProblem = (grader: unknown, api: Api, isInside = false): string | undefined => {
  if (!isRecord(grader)) return "Invalid grader: expected an object.";
  const type = String(grader["type"]);
  const known = typesOf(api, isInside);
  if (!known.includes(type)) {
    return `Invalid grader type: '${type}'. Supported values are: ${known.join(", ")}.`;
  }
  for (const name of textFields[type] ?? []) {
    const value = grader[name];
    if (typeof value !== "string" || value === "") return `Invalid grader: '${name}' must be a text.`;
    const unknown = unknownTemplate(value);
    if (unknown !== undefined)
      return `Invalid grader: '{{${unknown}}}' in '${name}' names neither item nor sample.`;
  }
  return problemOfType(grader, type, api);
};

const typesOf = (api: Api, isInside: boolean): string[] => {
  const types = ["string_check", "text_similarity", "score_model", "python"];
  if (api !== "openai") types.push("endpoint");
  else if (isInside) types.push("label_model");
  return isInside ? types : [...types, "multi"];
};

/** A name in double braces that stands for nothing. */
const unknownTemplate = (text: string): string | undefined =>
  [...text.matchAll(/\{\{([^{}]*)\}\}/g)]
    .map(([, name = ""]) => name.trim())
    .find(
      (name) =>
        !/^(item\.[\w.]+|sample\.(output_text|output_json(\.[\w.]+)?|output_tools|choices))$/.test(name),
    );

const problemOfType = (grader: Record<string, unknown>, type: string, api: Api): string | undefined => {
  switch (type) {
    case "string_check":
      return operations.includes(grader["operation"]) ? undefined : "Invalid grader: unknown 'operation'.";
    case "text_similarity":
      return similarities.includes(grader["evaluation_metric"])
        ? undefined
        : "Invalid grader: unknown 'evaluation_metric'.";
    case "python":
      return Buffer.byteLength(String(grader["source"])) <= longestSourceBytes
        ? undefined
        : "Invalid grader: 'source' is longer than 256 kB.";
    case "endpoint":
      return /^https:\/\//.test(String(grader["url"]))
        ? undefined
        : "Invalid grader: 'url' must begin with https://.";
    case "multi":
      return problemInside(grader, api);
    default:
      return Array.isArray(grader["input"]) && grader["input"].length > 0
        ? undefined
        : "Invalid grader: 'input' must be a list of messages.";
  }
};

/** The graders of a multi grader: by the services' files a single one, by their documents a map by name. */
const problemInside = ({ graders }: Record<string, unknown>, api: Api): string | undefined => {
  const inside = gradersInside(graders);
  if (inside.length === 0) return "Invalid grader: 'graders' must not be empty.";
  return inside
    .map(([, grader]) => graderProblem(grader, api, true))
    .find((problem) => problem !== undefined);
};

/** The graders of a multi grader with their names. */
export const gradersInside = (graders: unknown): Array<[name: string, grader: unknown]> => {
  if (!isRecord(graders)) return [];
  return typeof graders["type"] === "string" ? [[String(graders["name"]), graders]] : Object.entries(graders);
};
