import { parseReference, templateParts } from "../../takeAlong/references";

/** The deepest place in a form that is looked at. */
const mostLevels = 12;

const referencesIn = (text: string, isTemplate: boolean): string[] =>
  isTemplate
    ? templateParts(text).flatMap((part) => ("reference" in part ? [part.reference] : []))
    : [text.trim()];

/** The names of the steps whose results a form has, wherever they stand in it. */
export const stepNamesIn = (form: unknown): Set<string> => {
  const names = new Set<string>();
  const look = (value: unknown, level: number): void => {
    if (typeof value !== "object" || value === null || level > mostLevels) return;
    for (const [key, inner] of Object.entries(value)) {
      const isSource = (key === "reference" || key === "template") && typeof inner === "string";
      if (!isSource) look(inner, level + 1);
      else
        for (const reference of referencesIn(inner, key === "template")) {
          const step = parseReference(reference)?.step;
          if (step !== undefined) names.add(step);
        }
    }
  };
  look(form, 0);
  return names;
};
