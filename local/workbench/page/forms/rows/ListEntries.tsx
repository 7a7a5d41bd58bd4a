import type { FormInput } from "../../../wire/formInput";
import { ListEntry } from "./ListEntry";
import { useListChanges } from "./useListChanges";

interface ListEntriesProps {
  input: FormInput;
  /** Id of the list, with which the ids of its boxes begin. */
  boxId: string;
  entries: readonly unknown[];
  onEntries(entries: unknown[]): void;
}

/** The rows of a list, which can be added, removed and moved by keys alone. */
export const ListEntries = (props: ListEntriesProps) => {
  const { input, boxId, entries, onEntries } = props;
  const { told, idAt, add, remove, move } = useListChanges(props);
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
