import { Decoration, type DecorationSet, EditorView, MatchDecorator, ViewPlugin } from "@codemirror/view";

/** A name or a text, a number, or a word of JSON. */
const token = /"(?:[^"\\]|\\.)*"?(\s*:)?|-?\d[\d.eE+-]*|\b(?:true|false|null)\b/g;

const marks = {
  name: Decoration.mark({ class: "cm-json-name" }),
  text: Decoration.mark({ class: "cm-json-text" }),
  value: Decoration.mark({ class: "cm-json-value" }),
};

const markOf = ([found, colon]: RegExpExecArray): Decoration => {
  if (!found.startsWith('"')) return marks.value;
  return colon === undefined ? marks.text : marks.name;
};

const decorator = new MatchDecorator({
  regexp: token,
  decorate: (add, from, to, match) => add(from, to - (match[1]?.length ?? 0), markOf(match)),
});

const theme = EditorView.theme({
  ".cm-json-name": { color: "var(--accent)" },
  ".cm-json-text": { color: "var(--good)" },
  ".cm-json-value": { color: "var(--warn)" },
});

const plugin = ViewPlugin.define(
  (view) => ({
    marked: decorator.createDeco(view),
    update(update) {
      this.marked = decorator.updateDeco(update, this.marked);
    },
  }),
  { decorations: ({ marked }): DecorationSet => marked },
);

/** Colors for JSON in an editor, line by line: the parser of a language would be an eighth of the page's script. */
export const jsonColors = [plugin, theme];
