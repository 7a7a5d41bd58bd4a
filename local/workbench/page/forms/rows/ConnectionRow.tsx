import { useContext, useLayoutEffect } from "preact/hooks";
import type { ConnectionView } from "../../../wire/connection";
import type { FormInput } from "../../../wire/formInput";
import { Problem } from "../../parts/Problem";
import { useLoaded } from "../../parts/useLoaded";
import { FormPlaceContext } from "../FormPlace";
import { LabelText } from "./LabelText";
import { RowNotes } from "./RowNotes";
import type { RowProps } from "./rowProps";
import { useRow } from "./useRow";

/** Which connection is chosen, and which there are. Where one is required, the first is chosen from the start. */
const useConnections = ({ key, required }: FormInput) => {
  const { state, onChange } = useContext(FormPlaceContext);
  const { value: connections = [], problem } = useLoaded<ConnectionView[]>("/api/connections", [
    "connections",
  ]);
  const chosen = state.connections[key];
  const choose = (id: string): void => {
    const { [key]: _former, ...others } = state.connections;
    onChange({ ...state, connections: id === "" ? others : { ...others, [key]: id } });
  };
  const first = connections[0]?.id;
  const isLacking = required === true && chosen === undefined;
  // One that was deleted stays chosen: a step must not reach another service than the one that was meant.
  const isGone = chosen !== undefined && first !== undefined && connections.every(({ id }) => id !== chosen);
  // Before anything is typed: a later moment would put an older form back.
  useLayoutEffect(() => {
    if (isLacking && first !== undefined) choose(first);
  });
  return { connections, chosen, isGone, choose, problem };
};

/** An input for a connection. */
export const ConnectionRow = ({ input, path }: RowProps) => {
  const row = useRow({ input, path });
  const { connections, chosen, isGone, choose, problem } = useConnections(input);
  return (
    <div class={`field ${chosen === undefined ? "is-absent" : ""}`}>
      <div class="field-head">
        <label for={row.boxId} id={row.labelId}>
          <LabelText input={input} />
        </label>
        <span class="field-tools">{chosen === undefined && <span class="field-state">Not sent</span>}</span>
      </div>
      <select
        {...row.control}
        value={chosen ?? ""}
        onChange={({ currentTarget }) => choose(currentTarget.value)}
      >
        {input.required !== true && <option value="">None</option>}
        {isGone && <option value={chosen}>Deleted: choose another one</option>}
        {connections.map(({ id, label }) => (
          <option key={id} value={id}>
            {label}
          </option>
        ))}
      </select>
      {problem !== undefined && <Problem sentence={problem} />}
      <RowNotes input={input} row={row} />
    </div>
  );
};
