import type { Part } from "../../wire/catalogue";
import type { RunProblem } from "../../wire/run";
import { type FormPlace, FormPlaceContext } from "./FormPlace";
import type { FormState } from "./FormState";
import { InputRows } from "./rows/InputRows";
import "./forms.css";

/** What a form shows, and who hears of changes. */
interface PartFormProps {
  part: Part;
  state: FormState;
  onChange(state: FormState): void;
  /** What went wrong with the last run; its box is marked. */
  problem?: RunProblem | undefined;
}

/** The form of a part as a designer shows it. */
export const PartForm = ({ part, state, onChange, problem }: PartFormProps) => {
  const place: FormPlace = { part, state, onChange, problem, Rows: InputRows };
  return (
    <FormPlaceContext.Provider value={place}>
      <div class="form">
        {part.inputs.length === 0 && <p class="quiet">Nothing has to be entered.</p>}
        <InputRows
          inputs={part.inputs}
          path={[]}
          form={state.form}
          onForm={(form) => onChange({ ...state, form })}
        />
      </div>
    </FormPlaceContext.Provider>
  );
};
