import type { FormInput } from "../../../wire/formInput";
import { textOf } from "../enteredValue";

/** What an empty box shows: its default, else its placeholder. */
export const hintOf = ({ default: preset, placeholder = "", type, collection }: FormInput): string =>
  collection || type === "password" ? placeholder : textOf(preset) || placeholder;
