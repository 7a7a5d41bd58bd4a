import path from "node:path";
import type { BrowserContext, Page } from "playwright-core";
import { findChromium } from "./findChromium";
import { shareStarted } from "./hooks";
import { launchChromium } from "./launchChromium";
import { type PageProblems, watchPages } from "./pageProblems";

/** How a page is opened. */
export interface PageOptions {
  /** The only origin that the page may ask is this address's. */
  url: string;
  /** Default 1,280 pixels. */
  width?: number;
  /** Default 800 pixels. */
  height?: number;
  /** Default light. */
  colorScheme?: "light" | "dark";
  /** Problems that the test means to cause; each pattern is matched with a problem's text. */
  expectedProblems?: readonly RegExp[];
}

/** A browser that the tests of a file have together. */
export interface SharedBrowser {
  /**
   * Opens an address in a session of its own, which has no cookies yet. What a test opens is closed after it; what
   * `beforeAll` opens stays until the last. A test fails by any problem of its pages (`watchPages`).
   */
  openPage(options: PageOptions): Promise<Page>;
  /** The problems of all pages so far, which no longer fail the test. */
  takeProblems(): Promise<string[]>;
}

interface OpenContext {
  context: BrowserContext;
  problems: PageProblems;
}

/** Clicks and waits give up long before the test does, and so say what they waited for. */
const mostWaitMs = 10_000;

const found = findChromium();

/**
 * Describes what needs Chromium; whatever the tests start has to be started in there. Without Chromium, they are skipped
 * and a sentence says what to install; where CI or REQUIRE_BROWSER is set, one test fails by that sentence.
 */
export const describeInBrowser = (name: string, tests: () => void): void => {
  if ("file" in found) {
    describe(name, tests);
    return;
  }
  const { missing, isRequired } = found;
  if (isRequired) {
    test(`${name} needs a browser`, () => {
      throw new Error(missing);
    });
    return;
  }
  const file = path.basename(expect.getState().testPath ?? "");
  process.stderr.write(`${file}: "${name}" was skipped, since it needs a browser. ${missing}\n`);
  describe.skip(`${name} (skipped: ${missing})`, tests);
};

const startBrowser = async () => {
  if ("missing" in found) throw new Error(found.missing);
  const browser = await launchChromium(found.file);
  const open: OpenContext[] = [];
  return {
    open,
    openPage: async ({ url, width = 1280, height = 800, ...options }: PageOptions): Promise<Page> => {
      const context = await browser.newContext({
        viewport: { width, height },
        colorScheme: options.colorScheme ?? "light",
        reducedMotion: "reduce",
        locale: "en-US",
        timezoneId: "UTC",
        serviceWorkers: "block",
      });
      context.setDefaultTimeout(mostWaitMs);
      open.push({
        context,
        problems: await watchPages(context, new URL(url).origin, options.expectedProblems ?? []),
      });
      const page = await context.newPage();
      await page.goto(url);
      return page;
    },
    takeProblems: async () => (await Promise.all(open.map(({ problems }) => problems.take()))).flat(),
    close: () => browser.close(),
  };
};

/** One browser for all tests of the file or block. */
export const shareBrowser = (): SharedBrowser => {
  const browser = shareStarted(startBrowser);
  let openBefore = 0;
  beforeEach(() => {
    openBefore = browser.open.length;
  });
  afterEach(async () => {
    const problems = await browser.takeProblems();
    await Promise.all(browser.open.splice(openBefore).map(({ context }) => context.close()));
    if (problems.length > 0) throw new Error(`The page had problems.\n${problems.join("\n")}`);
  });
  return browser;
};
