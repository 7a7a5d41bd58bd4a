import type { FormInput } from "../../../wire/formInput";
import { contentOf, textOf } from "../enteredValue";

const mostCharacters = 40;

const shortened = (text: string): string =>
  text.length > mostCharacters ? `${text.slice(0, mostCharacters)}…` : text;

/** What is sent of a box that is not filled: its default, an empty text or nothing. Empty for a filled one. */
export const stateText = ({ default: preset, model }: FormInput, entered: unknown): string => {
  if (entered === undefined) {
    const text = textOf(preset);
    const label = model?.find(({ value }) => value === text)?.label ?? text;
    return text === "" ? "Not sent" : `Default: ${shortened(label)}`;
  }
  const content = contentOf(entered);
  return content === "" || (Array.isArray(content) && content.length === 0) ? "Empty" : "";
};

interface RowStateProps {
  input: FormInput;
  entered: unknown;
  onClear(): void;
}

/** What is sent of a box where that can't be seen, and a button that has the box left alone. */
export const RowState = ({ input, entered, onClear }: RowStateProps) => {
  const text = stateText(input, entered);
  return (
    <>
      {text !== "" && <span class="row-state">{text}</span>}
      {entered !== undefined && (
        <button
          type="button"
          class="plain small"
          aria-label={`Clear ${input.label}`}
          title="Clear"
          onClick={onClear}
        >
          ×
        </button>
      )}
    </>
  );
};
