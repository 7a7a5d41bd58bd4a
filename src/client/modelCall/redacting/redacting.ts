import { randomInt } from "node:crypto";
import { refuseInput } from "../../../text/InputError";
import { isObject, type JsonObject } from "../../../text/isObject";
import type { MarkRestorer } from "../../../text/redaction/MarkRestorer";
import { mapEscapedStrings } from "../../../text/redaction/mapEscapedStrings";
import { Redaction } from "../../../text/redaction/Redaction";
import type { Step } from "../../call";
import type { Stage } from "../stage";
import { mapTexts } from "./mapTexts";

/**
 * Where the service keeps earlier texts, their marks are not known here. Numbers from a wide range keep one of them from
 * being taken for a mark of this request, and its value for another.
 */
const [leastLaterNumber, mostLaterNumber] = [1_000_000, 900_000_000];
const earlierMarks =
  "Redaction: the service keeps the earlier conversation with marks of its own, which can't be put back; a value that is in it has another mark now. Input Items carry a conversation on without that.";

const fileFields = ["image_url", "input_audio", "file_data", "file_id", "file_url"];

/** True where a request holds images, sound or documents, in which nothing is found. */
const holdsFiles = (value: unknown): boolean => {
  if (Array.isArray(value)) return value.some(holdsFiles);
  if (!isObject(value)) return false;
  if (value["type"] === "image_generation_call") return true;
  return fileFields.some((name) => (value[name] ?? null) !== null) || Object.values(value).some(holdsFiles);
};

/** True where the answer is asked for as JSON, by chat or by the Responses API. */
const asksForJson = ({ response_format, text }: JsonObject): boolean => {
  const format = isObject(text) ? text["format"] : response_format;
  return isObject(format) && String(format["type"]).startsWith("json");
};

/** What a request does not change beside its texts. Pieces of texts would tell what they were. */
const unchanged = { pieces: () => undefined, references: (annotations: unknown) => annotations };

/** The body with marks in place of the values. All of its texts are read before the first mark is chosen. */
const masked = (body: Readonly<JsonObject>, redaction: Redaction): JsonObject => {
  const note = (text: string): string => {
    redaction.avoid(text);
    return text;
  };
  mapTexts(body, { ...unchanged, text: note, identifier: note });
  const mask = (text: string): string => redaction.mask(text);
  return mapTexts(body, {
    ...unchanged,
    text: (text) => mask(mapEscapedStrings(text, mask)),
    identifier: (name) => redaction.maskIdentifier(name),
  });
};

const placeNames = new Set(["index", "start_index", "end_index"]);

/** A reference with the places that its text has once it is restored: its own, or those of chat's inner object. */
const withPlaces = (reference: unknown, placeOf: (place: number) => number): unknown => {
  if (!isObject(reference)) return reference;
  const fields = Object.entries(reference).map(([name, value]) => {
    if (name === "url_citation") return [name, withPlaces(value, placeOf)];
    return [name, placeNames.has(name) && typeof value === "number" ? placeOf(value) : value];
  });
  return Object.fromEntries(fields);
};

/** The answer with the values in place of their marks. */
const restored = (answer: Readonly<JsonObject>, restorer: MarkRestorer, isJson: boolean): JsonObject =>
  mapTexts(answer, {
    text: (text, field) => {
      restorer.noteDamage(text);
      return restorer.restore(text, isJson || field === "arguments");
    },
    identifier: (name) => restorer.restoreIdentifier(restorer.restore(name)),
    pieces: (logprobs) => logprobs,
    references: (annotations, text) => {
      const placeOf = restorer.restoredPlaces(text, isJson);
      return annotations.map((annotation) => withPlaces(annotation, placeOf));
    },
  });

const tellDamage = ({ warnings }: Step, damaged: readonly string[]): void => {
  if (damaged.length === 0) return;
  warnings.add(
    `Redaction: the answer has what looks like marks and is none of those sent: ${damaged.join(", ")}. It was left as it is.`,
  );
};

/**
 * Masks values in all texts of a request, with one map for the whole of it, and puts them back into the answer. What
 * is sent on, logged and quoted by errors has the marks alone.
 */
export const redacting: Stage = async (step, request, next) => {
  const { body } = request;
  if (body.background === true)
    refuseInput(
      "Redaction",
      "it masks values, and the answer comes later, when nothing can put them back (Background).",
      "Use one of them.",
    );
  const goesOn = (body.previous_response_id ?? body.conversation ?? null) !== null;
  if (goesOn) step.warnings.add(earlierMarks);
  const firstNumber = goesOn ? randomInt(leastLaterNumber, mostLaterNumber) : 1;
  const redaction = new Redaction(step.modelCall.redact ?? {}, [], firstNumber);
  if (holdsFiles(body))
    step.warnings.add(
      "Redaction: images, sound and documents were sent as they are; texts alone are masked.",
    );
  const reply = await next(request.with(masked(body, redaction)));
  // Bytes, such as sound, have no fields.
  if (redaction.map().length === 0 || Object.keys(reply.json).length === 0) return reply;
  const restorer = redaction.restorer();
  const answer = restored(reply.json, restorer, asksForJson(body));
  tellDamage(step, restorer.damaged());
  return reply.with(answer);
};
