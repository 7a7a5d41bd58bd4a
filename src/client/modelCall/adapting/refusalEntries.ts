import { isObject, type JsonObject } from "../../../text/isObject";
import { placeOf, textOf } from "../../answer/problemWords";
import { withoutRequestIds } from "../../answer/withoutRequestIds";

/** One thing that a refusal says, and the parameter that it says it of where that stands apart. */
interface RefusalEntry {
  param?: string;
  sentence: string;
}

const mostDepth = 6;
const mostEntries = 20;
const longestText = 100_000;
const longestSentence = 4000;

/** Fields with a list of reasons: FastAPI, Mistral, problem+json, Zod. */
const listFields = ["detail", "message", "errors", "details", "issues"];
/** Fields that hold the sentence. The first that has words counts. */
const sentenceFields = ["message", "Message", "msg", "detail", "error", "error_message", "title"];

const cleaned = (text: string): string => withoutRequestIds(text.slice(0, longestSentence)).trim();

/** A validation error as Python prints it: `{'type': …, 'loc': ('body', 'max_tokens'), 'msg': …}`. */
const printedPlace = /'loc': ?[([]([^)\]]{1,200})[)\]]([^{}]{0,400})/g;

const printedEntries = (text: string): RefusalEntry[] =>
  [...text.slice(0, longestSentence).matchAll(printedPlace)]
    .slice(0, mostEntries)
    .flatMap(([, place = "", rest = ""]) => {
      const steps = [...place.matchAll(/["']([^"']{1,80})["']/g)].map(([, step]) => step);
      const param = placeOf({ loc: steps });
      return param === undefined ? [] : [{ param, sentence: rest }];
    });

const entriesOfText = (text: string, depth: number): RefusalEntry[] => {
  const trimmed = text.trim();
  if (/^[[{"]/.test(trimmed) && trimmed.length <= longestText) {
    try {
      const parsed: unknown = JSON.parse(trimmed);
      if (parsed !== trimmed) return entriesOf(parsed, depth + 1);
    } catch {
      // A Python dump, or words.
    }
  }
  const printed = printedEntries(trimmed);
  if (printed.length > 0) return printed;
  const sentence = cleaned(trimmed);
  return sentence ? [{ sentence }] : [];
};

const refusingCode = /^(?:unsupported|unknown|unrecognized|extra)_/;

/** The entries of a sentence, with the field and the code that stand beside it. */
const beside = (entries: RefusalEntry[], param: string | undefined, code: unknown): RefusalEntry[] =>
  entries.map((entry) => ({
    ...(param !== undefined && { param }),
    ...entry,
    ...(refusingCode.test(String(code)) && { sentence: `${code}: ${entry.sentence}` }),
  }));

const entriesOfObject = (object: JsonObject, depth: number): RefusalEntry[] => {
  const { error, metadata, loc, type, msg, param, code } = object;
  // A router's own words around the refusal say nothing.
  const raw = isObject(metadata) ? entriesOf(metadata["raw"], depth + 1) : [];
  if (raw.length > 0) return raw;
  if (Array.isArray(loc)) {
    const place = placeOf(object);
    return [
      { ...(place !== undefined && { param: place }), sentence: cleaned(`${textOf(type)}: ${textOf(msg)}`) },
    ];
  }
  const inner = isObject(error) || Array.isArray(error) ? entriesOf(error, depth + 1) : [];
  if (inner.length > 0) return inner;
  for (const field of listFields) {
    const listed = Array.isArray(object[field]) ? entriesOf(object[field], depth + 1) : [];
    if (listed.length > 0) return listed;
  }
  for (const field of sentenceFields) {
    const said = entriesOf(object[field], depth + 1);
    if (said.length > 0) return beside(said, textOf(param), code);
  }
  // Without a sentence, the code says what is wrong with the field.
  return refusingCode.test(String(code)) ? beside([{ sentence: "" }], textOf(param), code) : [];
};

/** What a refusal's body says, whatever it is wrapped in: JSON in texts, a router's `metadata`, lists, printed Python. */
export const entriesOf = (value: unknown, depth = 0): RefusalEntry[] => {
  if (depth > mostDepth) return [];
  if (Array.isArray(value))
    return value
      .slice(0, mostEntries)
      .flatMap((entry) => entriesOf(entry, depth + 1))
      .slice(0, mostEntries);
  if (isObject(value)) return entriesOfObject(value, depth);
  return typeof value === "string" ? entriesOfText(value, depth) : [];
};
