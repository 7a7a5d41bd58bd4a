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

/** The texts of an optional input. Its label also begins its refusals. */
interface Words {
  label: string;
  comments: string;
  example: string;
  default?: string;
}

type WordsOfText = Words & { placeholder: string };
/** Lists have no default: the platform's test command crashes at one. */
type WordsOfList = Omit<WordsOfText, "default">;

/** An input for a number; empty is undefined, which is not 0. */
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

/** An input for a time in milliseconds, up to one day. */
export const millisecondsInput = ({ min, ...words }: Words & { min: number }) =>
  numberInput({ ...words, range: { min, max: day, isInteger: true }, placeholder: "Enter milliseconds" });

/** An input for one of several values, which the designer shows with labels. */
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

/** The same as a required input. */
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

/** An input for true or false. Its comments begin with "When true". */
export const flagInput = (words: Omit<Words, "example">) =>
  input({ type: "boolean", required: false, ...words, clean: cleanBoolean(words.label) });

/** An input for a text of any length, which is not trimmed. */
export const textInput = (words: WordsOfText) =>
  input({ type: "text", required: false, ...words, clean: cleanText(words.label) });

/** An input for a name, which is trimmed. */
export const nameInput = ({ hint, ...words }: WordsOfText & { hint?: string; dataSource?: string }) =>
  input({
    type: "string",
    required: false,
    ...words,
    clean: (value: unknown) => cleanName(words.label, hint)(value),
  });

/** An input for a secret, such as a token for another server. The designer hides what is entered. */
export const secretInput = (words: WordsOfText) =>
  input({ type: "password", required: false, ...words, clean: cleanName(words.label) });

/** The id of something of the service's, which a step can't do without. */
export const idInput = ({ hint, ...words }: WordsOfText & { hint: string; dataSource?: string }) =>
  input({
    type: "string",
    required: true,
    ...words,
    clean: (value: unknown): string => cleanId(words.label, hint)(value) ?? refuse(words.label, "", hint),
  });

/** An input for a list of texts; empty is undefined. */
export const listInput = ({ most, ...words }: WordsOfList & { most: number }) =>
  input({
    type: "string",
    collection: "valuelist",
    required: false,
    ...words,
    clean: cleanTextList(words.label, most),
  });

/** An input for names with values, in order. Its label stands above the values, `keyLabel` above the names. */
export const pairsInput = ({ label, keyLabel, ...words }: WordsOfList & { keyLabel: string }) =>
  input({
    label: { key: keyLabel, value: label },
    type: "string",
    collection: "keyvaluelist",
    required: false,
    ...words,
    clean: cleanPairs(label),
  });

/** Makes an input optional, with other texts where given; empty is undefined. */
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
