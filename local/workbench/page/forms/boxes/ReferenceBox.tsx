import type { ControlProps } from "./boxProps";
import { Combobox } from "./Combobox";
import { parentOf } from "./parentOf";
import { loadReferences } from "./referenceChoices";

interface ReferenceBoxProps {
  control: ControlProps;
  text: string;
  onText(text: string): void;
}

/** A box for the path of an earlier step's result. It offers the steps, then what is inside, one level at a time. */
export const ReferenceBox = ({ control, text, onText }: ReferenceBoxProps) => (
  <Combobox
    control={control}
    text={text}
    placeholder="stepName.results.property"
    onText={onText}
    source={{ key: `at ${parentOf(text) ?? ""}`, load: (signal) => loadReferences(text, signal) }}
  />
);
