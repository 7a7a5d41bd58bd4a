import { listedNames } from "../nearestNames";
import type { TextLine } from "./TranslatedText";

/** The translation of a line, or what is wrong with it. */
type CheckedLine =
  | { translation: string }
  | {
      problem: string;
      /** What the translation has not exactly once, as it stands in the text. */
      missing: string[];
    };

const lineEnd = /[\n\v\f\r\u0085\u2028\u2029]/;

/** Markup and braces that the model sees: as many of each in the translation as in the text. */
const signs = /\*\*|__|~~|[|[{}]|<(?=[A-Za-z/!])/g;

const countsOf = (text: string): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const [sign] of text.matchAll(signs)) counts.set(sign, (counts.get(sign) ?? 0) + 1);
  return counts;
};

const otherSigns = (source: string, translation: string): string[] => {
  const before = countsOf(source);
  const after = countsOf(translation);
  return [...new Set([...before.keys(), ...after.keys()])].filter(
    (sign) => before.get(sign) !== after.get(sign),
  );
};

/** Most names that a problem shows. */
const mostNames = 20;

/** A mark, and the signs that marks are made of. */
const marks = /[⟦⟪⦃⧼]\d{1,10}[⟧⟫⦄⧽]/g;
const partsOfMarks = /[⟦⟪⦃⧼⟧⟫⦄⧽]/;

const problem = (text: string, missing: string[] = []): CheckedLine => ({ problem: text, missing });

/** Checks a translation against its line, and puts what was kept back into it. */
export const checkLine = ({ masked, kept }: TextLine, given: string | undefined): CheckedLine => {
  if (given === undefined) return problem("The model left it out.");
  const translation = given.trim();
  if (translation === "") return problem("Its translation is empty.");
  if (lineEnd.test(translation)) return problem("Its translation has more than one line.");
  const counts = new Map<string, number>();
  for (const [mark] of translation.matchAll(marks)) counts.set(mark, (counts.get(mark) ?? 0) + 1);
  const missing = [...kept].flatMap(([mark, text]) => (counts.get(mark) === 1 ? [] : [text]));
  if (missing.length > 0)
    return problem(
      `Its translation has not exactly once: ${listedNames(missing.slice(0, mostNames))}.`,
      missing,
    );
  const withoutMarks = (text: string): string => text.replace(marks, (mark) => (kept.has(mark) ? "" : mark));
  const plain = withoutMarks(translation);
  const source = withoutMarks(masked);
  if (partsOfMarks.test(plain) && !partsOfMarks.test(source))
    return problem("Its translation has marks of other lines, or broken ones.");
  const others = otherSigns(source, plain);
  if (others.length > 0)
    return problem(`Its translation has another number of ${others.join(" and ")}.`, others);
  return { translation: translation.replace(marks, (mark) => kept.get(mark) ?? mark) };
};
