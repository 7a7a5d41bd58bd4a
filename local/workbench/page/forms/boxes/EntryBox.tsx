import type { EnteredValue } from "../../../wire/entered";
import type { FormInput } from "../../../wire/formInput";
import { contentOf, enteredAs, modeOf, textOf } from "../enteredValue";
import { boxFor } from "./boxFor";
import type { ControlProps } from "./boxProps";
import { ReferenceBox } from "./ReferenceBox";
import { TemplateBox } from "./TemplateBox";

interface EntryBoxProps {
  input: FormInput;
  entered: unknown;
  onEnter(entered: EnteredValue): void;
  control: ControlProps;
  /** Id of the label, for boxes that a label can't point at. */
  labelId?: string;
}

/** The box for one value, in the mode that it is in. */
export const EntryBox = ({ input, entered, onEnter, control, labelId }: EntryBoxProps) => {
  const mode = modeOf(entered);
  const content = contentOf(entered);
  if (mode === "reference") {
    return (
      <ReferenceBox
        control={control}
        text={textOf(content)}
        onText={(text) => onEnter(enteredAs("reference", text))}
      />
    );
  }
  if (mode === "template") {
    return (
      <TemplateBox
        label={input.label}
        control={control}
        text={textOf(content)}
        onText={(text) => onEnter(enteredAs("template", text))}
      />
    );
  }
  const Box = boxFor(input);
  const labelled = labelId === undefined ? control : { ...control, "aria-labelledby": labelId };
  return <Box input={input} value={content} onValue={(value) => onEnter({ value })} control={labelled} />;
};
