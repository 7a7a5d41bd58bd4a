import { EntryBox } from "../boxes/EntryBox";
import { contentOf, enteredAs, modeOf } from "../enteredValue";
import { FieldHead } from "./FieldHead";
import { LabelText } from "./LabelText";
import { RowNotes } from "./RowNotes";
import type { RowProps } from "./rowProps";
import { useRow } from "./useRow";

/** An input of one value. */
export const FieldRow = ({ input, path, entered, onEnter }: RowProps) => {
  const row = useRow({ input, path });
  return (
    <div class={`field ${entered === undefined ? "is-absent" : ""}`}>
      <FieldHead
        input={input}
        entered={entered}
        boxId={row.boxId}
        onClear={() => onEnter(undefined)}
        onMode={(next) => onEnter(switched(modeOf(entered), next, entered))}
      >
        <label for={row.boxId} id={row.labelId}>
          <LabelText input={input} />
        </label>
      </FieldHead>
      <EntryBox
        input={input}
        entered={entered}
        onEnter={onEnter}
        control={row.control}
        labelId={row.labelId}
      />
      <RowNotes input={input} row={row} />
    </div>
  );
};

/** A text stays when its box becomes a template, or back. Nothing else means the same in another mode. */
const switched = (
  from: ReturnType<typeof modeOf>,
  to: ReturnType<typeof modeOf>,
  entered: RowProps["entered"],
): RowProps["entered"] => {
  const content = contentOf(entered);
  const isKept = from !== "reference" && to !== "reference" && typeof content === "string" && content !== "";
  if (isKept) return enteredAs(to, content);
  return to === "value" ? undefined : enteredAs(to, "");
};
