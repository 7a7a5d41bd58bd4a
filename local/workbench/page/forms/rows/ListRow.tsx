import { EntryBox } from "../boxes/EntryBox";
import { enteredAs, entriesOf, modeOf, pairsOf } from "../enteredValue";
import { FieldHead } from "./FieldHead";
import { LabelText } from "./LabelText";
import { ListEntries } from "./ListEntries";
import { RowNotes } from "./RowNotes";
import type { RowProps } from "./rowProps";
import { useRow } from "./useRow";

/** An input for a list of values, or of keys with values. The list as a whole can be a reference. */
export const ListRow = ({ input, path, entered, onEnter }: RowProps) => {
  const row = useRow({ input, path });
  const entries = input.collection === "keyvaluelist" ? pairsOf(entered) : entriesOf(entered);
  return (
    <fieldset
      class={`field field-list ${entered === undefined ? "is-absent" : ""}`}
      aria-labelledby={row.labelId}
      aria-describedby={row.control["aria-describedby"]}
    >
      <FieldHead
        input={input}
        entered={entered}
        boxId={row.boxId}
        onClear={() => onEnter(undefined)}
        onMode={(next) => onEnter(next === "reference" ? enteredAs(next, "") : undefined)}
      >
        <span class="list-label" id={row.labelId}>
          <LabelText input={input} />
        </span>
      </FieldHead>
      {modeOf(entered) === "reference" ? (
        <EntryBox
          input={input}
          entered={entered}
          onEnter={onEnter}
          control={{ ...row.control, "aria-label": input.label }}
        />
      ) : (
        <ListEntries
          input={input}
          boxId={row.boxId}
          entries={entries}
          onEntries={(value) => onEnter({ value })}
        />
      )}
      <RowNotes input={input} row={row} />
    </fieldset>
  );
};
