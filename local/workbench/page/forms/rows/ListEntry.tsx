import { isObject } from "../../../../../src/text/isObject";
import type { FormInput } from "../../../wire/formInput";
import { textOf } from "../enteredValue";
import { EntryKey } from "./EntryKey";
import { EntryTools } from "./EntryTools";
import { EntryMode, EntryValue, type EntryValueProps } from "./EntryValue";

interface ListEntryProps {
  input: FormInput;
  /** Id of its first box. */
  id: string;
  entry: unknown;
  place: { index: number; count: number };
  onEntry(entry: unknown): void;
  onRemove(): void;
  onMove(by: number): void;
}

/** What a row holds: its value, and the key before it in a list of keys with values. */
const partsOf = ({ input, id, entry, place, onEntry }: ListEntryProps) => {
  const label = `${input.label} ${place.index + 1}`;
  if (input.collection !== "keyvaluelist") return { label, value: { input, id, label, entry, onEntry } };
  const pair = isObject(entry) ? entry : {};
  const text = textOf(pair["key"]);
  const value: EntryValueProps = {
    ...{ input, id: `${id}-value`, label: `${label}: value`, entry: pair["value"] },
    onEntry: (changed) => onEntry({ ...pair, value: changed }),
  };
  const onText = (key: string): void => onEntry({ ...pair, key });
  return { label, value, pairKey: { id, label, keyLabel: input.keyLabel ?? "Key", text, onText } };
};

/** One row of a list. Alt with an arrow key moves it as its buttons do. */
export const ListEntry = (props: ListEntryProps) => {
  const { label, value, pairKey } = partsOf(props);
  const { place, onRemove, onMove } = props;
  return (
    <li
      class="list-entry"
      onKeyDown={(event) => {
        const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
        if (!event.altKey || by === undefined) return;
        event.preventDefault();
        onMove(by);
      }}
    >
      {pairKey && <EntryKey {...pairKey} />}
      <EntryValue {...value} />
      <EntryTools {...{ label, place, onRemove, onMove }}>
        <EntryMode {...value} />
      </EntryTools>
    </li>
  );
};
