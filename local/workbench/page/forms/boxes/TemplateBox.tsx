import { useRef, useState } from "preact/hooks";
import type { ControlProps } from "./boxProps";
import { ReferenceBox } from "./ReferenceBox";

interface TemplateBoxProps {
  label: string;
  control: ControlProps;
  text: string;
  onText(text: string): void;
}

/** A box for a text with results of earlier steps in it, and a way to put one there. */
export const TemplateBox = ({ label, control, text, onText }: TemplateBoxProps) => {
  const box = useRef<HTMLTextAreaElement>(null);
  const [reference, setReference] = useState("");
  const insert = (): void => {
    const at = box.current?.selectionStart ?? text.length;
    const until = box.current?.selectionEnd ?? at;
    onText(`${text.slice(0, at)}{{$${reference}}}${text.slice(until)}`);
    setReference("");
    box.current?.focus();
  };
  return (
    <>
      <textarea
        {...control}
        ref={box}
        rows={3}
        spellcheck={false}
        placeholder="Text with {{$stepName.results.property}}"
        value={text}
        onInput={({ currentTarget }) => onText(currentTarget.value)}
      />
      <div class="template-insertion">
        <ReferenceBox
          control={{ id: `${control.id}-insertion`, "aria-label": `${label}: result to insert` }}
          text={reference}
          onText={setReference}
        />
        <button type="button" disabled={reference === ""} onClick={insert}>
          Insert
        </button>
      </div>
    </>
  );
};
