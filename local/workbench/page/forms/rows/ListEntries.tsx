import { useLayoutEffect, useRef, useState } from "preact/hooks";
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

/** Puts the focus into the first element of some ids that is there once a change is drawn. */
const useFocusAfterDrawing = (): ((...ids: string[]) => void) => {
  const wanted = useRef<string[]>([]);
  useLayoutEffect(() => {
    const found = wanted.current.map((id) => document.getElementById(id)).find((element) => element !== null);
    wanted.current = [];
    found?.focus();
  });
  return (...ids) => {
    wanted.current = ids;
  };
};

/** The rows of a list, which can be added, removed and moved by keys alone. */
export const ListEntries = ({ input, boxId, entries, onEntries }: ListEntriesProps) => {
  const [told, tell] = useState("");
  const focusSoon = useFocusAfterDrawing();
  const idAt = (index: number): string => `${boxId}-${index}`;
  const add = (): void => {
    focusSoon(idAt(entries.length));
    onEntries([...entries, freshEntry(input)]);
  };
  const remove = (index: number): void => {
    focusSoon(idAt(Math.min(index, entries.length - 2)), boxId);
    onEntries(entries.toSpliced(index, 1));
    tell(`Row ${index + 1} removed.`);
  };
  const move = (index: number, by: number): void => {
    const to = index + by;
    if (to < 0 || to >= entries.length) return;
    focusSoon(idAt(to));
    onEntries(moved(entries, index, to));
    tell(`Moved to row ${to + 1} of ${entries.length}.`);
  };
  return (
    <>
      <ol class="list-entries">
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
