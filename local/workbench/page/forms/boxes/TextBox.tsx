import { isKept, textOf } from "../enteredValue";
import type { BoxProps } from "./boxProps";
import { hintOf } from "./hintOf";

/** Rows of a box for long texts, which grows with what is in it. */
const rowsOf = (text: string): number => Math.min(16, Math.max(3, text.split("\n", 16).length));

const keptHint = "Set, not shown; type to replace it";

/** A box for text: of one line, of several, or hidden. One that stands for a secret shows nothing of it. */
export const TextBox = ({ input, value, onValue, control }: BoxProps) => {
  const text = textOf(value);
  const isHidden = input.type === "password" || isKept(value);
  const shared = {
    ...control,
    value: text,
    placeholder: isKept(value) ? keptHint : hintOf(input),
    spellcheck: false,
    autocomplete: isHidden ? "new-password" : "off",
  };
  if (!isHidden && (input.type === "text" || text.includes("\n"))) {
    return (
      <textarea
        {...shared}
        rows={rowsOf(text)}
        onInput={({ currentTarget }) => onValue(currentTarget.value)}
      />
    );
  }
  const onInput = ({ currentTarget }: { currentTarget: HTMLInputElement }): void =>
    onValue(currentTarget.value);
  return isHidden ? (
    <input {...shared} type="password" onInput={onInput} />
  ) : (
    <input {...shared} type="text" onInput={onInput} />
  );
};
