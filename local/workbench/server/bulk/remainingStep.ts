import type { Input } from "@prismatic-io/spectral/dist/serverTypes";
import { remainderOf, withoutFiles } from "../../../platform/remainderOf";
import type { BulkRemainder } from "../../wire/bulk";
import type { AskedStep, EnteredForm } from "../../wire/entered";

/** A reference to what remains of a run ends so. */
export const remainingPath = ".results.remaining";

/** The form that runs what a step left. */
interface RemainingStep extends BulkRemainder {
  form: EnteredForm;
}

const isFilled = (form: EnteredForm, key: string): boolean => {
  const entered = Object.hasOwn(form, key) ? form[key] : undefined;
  return (
    entered !== undefined && !("value" in entered && ["", undefined, null].includes(entered.value as string))
  );
};

/**
 * The form of a next run for what remains of a result; undefined where nothing remains, or nothing takes it.
 * @param name - of the run, by which the form refers to its result
 */
export const remainingStep = (
  name: string,
  { form }: AskedStep,
  inputs: readonly Input[],
  value: unknown,
): RemainingStep | undefined => {
  const entered = {
    isThere: (key: string) => Object.hasOwn(form, key),
    isFilled: (key: string) => isFilled(form, key),
  };
  const remainder = remainderOf(inputs, entered, value);
  if (!remainder) return undefined;
  const { items, target, imageCount } = remainder;
  const note = `Images that remain (${imageCount}) are not run again: choose their files in the form.`;
  return {
    count: items.length,
    input: target.key,
    label: target.label,
    ...(imageCount > 0 && { note }),
    form: { ...withoutFiles(form), [target.key]: { reference: `${name}${remainingPath}` } },
  };
};
