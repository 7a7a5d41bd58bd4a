import { useContext } from "preact/hooks";
import type { FormInput } from "../../../wire/formInput";
import { EntryBox } from "../boxes/EntryBox";
import { contentOf, enteredAs, membersOf, modeOf, textOf } from "../enteredValue";
import { FormPlaceContext } from "../FormPlace";
import { ModeSelect } from "./ModeSelect";
import { modesFor } from "./modesFor";

/** The value of one row of a list. */
export interface EntryValueProps {
  input: FormInput;
  id: string;
  label: string;
  entry: unknown;
  onEntry(entry: unknown): void;
}

const withoutList = (input: FormInput): FormInput => {
  const { collection: _list, ...single } = input;
  return single;
};

/** The value of a row, or the members of one that is a group. */
export const EntryValue = ({ input, id, label, entry, onEntry }: EntryValueProps) => {
  const { Rows } = useContext(FormPlaceContext);
  if (input.type === "structuredObject") {
    const onForm = (value: object): void => onEntry({ value });
    return <Rows inputs={input.inputs ?? []} path={[id]} form={membersOf(entry)} onForm={onForm} />;
  }
  const control = { id, "aria-label": label };
  return (
    <span class="entry-box">
      <EntryBox input={withoutList(input)} entered={entry} onEnter={onEntry} control={control} />
    </span>
  );
};

/** How the value of a row is filled. */
export const EntryMode = ({ input, label, entry, onEntry }: Omit<EntryValueProps, "id">) => (
  <ModeSelect
    label={label}
    mode={modeOf(entry)}
    modes={input.type === "structuredObject" ? ["value"] : modesFor(withoutList(input))}
    onMode={(next) => onEntry(enteredAs(next, next === "reference" ? "" : textOf(contentOf(entry))))}
  />
);
