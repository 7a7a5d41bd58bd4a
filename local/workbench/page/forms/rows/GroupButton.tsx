import type { EnteredForm } from "../../../wire/entered";
import type { FormInput } from "../../../wire/formInput";
import { countEntered } from "../enteredValue";
import type { RowPlace } from "./useRow";

interface GroupButtonProps {
  input: FormInput;
  row: RowPlace;
  members: EnteredForm;
  isOpen: boolean;
  /** Id of what it opens. */
  bodyId: string;
  onToggle(): void;
}

const countIn = ({ inputs = [] }: FormInput, members: EnteredForm): string => {
  const count = countEntered(inputs, members);
  return count > 0 ? `${count} of ${inputs.length} set` : `${inputs.length} inputs`;
};

/** The head of a group, which folds it, with a count of what is set inside. */
export const GroupButton = ({ input, row, members, isOpen, bodyId, onToggle }: GroupButtonProps) => (
  <button
    id={row.boxId}
    aria-describedby={row.control["aria-describedby"]}
    type="button"
    class="fold"
    aria-expanded={isOpen}
    aria-controls={bodyId}
    onClick={onToggle}
  >
    <span class="fold-mark" aria-hidden="true" />
    <span class="fold-label">{input.label}</span>
    <span class="field-state">{countIn(input, members)}</span>
  </button>
);
