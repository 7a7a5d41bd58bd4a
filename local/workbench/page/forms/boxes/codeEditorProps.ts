import type { ControlProps } from "./boxProps";

/** What an editor of code is given. */
export interface CodeEditorProps {
  text: string;
  placeholder: string;
  language: string | undefined;
  control: ControlProps;
  onText(text: string): void;
}
