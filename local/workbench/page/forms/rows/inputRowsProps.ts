import type { EnteredForm } from "../../../wire/entered";
import type { FormInput } from "../../../wire/formInput";

/** Inputs of a form or a group, and what was entered in them. */
export interface InputRowsProps {
  inputs: readonly FormInput[];
  /** Key of the group; none for the form itself. */
  path: readonly string[];
  form: EnteredForm;
  onForm(form: EnteredForm): void;
}
