import { parseReference, templateParts } from "./references";
import type { EnteredValue, TakenStep } from "./takenStep";

/** Every value of a step, those in lists and groups included. */
function* leavesOf(entered: EnteredValue): Iterable<EnteredValue> {
  if ("list" in entered) for (const entry of entered.list) yield* leavesOf(entry);
  else if ("pairs" in entered) for (const { entry } of entered.pairs) yield* leavesOf(entry);
  else if ("group" in entered) for (const entry of Object.values(entered.group)) yield* leavesOf(entry);
  else yield entered;
}

/** The references in the values of a step. */
export const referencesOf = ({ entered }: TakenStep): string[] =>
  Object.values(entered)
    .flatMap((value) => [...leavesOf(value)])
    .flatMap((leaf) => {
      if ("reference" in leaf) return [leaf.reference];
      if (!("template" in leaf)) return [];
      return templateParts(leaf.template).flatMap((part) => ("reference" in part ? [part.reference] : []));
    });

const strangersIn = (steps: readonly TakenStep[]): string[] => {
  const known = new Set(steps.map(({ name }) => name));
  return [...new Set(steps.flatMap(referencesOf))].filter(
    (reference) => !known.has(parseReference(reference)?.step ?? ""),
  );
};

const quoteOf = (text: string): string => (text.length > 80 ? `${text.slice(0, 80)}…` : text);

/**
 * What is left to fill in: files, secrets, and references to steps that are not there.
 * @param place - where the files have to be
 */
export const fillInNotes = (steps: readonly TakenStep[], place: string): string[] => {
  const leaves = steps.flatMap(({ entered }) =>
    Object.values(entered).flatMap((value) => [...leavesOf(value)]),
  );
  const files = new Set(leaves.flatMap((leaf) => ("file" in leaf ? [leaf.file] : [])));
  const secrets = new Set(leaves.flatMap((leaf) => ("secret" in leaf ? [leaf.secret] : [])));
  return [
    ...(files.size > 0 ? [`Put ${[...files].join(", ")} into ${place}.`] : []),
    ...(secrets.size > 0 ? [`Fill in the secrets ${[...secrets].join(", ")}.`] : []),
    ...strangersIn(steps).map((reference) => `No step here gives ${quoteOf(reference)}: fill it in.`),
  ];
};
