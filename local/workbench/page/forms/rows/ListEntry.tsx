import { useContext } from "preact/hooks";
import type { FormInput } from "../../../wire/formInput";
import { EntryBox } from "../boxes/EntryBox";
import { contentOf, enteredAs, isObject, membersOf, modeOf, textOf } from "../enteredValue";
import { FormPlaceContext } from "../FormPlace";
import { ModeSelect } from "./ModeSelect";
import { modesFor } from "./modesFor";

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

const EntryTools = ({
  label,
  place,
  onRemove,
  onMove,
}: Omit<ListEntryProps, "input"> & { label: string }) => (
  <span class="entry-tools">
    <button
      type="button"
      class="plain small"
      aria-label={`Move ${label} up`}
      disabled={place.index === 0}
      onClick={() => onMove(-1)}
    >
      ↑
    </button>
    <button
      type="button"
      class="plain small"
      aria-label={`Move ${label} down`}
      disabled={place.index === place.count - 1}
      onClick={() => onMove(1)}
    >
      ↓
    </button>
    <button type="button" class="plain small" aria-label={`Remove ${label}`} onClick={onRemove}>
      ×
    </button>
  </span>
);

/** The value of a row, with its mode. */
const EntryValue = ({
  input,
  id,
  label,
  entry,
  onEntry,
}: Pick<ListEntryProps, "input" | "id" | "entry" | "onEntry"> & { label: string }) => {
  const single = { ...input, collection: undefined } as unknown as FormInput;
  const mode = modeOf(entry);
  const { Rows } = useContext(FormPlaceContext);
  if (input.type === "structuredObject") {
    const onForm = (value: object): void => onEntry({ value });
    return <Rows inputs={input.inputs ?? []} path={[id]} form={membersOf(entry)} onForm={onForm} />;
  }
  return (
    <>
      <span class="entry-box">
        <EntryBox input={single} entered={entry} onEnter={onEntry} control={{ id, "aria-label": label }} />
      </span>
      <ModeSelect
        label={label}
        mode={mode}
        modes={modesFor(single)}
        onMode={(next) => onEntry(enteredAs(next, next === "reference" ? "" : textOf(contentOf(entry))))}
      />
    </>
  );
};

const KeyedValue = (props: Parameters<typeof EntryValue>[0]) => {
  const { input, id, label, entry, onEntry } = props;
  const pair = isObject(entry) ? entry : {};
  const keyLabel = input.keyLabel ?? "Key";
  return (
    <>
      <input
        class="entry-key"
        id={id}
        type="text"
        autocomplete="off"
        spellcheck={false}
        aria-label={`${label}: ${keyLabel}`}
        placeholder={keyLabel}
        value={textOf(pair["key"])}
        onInput={({ currentTarget }) => onEntry({ ...pair, key: currentTarget.value })}
      />
      <EntryValue
        {...props}
        id={`${id}-value`}
        label={`${label}: value`}
        entry={pair["value"]}
        onEntry={(value) => onEntry({ ...pair, value })}
      />
    </>
  );
};

/** One row of a list. Alt with an arrow key moves it as its buttons do. */
export const ListEntry = (props: ListEntryProps) => {
  const { input, id, entry, place, onEntry, onMove } = props;
  const label = `${input.label} ${place.index + 1}`;
  const Value = input.collection === "keyvaluelist" ? KeyedValue : EntryValue;
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
      <Value input={input} id={id} label={label} entry={entry} onEntry={onEntry} />
      <EntryTools {...props} label={label} />
    </li>
  );
};
