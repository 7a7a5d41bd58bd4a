import { textOf } from "../enteredValue";
import type { BoxProps } from "./boxProps";

/** A list of fixed choices. While nothing was chosen, it shows what is sent instead. */
export const ChoiceBox = ({ input, value, onValue, control }: BoxProps) => {
  const { model = [], default: preset, placeholder = "Choose" } = input;
  const text = textOf(value);
  const isKnown = model.some((choice) => choice.value === text);
  const standard = model.find((choice) => choice.value === textOf(preset))?.label ?? textOf(preset);
  return (
    <select
      {...control}
      value={value === undefined ? "" : text}
      onChange={({ currentTarget }) => onValue(currentTarget.value)}
    >
      {(value === undefined || text === "" || !isKnown) && (
        <option value={isKnown ? "" : text}>{isKnown || text === "" ? standard || placeholder : text}</option>
      )}
      {model.map(({ label, value: own }) => (
        <option key={own} value={own}>
          {label}
        </option>
      ))}
    </select>
  );
};
