import type { EnteredValue } from "../../../wire/entered";
import type { FormInput } from "../../../wire/formInput";

/** One input of a form, and what was entered in it. */
export interface RowProps {
  input: FormInput;
  /** Keys that lead to it, the group's before its own. */
  path: readonly string[];
  entered: EnteredValue | undefined;
  onEnter(entered: EnteredValue | undefined): void;
}
