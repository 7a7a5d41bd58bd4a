import { withoutKeys } from "./secretPieces";
import { visibleText } from "./visibleText";

const mistakeIn = (text: string): string | undefined => {
  try {
    JSON.parse(text);
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
};

/** The engine's message for a text that is not JSON, on one line; undefined for JSON. It quotes the text. */
export const jsonMistake = (text: string): string | undefined =>
  // The engine quotes line ends unchanged.
  mistakeIn(text)?.replace(/\s+/g, " ").toWellFormed();

/**
 * The index at which JSON is invalid. The engine names it for some mistakes only; for the others, it is the end of the
 * shortest beginning that fails with the same mistake and not for its missing end.
 */
const breakOffset = (text: string): number => {
  const message = mistakeIn(text) ?? "";
  const named = /position (\d+)/.exec(message)?.[1];
  if (named !== undefined) return Number(named);
  // The engine refuses some texts whole, such as "undefined", which a reference to nothing becomes.
  if (/^"[^"]*" is not valid JSON$/.test(message)) return 0;
  if (!message.startsWith("Unexpected token")) return text.length;
  let intact = 0;
  let broken = text.length;
  while (broken - intact > 1) {
    const middle = Math.floor((intact + broken) / 2);
    if (mistakeIn(text.slice(0, middle))?.startsWith("Unexpected token")) broken = middle;
    else intact = middle;
  }
  return broken - 1;
};

/** Line and column at which a text is invalid JSON, and the text there; undefined for the end of the text. */
export const jsonBreak = (text: string): { line: number; column: number; near: string } | undefined => {
  const offset = breakOffset(text);
  if (offset >= text.trimEnd().length) return undefined;
  const lines = text.slice(0, offset).split("\n");
  const near = [...withoutKeys(text.slice(offset, offset + 200))].slice(0, 20).join("").replace(/\s+/g, " ");
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1, near: visibleText(near) };
};
