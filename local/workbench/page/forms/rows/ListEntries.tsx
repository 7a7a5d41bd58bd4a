import { useState } from "preact/hooks";
import type { FormInput } from "../../../wire/formInput";
import { ListEntry } from "./ListEntry";
import { moved } from "./moved";

interface ListEntriesProps {
  input: FormInput;
  /** Id of the list, with which the ids of its boxes begin. */
  boxId: string;
  entries: readonly unknown[];
  onEntries(entries: unknown[]): void;
}

const freshEntry = ({ collection }: FormInput): unknown =>
  collection === "keyvaluelist" ? { key: "", value: { value: "" } } : { value: "" };

/** Puts the focus into an element that a change is about to draw. */
const focusSoon = (id: string, otherId: string): void => {
  requestAnimationFrame(() => (document.getElementById(id) ?? document.getElementById(otherId))?.focus());
};

/** The rows of a list, which can be added, removed and moved by keys alone. */
export const ListEntries = ({ input, boxId, entries, onEntries }: ListEntriesProps) => {
  const [told, tell] = useState("");
  const idAt = (index: number): string => `${boxId}-${index}`;
  const add = (): void => {
    onEntries([...entries, freshEntry(input)]);
    focusSoon(idAt(entries.length), boxId);
  };
  const remove = (index: number): void => {
    onEntries(entries.toSpliced(index, 1));
    tell(`Row ${index + 1} removed.`);
    focusSoon(idAt(Math.min(index, entries.length - 2)), boxId);
  };
  const move = (index: number, by: number): void => {
    const to = index + by;
    if (to < 0 || to >= entries.length) return;
    onEntries(moved(entries, index, to));
    tell(`Moved to row ${to + 1} of ${entries.length}.`);
    focusSoon(idAt(to), boxId);
  };
  return (
    <>
      <ol class="entries">
        {entries.map((entry, index) => (
          <ListEntry
            key={index}
            input={input}
            id={idAt(index)}
            entry={entry}
            place={{ index, count: entries.length }}
            onEntry={(changed) => onEntries(entries.with(index, changed))}
            onRemove={() => remove(index)}
            onMove={(by) => move(index, by)}
          />
        ))}
      </ol>
      <button type="button" class="small" id={boxId} aria-label={`Add to ${input.label}`} onClick={add}>
        + Add
      </button>
      <span class="unseen" aria-live="polite">
        {told}
      </span>
    </>
  );
};
