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
export const asCode = (text: string): string => (text === "" ? "" : `<code>${escapeCell(text)}</code>`);

const widthOf = (text: string): number => [...text].length;

/** Rows of cells as a Markdown table, the first row its head; the columns aligned as the formatter wants them. */
export const markdownTable = ([head = [], ...rows]: ReadonlyArray<readonly string[]>): string => {
  const widths = head.map((_title, column) =>
    Math.max(3, ...[head, ...rows].map((row) => widthOf(row[column] ?? ""))),
  );
  const line = (cells: readonly string[]): string =>
    `| ${cells.map((cell, column) => cell + " ".repeat((widths[column] ?? 0) - widthOf(cell))).join(" | ")} |`;
  const rule = widths.map((width) => "-".repeat(width));
  return [head, rule, ...rows].map(line).join("\n");
};
