import { isObject, type JsonObject } from "../../text/isObject";
import { asSentence } from "./plainText";

/** Words with which some gateways fill fields that are empty. */
const absent = /^(?:|none|null|undefined|nil|n\/a)$/i;

/** A field's text, or its number as text; undefined for anything else and for such words. */
export const textOf = (value: unknown): string | undefined => {
  if (typeof value === "number" && Number.isFinite(value)) return String(value);
  return typeof value === "string" && !absent.test(value.trim().slice(0, 12)) ? value : undefined;
};

/** Fields that hold the sentence, by service and gateway. The first that has words counts. */
const sentenceFields = [
  "message",
  "Message",
  "msg",
  "error_description",
  "faultstring",
  "detail",
  "errorMessage",
  "error_message",
  "html-message",
  "title",
  "error",
  "errors",
  "issues",
  "httpMessage",
  "errmsg",
  "status_msg",
  "base_resp",
  "reason",
  "raw",
];

/** Fields with further words: WSO2, IBM, Resource Manager, FastAPI. */
const furtherFields = ["description", "moreInformation", "details", "detail", "errors", "metadata"];

const mostEntries = 5;
const mostDepth = 6;

/** The title or first heading of an HTML page, found in its beginning alone. */
export const pageTitle = (page: string): string => {
  const start = page.slice(0, 4096);
  const [, title] = /<title[^<>]{0,200}>([^<]{0,600})<\/title>/i.exec(start) ?? [];
  const [, heading] = /<h[1-3][^<>]{0,200}>([^<]{0,600})<\/h/i.exec(start) ?? [];
  return (title ?? heading ?? "").trim();
};

/** A Python dictionary printed as text, with the words in it. */
const pythonWords = /^\{'(?:error|message|detail)': ["'](.*)["']\}$/s;

const wordsOfText = (text: string, depth: number): string => {
  const trimmed = text.trim();
  const printed = pythonWords.exec(trimmed.slice(0, 4096))?.[1];
  if (printed) return printed;
  if (/^[[{]/.test(trimmed) && depth < mostDepth) {
    try {
      return wordsOf(JSON.parse(trimmed), depth + 1) || trimmed;
    } catch {
      return trimmed;
    }
  }
  return trimmed.startsWith("<")
    ? pageTitle(trimmed) ||
        trimmed
          .slice(0, 4096)
          .replace(/<[^<>]{0,200}>/g, " ")
          .trim()
    : trimmed;
};

/** The field that a validation error names, without the part of the request it is in (such as `body`). */
export const placeOf = (entry: unknown): string | undefined => {
  const place = isObject(entry) ? entry["loc"] : undefined;
  if (!Array.isArray(place)) return undefined;
  const steps = place.slice(0, 10).flatMap((step) => textOf(step) ?? []);
  return (steps[0] === "body" || steps[0] === "query" ? steps.slice(1) : steps).join(".") || undefined;
};

/** The words in a parsed body or a part of it; "" for none. */
export const wordsOf = (value: unknown, depth = 0): string => {
  if (depth > mostDepth) return "";
  if (Array.isArray(value)) {
    const words = value.slice(0, mostEntries).map((entry) => wordsOf(entry, depth + 1));
    return [...new Set(words.filter(Boolean))].map(asSentence).join(" ");
  }
  if (!isObject(value)) {
    const text = textOf(value);
    return text === undefined ? "" : wordsOfText(text, depth);
  }
  return wordsOfObject(value, depth);
};

const firstWords = (object: JsonObject, fields: readonly string[], depth: number): string => {
  for (const field of fields) {
    const words = wordsOf(object[field], depth + 1);
    if (words) return words;
  }
  return "";
};

/** Words of an object that has a list of reasons for each field, as in problem+json. */
const wordsByField = (object: JsonObject): string =>
  Object.entries(object)
    .slice(0, mostEntries)
    .flatMap(([field, reasons]) =>
      Array.isArray(reasons) && typeof reasons[0] === "string" ? asSentence(`${field}: ${reasons[0]}`) : [],
    )
    .join(" ");

const wordsOfObject = (object: JsonObject, depth: number): string => {
  const sentence = firstWords(object, sentenceFields, depth) || (depth > 0 ? wordsByField(object) : "");
  const place = placeOf(object);
  const placed = place && sentence ? `${place}: ${sentence}` : sentence;
  const further = firstWords(object, furtherFields, depth);
  if (!further || further === placed || further === asSentence(placed) || placed.includes(further))
    return placed;
  return placed ? `${asSentence(placed)} ${further}` : further;
};
