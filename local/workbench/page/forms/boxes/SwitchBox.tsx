import { textOf } from "../enteredValue";
import type { BoxProps } from "./boxProps";

/** A switch. While it is left alone, it shows its default. */
export const SwitchBox = ({ input, value, onValue, control }: BoxProps) => {
  const isOn = textOf(value ?? input.default) === "true";
  return (
    <span class="field-switch">
      <input
        {...control}
        type="checkbox"
        checked={isOn}
        onChange={({ currentTarget }) => onValue(String(currentTarget.checked))}
      />
      <span aria-hidden="true">{isOn ? "True" : "False"}</span>
    </span>
  );
};
