/** A part of a word for bash: a text as it is, or an expression such as `"$TOKEN"`. */
export type ShellPart = { text: string } | { expression: string };

const plain = /^[\w./:@,+=-]+$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: a terminal acts on them when a command is pasted
const controls = /[\u0000-\u0009\u000b-\u001f\u007f]/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: as above
const escaped = /[!\\'\u0000-\u001f\u007f]/g;

const escapeOf = (character: string): string => {
  if (character === "\\" || character === "'") return `\\${character}`;
  if (character === "\n") return "\\n";
  return `\\x${character.charCodeAt(0).toString(16).padStart(2, "0")}`;
};

const quoted = (text: string): string => {
  if (controls.test(text)) return `$'${text.replace(escaped, escapeOf)}'`;
  return plain.test(text) ? text : `'${text.replaceAll("'", `'\\''`)}'`;
};

/** A word for bash, quoted where it has to be. No word can hold the character NUL. */
export const shellWord = (...parts: readonly ShellPart[]): string => {
  const word = parts
    .filter((part) => !("text" in part) || part.text !== "")
    .map((part) => ("text" in part ? quoted(part.text) : part.expression));
  return word.join("") || "''";
};

/** A comment for bash, in one line. */
export const shellComment = (text: string): string => `# ${text.replaceAll(/[\p{Cc}\u2028\u2029]+/gu, " ")}`;

/** A here-document that gives the lines as they are, behind a command. */
export const hereDocument = (text: string, name: string): string => {
  const lines = new Set(text.split("\n"));
  let end = name;
  while (lines.has(end)) end += "_";
  return ` <<'${end}'\n${text}${text.endsWith("\n") ? "" : "\n"}${end}`;
};
