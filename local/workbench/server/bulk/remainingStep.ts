import type { Input } from "@prismatic-io/spectral/dist/serverTypes";
import { isRecord } from "../../../platform/isRecord";
import type { BulkRemainder } from "../../wire/bulk";
import type { AskedStep, EnteredForm } from "../../wire/entered";

/** The inputs that lists of items go into, each step having some of them. */
const listKeys = ["messages", "records", "texts"];
/** Files are sent once, and go on by their ids. */
const fileIdsKey = "fileIds";
const filesKey = "files";
const storeKey = "vectorStoreId";

/** A reference to what remains of a run ends so. */
export const remainingPath = ".results.remaining";

/** The form that runs what a step left. */
interface RemainingStep extends BulkRemainder {
  form: EnteredForm;
}

const imagesNote = (value: Record<string, unknown>): string | undefined => {
  const images = value["remainingFiles"];
  return Array.isArray(images) && images.length > 0
    ? `Images that remain (${images.length}) are not run again: choose their files in the form.`
    : undefined;
};

/** True for a box that holds something: one that was emptied is not where the items came from. */
const isFilled = (form: EnteredForm, key: string): boolean => {
  const entered = Object.hasOwn(form, key) ? form[key] : undefined;
  return (
    entered !== undefined && !("value" in entered && ["", undefined, null].includes(entered.value as string))
  );
};

/**
 * Where what remains of a step goes: the list that the form fills, or ids in place of files. A step that makes a store
 * for its files would make another one.
 */
const targetOf = (inputs: readonly Input[], form: EnteredForm): Input | undefined => {
  const inputOf = (key: string) => inputs.find((input) => input.key === key);
  const filled =
    listKeys.find((key) => isFilled(form, key)) ?? listKeys.find((key) => Object.hasOwn(form, key));
  if (filled !== undefined) return inputOf(filled);
  return inputOf(storeKey) && inputOf(fileIdsKey);
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
  const remaining = isRecord(value) ? value["remaining"] : undefined;
  const target = targetOf(inputs, form);
  if (!isRecord(value) || !Array.isArray(remaining) || remaining.length === 0 || !target) return undefined;
  const { [filesKey]: _files, ...others } = form;
  const note = imagesNote(value);
  return {
    count: remaining.length,
    input: target.key,
    label: target.label,
    ...(note !== undefined && { note }),
    form: { ...others, [target.key]: { reference: `${name}${remainingPath}` } },
  };
};
