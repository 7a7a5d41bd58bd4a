import { LabelText } from "./LabelText";
import { RowNotes } from "./RowNotes";
import type { RowProps } from "./rowProps";
import { useRow } from "./useRow";

/** An input for a flow, of which there is none outside of an integration. */
export const FlowRow = ({ input, path }: RowProps) => {
  const row = useRow({ input, path });
  return (
    <div class="field is-absent">
      <div class="field-head">
        <label for={row.boxId} id={row.labelId}>
          <LabelText input={input} />
        </label>
        <span class="field-tools">
          <span class="field-state">Not sent</span>
        </span>
      </div>
      <select {...row.control} disabled>
        <option>Flows are there in an integration only</option>
      </select>
      <RowNotes input={input} row={row} />
    </div>
  );
};
