import type { Component } from "@prismatic-io/spectral/dist/serverTypes";
import { codeNative } from "./codeNative";
import { commandLine } from "./commandLine";
import { curl } from "./curl";
import { secretMark } from "./hiddenText";
import { hideSecrets } from "./hideSecrets";
import { lowCode } from "./lowCode";
import type { TakenStep, TakenText } from "./takenStep";
import { testCase } from "./testCase";

const markNote = `Put a secret in the place of each ${secretMark}.`;

const withMarkNote = (text: TakenText): TakenText =>
  text.parts.some((part) => part.text.includes(secretMark))
    ? { ...text, notes: [...text.notes, markNote] }
    : text;

/**
 * A step in the five forms in which it is taken along, without a secret in any of them.
 * @param secrets - what is known to be secret, such as the keys of the connections
 */
export const takeAlong = (
  component: Component,
  step: TakenStep,
  secrets: readonly string[] = [],
): TakenText[] => {
  const shown = hideSecrets(component, step, secrets);
  const texts = [
    commandLine(component, shown),
    curl(shown),
    lowCode(component, shown),
    codeNative(component, shown),
    testCase(shown),
  ];
  return texts.map(withMarkNote);
};
