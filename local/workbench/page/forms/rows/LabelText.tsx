import type { FormInput } from "../../../wire/formInput";

/** The label of an input, with its mark where something has to be entered. */
export const LabelText = ({ input: { label, required } }: { input: FormInput }) => (
  <>
    {label}
    {required === true && (
      <span class="required" title="Required" aria-hidden="true">
        {" *"}
      </span>
    )}
  </>
);
