import type { Page } from "playwright-core";

/** Roles of what only holds something, or is text that a page shows; a picture's digest is of headings and labels. */
const leftOut = new Set([
  ...["text", "paragraph", "list", "listitem", "generic", "term", "definition", "strong", "emphasis", "code"],
  ...["row", "rowgroup", "cell", "gridcell", "separator", "time", "document", "figure", "log", "status"],
]);

/** A line such as `- heading "Run" [level=1]`, or with a colon and what is in it behind; a name with a colon is in quotes. */
const line = /^\s*- '?(\w+)((?: "(?:[^"\\]|\\.)*")?(?: \[[\w=]+\])*)/;

/**
 * What a page has for those who can't see it: its headings, boxes, buttons, links, tables' heads and regions, with names
 * and states, in order, one on a line. The same whatever fonts the machine has.
 */
export const pageDigest = async (page: Page): Promise<string> => {
  const snapshot = await page.locator("body").ariaSnapshot();
  const lines = snapshot.split("\n").flatMap((text) => {
    const [, role = "", rest = ""] = line.exec(text) ?? [];
    return role === "" || leftOut.has(role) ? [] : [`${role}${rest}`];
  });
  return `${lines.join("\n")}\n`;
};

/** The first line in which two digests differ; undefined when they are the same. */
export const digestDifference = (kept: string, taken: string): string | undefined => {
  const [before, after] = [kept.split("\n"), taken.split("\n")];
  const at = Array.from({ length: Math.max(before.length, after.length) }).findIndex(
    (_, index) => before[index] !== after[index],
  );
  if (at === -1) return undefined;
  const shown = (text: string | undefined): string => (text ? `\`${text}\`` : "nothing");
  return `the page now has ${shown(after[at])} where it had ${shown(before[at])}`;
};
