/** Text as a Markdown table cell can hold it: on one line, its pipes and angle brackets escaped. */
export const escapeCell = (text: string): string =>
  text
    .trim()
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll("|", "\\|")
    .replace(/ *\r?\n/g, "<br />");

/** Text as code in a table cell. */
export const asCode = (text: string): string => {
  if (text === "") return "";
  return /[`\n]/.test(text) ? `<code>${escapeCell(text)}</code>` : `\`${text.replaceAll("|", "\\|")}\``;
};

/** Rows of cells as a Markdown table, the first row its head; not aligned, so that a change of one cell changes one line. */
export const markdownTable = ([head = [], ...rows]: ReadonlyArray<readonly string[]>): string =>
  [head, head.map(() => "---"), ...rows]
    .map((cells) => `| ${cells.map((cell) => (cell === "" ? cell : `${cell} `)).join("| ")}|`)
    .join("\n");
