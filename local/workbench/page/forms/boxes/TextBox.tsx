import { textOf } from "../enteredValue";
import type { BoxProps } from "./boxProps";
import { hintOf } from "./hintOf";

/** Rows of a box for long texts, which grows with what is in it. */
const rowsOf = (text: string): number => Math.min(16, Math.max(3, text.split("\n", 16).length));

/** A box for text: of one line, of several, or hidden. */
export const TextBox = ({ input, value, onValue, control }: BoxProps) => {
  const text = textOf(value);
  const shared = {
    ...control,
    value: text,
    placeholder: hintOf(input),
    spellcheck: false,
    autocomplete: input.type === "password" ? "new-password" : "off",
  };
  if (input.type === "text" || (input.type !== "password" && text.includes("\n"))) {
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
  return input.type === "password" ? (
    <input {...shared} type="password" onInput={onInput} />
  ) : (
    <input {...shared} type="text" onInput={onInput} />
  );
};
