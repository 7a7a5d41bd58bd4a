import { input } from "@prismatic-io/spectral";
import { type AnswerSchema, readAnswerSchema } from "../text/answerSchema";
import { refuseInput } from "../text/InputError";
import { isEmpty } from "./cleaners";
import { choiceInput, flagInput, nameInput } from "./kinds";
import { parseJson } from "./parseJson";
import type { DataRecord } from "./records";

const label = "Answer Schema or Example";
const example = '{"sentiment": "positive", "score": 0.9}';

/** Input for the form of the answers. */
export const answerSchema = input({
  label,
  type: "code",
  language: "json",
  required: false,
  comments:
    "A JSON schema of the answers, or an example of one from which it is made. Answers are checked against it; empty takes them as text.",
  placeholder: "Enter a JSON schema or an example",
  example,
  clean: (value: unknown): AnswerSchema | undefined => {
    if (isEmpty(value)) return undefined;
    return readAnswerSchema(label, parseJson(label, value, example));
  },
});

/** Input for how the form is requested of the model. */
export const answerFormat = choiceInput({
  label: "Answer Format",
  default: "json_schema",
  comments:
    "How the model is told the form of its answers. JSON and Prompt Alone are for models without structured output.",
  placeholder: "Choose a format",
  example: "json_schema",
  choices: {
    json_schema: "JSON Schema",
    json_object: "JSON",
    prompt: "Prompt Alone",
  },
});

/** Input for the property of the record that gets the answer. */
export const outputField = nameInput({
  label: "Output Field",
  comments:
    "The property that the answer goes into. Empty means answer, or with Answer Schema the record itself.",
  placeholder: "Enter the name of a property",
  example: "answer",
});

/** Input for whether answers may replace properties that a record already has. */
export const overwriteFields = flagInput({
  label: "Overwrite Fields",
  default: "false",
  comments:
    "When true, an answer replaces properties of the same name. When false, a record that has one already is refused before anything is sent.",
});

/**
 * Checks that answers replace no property, where they may not.
 * @throws InputError that names the first record with a property that the answer would replace.
 */
export const checkOutputFields = (
  records: readonly DataRecord[],
  names: readonly string[],
  overwrites: boolean | undefined,
): void => {
  if (overwrites) return;
  for (const [index, record] of records.entries()) {
    const name = names.find((candidate) => Object.hasOwn(record, candidate));
    if (name === undefined) continue;
    refuseInput(
      outputField.label,
      `record ${index + 1} has a property ${name} already.`,
      `Enter another ${outputField.label}, or set ${overwriteFields.label} to true.`,
    );
  }
};
