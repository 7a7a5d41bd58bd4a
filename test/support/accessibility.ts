import { readFileSync } from "node:fs";
import type { AxeResults, NodeResult, RunOptions } from "axe-core";
import type { Page } from "playwright-core";

/** What a check of accessibility leaves out. */
export interface AccessibilityOptions {
  /** Rules of axe that are not run, with the reason beside the call. */
  without?: readonly string[];
}

/** WCAG 2.2, A and AA, which take in those before, and what axe calls best practices. */
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];

const mostPlaces = 5;

/** What axe adds to a page. */
interface PageWithAxe {
  axe: { run(options: RunOptions): Promise<AxeResults> };
}

/** Settles when what was asked for has been drawn: another size or color scheme, and what moves or fades until it ends. */
const settled = `(async () => {
  for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame);
  const ending = document.getAnimations().filter(({ effect }) => effect.getComputedTiming().endTime < Infinity);
  await Promise.allSettled(ending.map(({ finished }) => finished));
})()`;

const runAxe = async (page: Page, options: RunOptions): Promise<AxeResults> => {
  const source = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
  // A script element would be refused by the page's policy; what the debugger evaluates is not the page's.
  await page.evaluate(`"axe" in globalThis || (() => { ${source}; })()`);
  await page.evaluate(settled);
  return await page.evaluate((own) => (globalThis as unknown as PageWithAxe).axe.run(own), options);
};

const sentence = (text: string): string => text.replace(/\s+/g, " ").trim();

const placeOf = ({ target, failureSummary }: NodeResult): string =>
  `${target.flat().join(" > ")}: ${sentence(failureSummary ?? "")}`;

/** What is wrong with a page as it stands, each place on a line: rule, impact, selector, what to mend. */
export const accessibilityProblems = async (
  page: Page,
  { without = [] }: AccessibilityOptions = {},
): Promise<string[]> => {
  const rules = Object.fromEntries(without.map((rule) => [rule, { enabled: false }]));
  const { violations } = await runAxe(page, {
    runOnly: { type: "tag", values: tags },
    rules,
    resultTypes: ["violations"],
    preload: false,
  });
  return violations.flatMap(({ id, impact, nodes }) => [
    ...nodes.slice(0, mostPlaces).map((node) => `${id} (${impact}): ${placeOf(node)}`),
    ...(nodes.length > mostPlaces ? [`${id} (${impact}): and ${nodes.length - mostPlaces} more places`] : []),
  ]);
};

/** Fails with every problem of accessibility that the page has as it stands. */
export const expectAccessible = async (page: Page, options?: AccessibilityOptions): Promise<void> => {
  const problems = await accessibilityProblems(page, options);
  if (problems.length > 0) throw new Error(`${page.url()} is not accessible.\n${problems.join("\n")}`);
};
