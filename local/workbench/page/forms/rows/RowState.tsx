import { useLayoutEffect, useRef } from "preact/hooks";
import type { FormInput } from "../../../wire/formInput";
import { contentOf, textOf } from "../enteredValue";

/** What is sent of a box that is not filled: its default, an empty text or nothing. Empty for a filled one. */
const stateText = ({ default: preset, collection }: FormInput, entered: unknown): string => {
  if (entered === undefined) {
    const text = textOf(preset);
    if (text === "") return "Not sent";
    // A box shows its default by itself, and a list does not.
    return collection ? `Default: ${text}` : "Default";
  }
  const content = contentOf(entered);
  return content === "" || (Array.isArray(content) && content.length === 0) ? "Empty" : "";
};

interface RowStateProps {
  input: FormInput;
  entered: unknown;
  /** Id of the box, which has the focus once it is cleared: the button goes. */
  boxId: string;
  onClear(): void;
}

/** What is sent of a box where that can't be seen, and a button that has the box left alone. */
export const RowState = ({ input, entered, boxId, onClear }: RowStateProps) => {
  const isClearing = useRef(false);
  useLayoutEffect(() => {
    if (isClearing.current) document.getElementById(boxId)?.focus();
    isClearing.current = false;
  });
  const clear = (): void => {
    isClearing.current = true;
    onClear();
  };
  const text = stateText(input, entered);
  return (
    <>
      {text !== "" && <span class="field-state">{text}</span>}
      {entered !== undefined && (
        <button
          type="button"
          class="plain small"
          aria-label={`Clear ${input.label}`}
          title="Clear"
          onClick={clear}
        >
          ×
        </button>
      )}
    </>
  );
};
