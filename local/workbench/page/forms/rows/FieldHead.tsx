import type { ComponentChildren } from "preact";
import type { FormInput } from "../../../wire/formInput";
import type { EntryMode } from "../enteredValue";
import { modeOf } from "../enteredValue";
import { ModeSelect } from "./ModeSelect";
import { modesFor } from "./modesFor";
import { RowState } from "./RowState";

interface FieldHeadProps {
  input: FormInput;
  entered: unknown;
  boxId: string;
  onClear(): void;
  onMode(mode: EntryMode): void;
  /** The label. */
  children: ComponentChildren;
}

/** What stands above a box: its label, what is sent, and how it is filled. */
export const FieldHead = ({ input, entered, boxId, onClear, onMode, children }: FieldHeadProps) => (
  <div class="field-head">
    {children}
    <span class="field-tools">
      <RowState input={input} entered={entered} boxId={boxId} onClear={onClear} />
      <ModeSelect label={input.label} mode={modeOf(entered)} modes={modesFor(input)} onMode={onMode} />
    </span>
  </div>
);
