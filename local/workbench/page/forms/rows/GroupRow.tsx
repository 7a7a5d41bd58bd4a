import { useContext, useEffect, useState } from "preact/hooks";
import { countEntered, membersOf } from "../enteredValue";
import { FormPlaceContext } from "../FormPlace";
import { askedBox } from "../focusBox";
import { InputRows } from "./InputRows";
import { RowNotes } from "./RowNotes";
import type { RowProps } from "./rowProps";
import { useRow } from "./useRow";

/** True when the box that is asked for, or that the error names, stands in a group. */
const isInside = (path: readonly string[], box: readonly string[] | undefined): boolean =>
  box !== undefined && box.length > path.length && path.every((key, index) => box[index] === key);

/** A group of inputs, folded until it is opened, or until one of its boxes is asked for. */
export const GroupRow = ({ input, path, entered, onEnter }: RowProps) => {
  const { problem } = useContext(FormPlaceContext);
  const row = useRow({ input, path });
  const [isOpen, setOpen] = useState(false);
  const { inputs = [] } = input;
  const members = membersOf(entered);
  const count = countEntered(inputs, members);
  const isAskedFor = isInside(path, askedBox.value);
  const isNamed = isInside(path, problem?.input);
  useEffect(() => {
    if (isAskedFor || isNamed) setOpen(true);
  }, [isAskedFor, isNamed]);
  const bodyId = `${row.boxId}-members`;
  return (
    <fieldset class="field-group">
      <legend>
        <button
          id={row.boxId}
          aria-describedby={row.control["aria-describedby"]}
          type="button"
          class="fold"
          aria-expanded={isOpen}
          aria-controls={bodyId}
          onClick={() => setOpen(!isOpen)}
        >
          <span class="fold-mark" aria-hidden="true" />
          <span class="fold-label">{input.label}</span>
          <span class="field-state">
            {count > 0 ? `${count} of ${inputs.length} set` : `${inputs.length} inputs`}
          </span>
        </button>
      </legend>
      <RowNotes input={input} row={row} />
      <div id={bodyId} class="field-group-body" hidden={!isOpen}>
        {isOpen && (
          <InputRows
            inputs={inputs}
            path={path}
            form={members}
            onForm={(form) => onEnter(Object.keys(form).length > 0 ? { value: form } : undefined)}
          />
        )}
      </div>
    </fieldset>
  );
};
