import { createHmac } from "node:crypto";
import { refuseInput } from "../../../text/InputError";
import { isObject, type JsonObject } from "../../../text/isObject";
import type { MarkRestorer } from "../../../text/redaction/MarkRestorer";
import { Redaction } from "../../../text/redaction/Redaction";
import type { Step } from "../../call";
import type { Stage } from "../stage";
import { mapTexts } from "./mapTexts";

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
  return mapTexts(body, {
    ...unchanged,
    text: (text) => redaction.mask(text),
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

/** The least number of a mark in a conversation that goes on, and how many there are. */
const leastNumber = 100_000_000;
const numberCount = 800_000_000;

/**
 * Numbers of marks for a request that goes on with a conversation which the service keeps: its earlier requests had
 * marks of their own, whose values are not known here. A number by the value meets none of them, and is the same in
 * each of the requests; the key keeps others from finding out the value.
 */
const numberByValue =
  (step: Step) =>
  (value: string): number => {
    const [secret = ""] = step.credential.secrets();
    const digest = createHmac("sha256", secret).update(value).digest();
    return leastNumber + (digest.readUInt32BE() % numberCount);
  };

/** The redaction of a request. */
const redactionOf = (step: Step, body: Readonly<JsonObject>): Redaction => {
  if (body["background"] === true)
    refuseInput(
      "Background",
      "it is true, but an answer that is read later has no Redaction.",
      "Use one of them.",
    );
  const goesOn = (body["previous_response_id"] ?? body["conversation"] ?? null) !== null;
  return new Redaction(step.modelCall.redact ?? {}, [], goesOn ? numberByValue(step) : undefined);
};

/**
 * Masks values in all texts of a request, with one map for the whole of it, and puts them back into the answer. What
 * is sent on, logged and quoted by errors has the marks alone.
 */
export const redacting: Stage = async (step, request, next) => {
  const { body } = request;
  const redaction = redactionOf(step, body);
  if (holdsFiles(body))
    step.warnings.add(
      "Redaction: images, sound and documents were sent as they are; texts alone are masked.",
    );
  const reply = await next(request.with(masked(body, redaction)));
  const restorer = redaction.restorer();
  // Bytes, such as sound, have no fields.
  if (restorer.isIdle || Object.keys(reply.json).length === 0) return reply;
  const answer = restored(reply.json, restorer, asksForJson(body));
  tellDamage(step, restorer.damaged());
  return reply.with(answer);
};
