import type { EnteredForm } from "../../wire/entered";
import type { FormInput } from "../../wire/formInput";
import { contentOf, membersOf, modeOf, textOf, withEntered } from "../forms/enteredValue";

/** A box that a reference can be put into. */
export interface ReferenceTarget {
  /** Keys, a group's before its member's. */
  path: readonly string[];
  label: string;
  /** True for a box of several lines, which is where most texts go. */
  isLong: boolean;
}

/** The boxes of a form that take references, those of groups as well. */
export const referenceTargets = (inputs: readonly FormInput[]): ReferenceTarget[] =>
  inputs.flatMap((input): ReferenceTarget[] => {
    const { key, label, type, collection } = input;
    if (type === "connection" || type === "flow") return [];
    if (type !== "structuredObject" || collection) {
      return [{ path: [key], label, isLong: type === "text" && !collection }];
    }
    return referenceTargets(input.inputs ?? []).map((member) => ({
      ...member,
      path: [key, ...member.path],
      label: `${label}: ${member.label}`,
    }));
  });

/** A form with a reference in one of its boxes. A long text that is there already becomes a template that ends in it. */
export const withReference = (
  form: EnteredForm,
  { path: [key = "", ...rest], isLong }: Pick<ReferenceTarget, "path" | "isLong">,
  reference: string,
): EnteredForm => {
  const former = form[key];
  if (rest.length > 0) {
    return {
      ...form,
      [key]: { value: withReference(membersOf(former), { path: rest, isLong }, reference) },
    };
  }
  const text = isLong && modeOf(former) !== "reference" ? textOf(contentOf(former)) : "";
  const entered = text === "" ? { reference } : { template: `${text} {{$${reference}}}` };
  return withEntered(form, key, entered);
};
