import type { FormInput } from "../../../wire/formInput";
import { type EntryMode, entryModes } from "../enteredValue";

/** The ways in which an input can be filled: a template makes text, which a list or a switch is not. */
export const modesFor = ({ type, collection }: FormInput): readonly EntryMode[] =>
  collection || type === "boolean" || type === "data" ? ["value", "reference"] : entryModes;
