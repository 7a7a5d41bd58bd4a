import { useContext, useEffect, useState } from "preact/hooks";
import { membersOf } from "../enteredValue";
import { FormPlaceContext } from "../FormPlace";
import { askedBox } from "../focusBox";
import { GroupButton } from "./GroupButton";
import { RowNotes } from "./RowNotes";
import type { RowProps } from "./rowProps";
import { useRow } from "./useRow";

/** True when the box that is asked for, or that the error names, stands in a group. */
const isInside = (path: readonly string[], box: readonly string[] | undefined): boolean =>
  box !== undefined && box.length > path.length && path.every((key, index) => box[index] === key);

/** A group of inputs, folded until it is opened, or until one of its boxes is asked for. */
export const GroupRow = ({ input, path, entered, onEnter }: RowProps) => {
  const { problem, Rows } = useContext(FormPlaceContext);
  const row = useRow({ input, path });
  const [isOpen, setOpen] = useState(false);
  const members = membersOf(entered);
  const isAskedFor = isInside(path, askedBox.value);
  const isNamed = isInside(path, problem?.input);
  useEffect(() => {
    if (isAskedFor || isNamed) setOpen(true);
  }, [isAskedFor, isNamed]);
  const bodyId = `${row.boxId}-members`;
  return (
    <fieldset class="field-group">
      <legend>
        <GroupButton {...{ input, row, members, isOpen, bodyId }} onToggle={() => setOpen(!isOpen)} />
      </legend>
      <RowNotes input={input} row={row} />
      <div id={bodyId} class="field-group-body" hidden={!isOpen}>
        {isOpen && (
          <Rows
            inputs={input.inputs ?? []}
            path={path}
            form={members}
            onForm={(form) => onEnter(Object.keys(form).length > 0 ? { value: form } : undefined)}
          />
        )}
      </div>
    </fieldset>
  );
};
