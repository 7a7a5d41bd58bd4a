import type { EnteredValue } from "../../../wire/entered";
import type { FormInput } from "../../../wire/formInput";
import { withEntered } from "../enteredValue";
import { ConnectionRow } from "./ConnectionRow";
import { FieldRow } from "./FieldRow";
import { FlowRow } from "./FlowRow";
import { GroupRow } from "./GroupRow";
import type { InputRowsProps } from "./inputRowsProps";
import { ListRow } from "./ListRow";
import type { RowProps } from "./rowProps";

const rowFor = ({ type, collection }: FormInput): ((props: RowProps) => preact.JSX.Element) => {
  if (type === "connection") return ConnectionRow;
  if (type === "flow") return FlowRow;
  if (collection) return ListRow;
  return type === "structuredObject" ? GroupRow : FieldRow;
};

/** The rows of a form or a group, in their order. What no one sees on the platform is left out. */
export const InputRows = ({ inputs, path, form, onForm }: InputRowsProps) => (
  <>
    {inputs
      .filter(({ shown }) => shown !== false)
      .map((input) => {
        const Row = rowFor(input);
        return (
          <Row
            key={input.key}
            input={input}
            path={[...path, input.key]}
            entered={form[input.key]}
            onEnter={(entered: EnteredValue | undefined) => onForm(withEntered(form, input.key, entered))}
          />
        );
      })}
  </>
);
