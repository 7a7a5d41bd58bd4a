import { input } from "@prismatic-io/spectral";
import { readAt, refuseInput } from "../text/InputError";
import { jsonText } from "../text/plainValue";
import { isEmpty, scalarText, shown } from "./cleaners";
import { textInput } from "./kinds";
import { filledList, parseJson } from "./parseJson";
import { listOf } from "./records";
import { requireOne } from "./rivalInputs";
import { givenText } from "./textOfBytes";

/** Input for one text; `what` is done with it, such as "classify". */
export const textTo = (what: string) =>
  textInput({
    label: "Text",
    comments: `The text to ${what}. Empty takes Texts.`,
    placeholder: "Enter or reference a text",
    example: "My last invoice is wrong: it lists a seat that I cancelled in May.",
  });

const label = "Texts";
const example = '["My invoice is wrong.", "How do I add a user?"]';

const readText = (entry: unknown, index: number): string => {
  if (entry === null || entry === undefined) return "";
  const text = readAt(`text ${index + 1}`, () => givenText(label, entry)) ?? scalarText(entry);
  if (text !== undefined) return text;
  return refuseInput(
    label,
    `text ${index + 1} is ${shown(jsonText(entry))}.`,
    `It has to be text. Accepted is, for example, ${example}`,
  );
};

/** Input for a list of texts. */
export const texts = input({
  label,
  type: "code",
  language: "json",
  required: false,
  comments: "A JSON list, or a list of an earlier step, in place of Text.",
  placeholder: "Enter a JSON list of texts",
  example,
  clean: (value: unknown): string[] | undefined => {
    if (isEmpty(value)) return undefined;
    const list = listOf(parseJson(label, value, example, { entry: "text" }), label);
    return filledList(label, list, "there is no text.", `Accepted is, for example, ${example}`).map(readText);
  },
});

/**
 * The texts of a step, from the one input or the other.
 * @throws InputError with both labels when both are filled in, or none is.
 */
export const givenTexts = (params: { text: string | undefined; texts: string[] | undefined }): string[] => {
  requireOne(["Text", params.text], [label, params.texts]);
  return params.texts ?? [params.text ?? ""];
};
