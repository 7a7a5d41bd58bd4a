import type { Component } from "@prismatic-io/spectral/dist/serverTypes";
import { type TakenForm, type TakenText, takenForms } from "../wire/takenText";
import { codeNative } from "./codeNative";
import { commandLine } from "./commandLine";
import { curl } from "./curl";
import { secretMark } from "./hiddenText";
import { hideSecrets } from "./hideSecrets";
import { lowCode } from "./lowCode";
import type { TakenStep } from "./takenStep";
import { testCase } from "./testCase";

const markNote = `Put a secret in the place of each ${secretMark}.`;

/** A longer text is left out: nobody copies it from a page. */
const longestText = 1_000_000;

const longNote = "It is longer than a million characters, and left out.";

/** A text that a page can show, with the note that a marked secret needs. */
const finished = (text: TakenText): TakenText => {
  if (text.parts.some((part) => part.text.length > longestText))
    return { ...text, notes: [longNote], parts: [] };
  return text.parts.some((part) => part.text.includes(secretMark))
    ? { ...text, notes: [...text.notes, markNote] }
    : text;
};

const writers: Readonly<Record<TakenForm, (component: Component, step: TakenStep) => TakenText>> = {
  commandLine,
  curl: (_component, step) => curl(step),
  lowCode,
  codeNative,
  testCase: (_component, step) => testCase(step),
};

/** What is taken along, and what must not be. */
interface TakeAlongOptions {
  /** All of them by default. */
  forms?: readonly TakenForm[];
  /** What is known to be secret, such as the keys of the connections. */
  secrets?: readonly string[];
}

/** A step in the forms in which it is taken along, without a secret in any of them. */
export const takeAlong = (
  component: Component,
  step: TakenStep,
  { forms = takenForms, secrets = [] }: TakeAlongOptions = {},
): TakenText[] => {
  const shown = hideSecrets(component, step, secrets);
  return forms.map((form) => finished(writers[form](component, shown)));
};
