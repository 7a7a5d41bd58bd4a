import {
  cursorDocEnd,
  cursorDocStart,
  history,
  historyKeymap,
  selectAll,
  selectDocEnd,
  selectDocStart,
} from "@codemirror/commands";
import { EditorState, type Extension } from "@codemirror/state";
import { EditorView, keymap, placeholder as placeholderText } from "@codemirror/view";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { CodeEditorProps } from "./codeEditorProps";
import { jsonColors } from "./jsonColors";

/** What browsers do by themselves knows the lines alone that are drawn. */
const wholeTextKeys = [
  { key: "Mod-a", run: selectAll },
  { key: "Mod-Home", run: cursorDocStart, shift: selectDocStart },
  { key: "Mod-End", run: cursorDocEnd, shift: selectDocEnd },
];

const look = EditorView.theme({
  "&": { backgroundColor: "var(--raised)", color: "var(--text)" },
  "&.cm-focused": { outline: "none" },
  ".cm-content": { caretColor: "var(--text)", fontFamily: "var(--code)", fontSize: "0.9em" },
  ".cm-cursor": { borderLeftColor: "var(--text)" },
  ".cm-placeholder": { color: "var(--quiet)" },
  ".cm-scroller": { maxHeight: "22rem", overflow: "auto" },
});

const styleNonce = (): string =>
  document.querySelector<HTMLMetaElement>('meta[name="style-nonce"]')?.content ?? "";

const attributesOf = (control: CodeEditorProps["control"]): Record<string, string> => {
  const given = Object.entries(control).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  );
  return { ...Object.fromEntries(given), "aria-multiline": "true", spellcheck: "false" };
};

const extensionsOf = (
  { placeholder, language }: CodeEditorProps,
  attributes: () => Record<string, string>,
  onText: (text: string) => void,
): Extension[] => [
  EditorView.cspNonce.of(styleNonce()),
  EditorView.contentAttributes.of(attributes),
  EditorView.lineWrapping,
  EditorView.updateListener.of(({ docChanged, state }) => {
    if (docChanged) onText(state.doc.toString());
  }),
  history(),
  ...(language === "json" ? jsonColors : []),
  look,
  placeholderText(placeholder),
  // Tab goes on to the next box, as everywhere in a form.
  keymap.of([...wholeTextKeys, ...historyKeymap]),
];

/** An editor for code. Its text is the form's: what is typed goes there, and what comes from there replaces it. */
export const CodeEditor = (props: CodeEditorProps) => {
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(undefined);
  const latest = useRef(props);
  latest.current = props;
  useLayoutEffect(() => {
    if (!place.current) return undefined;
    const { text } = latest.current;
    const extensions = extensionsOf(
      latest.current,
      () => attributesOf(latest.current.control),
      (changed) => {
        if (changed !== latest.current.text) latest.current.onText(changed);
      },
    );
    const state = EditorState.create({ doc: text, extensions });
    const editor = new EditorView({ state, parent: place.current });
    view.current = editor;
    return () => editor.destroy();
  }, []);
  const { text, control } = props;
  const attributes = JSON.stringify(control);
  // Before anything else is typed: a later moment would put an older text back.
  useLayoutEffect(() => {
    const editor = view.current;
    // Attributes are read anew at each update, of which this may be an empty one.
    if (!editor || attributes === "") return;
    const isOther = editor.state.doc.toString() !== text;
    editor.dispatch(isOther ? { changes: { from: 0, to: editor.state.doc.length, insert: text } } : {});
  }, [text, attributes]);
  return <div class="code-editor" ref={place} />;
};
