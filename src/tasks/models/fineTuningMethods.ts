import { baseInName } from "./fineTunedName";

/** How a model can be trained, in the words of the forms. */
export type FineTuningMethod = "supervised" | "preference" | "reinforcement";

/** Base models by their names without a date (both services' guides to fine-tuning; gpt-5 is by invitation). */
const methodsByName: ReadonlyArray<readonly [name: RegExp, methods: readonly FineTuningMethod[]]> = [
  [/^gpt-(?:3\.5|35)-turbo(?:-0125|-0613|-1106)?$/, ["supervised"]],
  [/^gpt-4o-mini$/, ["supervised"]],
  [/^gpt-4o$/, ["supervised", "preference"]],
  [/^gpt-4\.1(?:-mini|-nano)?$/, ["supervised", "preference"]],
  [/^(?:o4-mini|gpt-5)$/, ["reinforcement"]],
];

const dateAtEnd = /-\d{4}-\d{2}-\d{2}$/;

/** The methods that train a model, or the base of a fine-tuned one; empty where its name does not tell. */
export const fineTuningMethods = (name: string): FineTuningMethod[] => {
  const base = (baseInName(name) ?? name).toLowerCase().replace(dateAtEnd, "");
  return [...(methodsByName.find(([pattern]) => pattern.test(base))?.[1] ?? [])];
};
