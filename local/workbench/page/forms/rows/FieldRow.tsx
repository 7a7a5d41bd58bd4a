import { EntryBox } from "../boxes/EntryBox";
import { contentOf, enteredAs, modeOf } from "../enteredValue";
import { LabelText } from "./LabelText";
import { ModeSelect } from "./ModeSelect";
import { modesFor } from "./modesFor";
import { RowNotes } from "./RowNotes";
import { RowState } from "./RowState";
import type { RowProps } from "./rowProps";
import { useRow } from "./useRow";

/** An input of one value. */
export const FieldRow = ({ input, path, entered, onEnter }: RowProps) => {
  const row = useRow({ input, path });
  const mode = modeOf(entered);
  return (
    <div class={`field ${entered === undefined ? "is-absent" : ""}`}>
      <div class="field-head">
        <label for={row.boxId} id={row.labelId}>
          <LabelText input={input} />
        </label>
        <span class="field-tools">
          <RowState input={input} entered={entered} onClear={() => onEnter(undefined)} />
          <ModeSelect
            label={input.label}
            mode={mode}
            modes={modesFor(input)}
            onMode={(next) => onEnter(switched(mode, next, entered))}
          />
        </span>
      </div>
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
