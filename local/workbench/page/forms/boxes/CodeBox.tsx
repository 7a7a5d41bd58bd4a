import type { FunctionComponent } from "preact";
import { useEffect, useState } from "preact/hooks";
import { jsonMistake } from "../../../../../src/text/jsonMistake";
import { textOf } from "../enteredValue";
import type { BoxProps } from "./boxProps";
import type { CodeEditorProps } from "./codeEditorProps";
import { hintOf } from "./hintOf";
import { useSettled } from "./useSettled";

/** Longer texts, in characters, are edited without colors: coloring them would hold up the page. */
const mostColored = 200_000;
const settledAfterMs = 300;

let loaded: FunctionComponent<CodeEditorProps> | undefined;

/** The editor once it is loaded, for which the first form with code waits. */
const useEditor = (): typeof loaded => {
  const [Editor, setEditor] = useState(() => loaded);
  useEffect(() => {
    if (loaded) return;
    import("./CodeEditor").then(
      ({ CodeEditor }) => {
        loaded = CodeEditor;
        setEditor(() => CodeEditor);
      },
      // Without the editor, its text can be edited all the same.
      () => undefined,
    );
  }, []);
  return Editor;
};

const PlainEditor = ({ text, placeholder, control, onText }: CodeEditorProps) => (
  <textarea
    {...control}
    class="code"
    rows={Math.min(20, Math.max(4, text.split("\n", 20).length))}
    spellcheck={false}
    placeholder={placeholder}
    value={text}
    onInput={({ currentTarget }) => onText(currentTarget.value)}
  />
);

/** A box for code, with an editor. JSON that has a mistake is told as it is typed; what is sent stays as it is. */
export const CodeBox = ({ input, value, onValue, control }: BoxProps) => {
  const text = textOf(value);
  const LoadedEditor = useEditor();
  const settled = useSettled(text, settledAfterMs);
  const isJson = input.language === "json" && settled.trim() !== "" && settled.length <= mostColored;
  const mistake = isJson ? jsonMistake(settled) : undefined;
  const Editor = LoadedEditor && text.length <= mostColored ? LoadedEditor : PlainEditor;
  return (
    <>
      <Editor
        text={text}
        placeholder={hintOf(input)}
        language={input.language}
        control={control}
        onText={onValue}
      />
      <p class="field-hint" aria-live="polite">
        {mistake !== undefined && `Not JSON yet: ${mistake}`}
      </p>
    </>
  );
};
