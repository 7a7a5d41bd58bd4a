import { isObject, type JsonObject } from "../../../text/isObject";
import type { MarkRestorer } from "../../../text/redaction/MarkRestorer";
import { mapEscapedStrings } from "../../../text/redaction/mapEscapedStrings";
import { Redaction } from "../../../text/redaction/Redaction";
import type { Step } from "../../call";
import type { Stage } from "../stage";
import { mapTexts } from "./mapTexts";

const fileFields = ["image_url", "input_audio", "file_data", "file_id", "file_url"];

/** True where a request holds images, sound or documents, in which nothing is found. */
const holdsFiles = (value: unknown): boolean => {
  if (Array.isArray(value)) return value.some(holdsFiles);
  if (!isObject(value)) return false;
  return fileFields.some((name) => (value[name] ?? null) !== null) || Object.values(value).some(holdsFiles);
};

/** True where the answer is asked for as JSON, by chat or by the Responses API. */
const asksForJson = ({ response_format, text }: JsonObject): boolean => {
  const format = isObject(text) ? text["format"] : response_format;
  return isObject(format) && String(format["type"]).startsWith("json");
};

/** The body with marks in place of the values. All of its texts are read before the first mark is chosen. */
const masked = (body: Readonly<JsonObject>, redaction: Redaction): JsonObject => {
  const note = (text: string): string => {
    redaction.avoid(text);
    return text;
  };
  mapTexts(body, { text: note, identifier: note });
  const mask = (text: string): string => redaction.mask(text);
  return mapTexts(body, {
    text: (text) => mask(mapEscapedStrings(text, mask)),
    identifier: (name) => redaction.maskIdentifier(name),
  });
};

/** The answer with the values in place of their marks. */
const restored = (answer: Readonly<JsonObject>, restorer: MarkRestorer, isJson: boolean): JsonObject =>
  mapTexts(answer, {
    text: (text, field) => {
      restorer.noteDamage(text);
      return restorer.restore(text, isJson || field === "arguments");
    },
    identifier: (name) => restorer.restoreIdentifier(restorer.restore(name)),
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
  const redaction = new Redaction(step.modelCall.redact ?? {});
  const { body } = request;
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
