import type { Part } from "../../wire/catalogue";
import type { RunProblem } from "../../wire/run";
import type { FormState } from "./FormState";

/** What a form shows, and who hears of changes. */
export interface PartFormProps {
  part: Part;
  state: FormState;
  onChange(state: FormState): void;
  /** What went wrong with the last run; its box is marked. */
  problem?: RunProblem | undefined;
}

/** The form of a part as a designer shows it. */
export const PartForm = ({ part, state, onChange }: PartFormProps) => (
  <div>
    {part.inputs.map(({ key, label }) => (
      <label key={key}>
        {label}
        <textarea
          value={JSON.stringify(state.form[key] ?? "")}
          onInput={({ currentTarget }) =>
            onChange({ ...state, form: { ...state.form, [key]: { value: currentTarget.value } } })
          }
        />
      </label>
    ))}
  </div>
);
