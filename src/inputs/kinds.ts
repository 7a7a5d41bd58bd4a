import { input } from "@prismatic-io/spectral";
import { type Choices, dropdown, valuesOf } from "./choices";
import {
  cleanBoolean,
  cleanChoice,
  cleanName,
  cleanNumber,
  cleanPairs,
  cleanText,
  cleanTextList,
  isEmpty,
  type NumberRange,
  refuse,
} from "./cleaners";
import { cleanId } from "./cleanId";

/** What an optional input says of itself; its label names it in refusals as well. */
interface Words {
  label: string;
  comments: string;
  example: string;
  default?: string;
}

type WordsOfText = Words & { placeholder: string };
/** The platform's test command crashes at a list with a default. */
type WordsOfList = Omit<WordsOfText, "default">;

/** A number; empty is undefined, which is not 0. */
export const numberInput = ({
  range,
  ...words
}: Words & { range: Readonly<NumberRange>; placeholder?: string }) =>
  input({
    type: "string",
    required: false,
    placeholder: range.isInteger ? "Enter a whole number" : "Enter a number",
    ...words,
    clean: cleanNumber(words.label, range),
  });

const day = 86_400_000;

/** A time in milliseconds, a day at most. */
export const millisecondsInput = ({ min, ...words }: Words & { min: number }) =>
  numberInput({ ...words, range: { min, max: day, isInteger: true }, placeholder: "Enter milliseconds" });

/** One of some values, which the designer shows in words. */
export const choiceInput = <Choice extends string>({
  choices,
  ...words
}: WordsOfText & { choices: Choices<Choice> }) =>
  input({
    type: "string",
    required: false,
    ...words,
    model: dropdown(choices),
    clean: cleanChoice(words.label, valuesOf(choices)),
  });

/** The same for a step that can't do without. */
export const requiredChoiceInput = <Choice extends string>({
  choices,
  ...words
}: WordsOfText & { choices: Choices<Choice> }) => {
  const values = valuesOf(choices);
  return input({
    type: "string",
    required: true,
    ...words,
    model: dropdown(choices),
    clean: (value: unknown): Choice =>
      cleanChoice(words.label, values)(value) ??
      refuse(words.label, value, `Choose one of ${values.join(", ")}.`),
  });
};

/** True or false; the comments begin with "When true". */
export const flagInput = (words: Omit<Words, "example">) =>
  input({ type: "boolean", required: false, ...words, clean: cleanBoolean(words.label) });

/** A text of any length, as it was entered. */
export const textInput = (words: WordsOfText) =>
  input({ type: "text", required: false, ...words, clean: cleanText(words.label) });

/** A name, without the blanks around it. */
export const nameInput = ({ hint, ...words }: WordsOfText & { hint?: string; dataSource?: string }) =>
  input({
    type: "string",
    required: false,
    ...words,
    clean: (value: unknown) => cleanName(words.label, hint)(value),
  });

/** The id of something of the service's, which a step can't do without. */
export const idInput = ({ hint, ...words }: WordsOfText & { hint: string; dataSource?: string }) =>
  input({
    type: "string",
    required: true,
    ...words,
    clean: (value: unknown): string => cleanId(words.label, hint)(value) ?? refuse(words.label, "", hint),
  });

/** A list of texts, or undefined without any. */
export const listInput = ({ most, ...words }: WordsOfList & { most: number }) =>
  input({
    type: "string",
    collection: "valuelist",
    required: false,
    ...words,
    clean: cleanTextList(words.label, most),
  });

/** Names with values, in their order. */
export const pairsInput = (words: WordsOfList) =>
  input({
    type: "string",
    collection: "keyvaluelist",
    required: false,
    ...words,
    clean: cleanPairs(words.label),
  });

/** The same input for a step that can do without, which may say something else of it: empty is undefined. */
export const optionally = <Definition extends { clean: (value: unknown) => unknown }>(
  definition: Definition,
  words: { comments?: string } = {},
) => ({
  ...(definition as Omit<Definition, "clean" | "required">),
  ...words,
  required: false as const,
  clean: (value: unknown) =>
    isEmpty(value) ? undefined : (definition.clean(value) as ReturnType<Definition["clean"]>),
});
