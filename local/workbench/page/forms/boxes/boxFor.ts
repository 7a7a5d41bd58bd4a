import type { JSX } from "preact";
import type { FormInput } from "../../../wire/formInput";
import type { BoxProps } from "./boxProps";
import { ChoiceBox } from "./ChoiceBox";
import { CodeBox } from "./CodeBox";
import { FileBox } from "./FileBox";
import { LiveChoiceBox } from "./LiveChoiceBox";
import { SwitchBox } from "./SwitchBox";
import { TextBox } from "./TextBox";

type Box = (props: BoxProps) => JSX.Element;

const boxes: Readonly<Record<string, Box>> = { boolean: SwitchBox, code: CodeBox, data: FileBox };

/** The box for a value of an input's kind. A kind that is not known is text. */
export const boxFor = ({ type, model, dataSource }: FormInput): Box => {
  if (model) return ChoiceBox;
  if (dataSource !== undefined) return LiveChoiceBox;
  return boxes[type] ?? TextBox;
};
