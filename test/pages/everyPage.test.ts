import type { Page } from "playwright-core";
import { accessibilityProblems } from "../support/accessibility";
import { describeInBrowser, shareBrowser } from "../support/browser";
import { shareWorkbench } from "../workbench/support/workbench";

const pages = [
  ["catalogue/action/createResponse", "Create Response"],
  ["connections", "Connections"],
  ["run/action/createResponse", "Run"],
  ["bulk", "Bulk"],
  ["endpoint", "Endpoint"],
  ["triggers", "Triggers"],
  ["takeAlong", "Take along"],
] as const;

const looks = [
  { colorScheme: "light", width: 360 },
  { colorScheme: "light", width: 1600 },
  { colorScheme: "dark", width: 360 },
  { colorScheme: "dark", width: 1600 },
] as const;

describeInBrowser("every page", () => {
  const bench = shareWorkbench();
  const browser = shareBrowser();

  describe.each(looks)("in $colorScheme, $width pixels wide", (look) => {
    let page: Page;

    beforeAll(async () => {
      page = await browser.openPage({ url: bench.makeAddress(), height: 900, ...look });
    });
    afterAll(() => page.context().close());

    test.each(pages)(
      "%s has nothing that hinders people, and nothing that runs over",
      async (address, heading) => {
        await page.goto(`${bench.url}/#/${address}`);
        await page.getByRole("heading", { name: heading, exact: true }).first().waitFor();
        expect(await accessibilityProblems(page)).toEqual([]);
        const width = await page.evaluate("document.documentElement.scrollWidth");
        expect(width).toBeLessThanOrEqual(look.width);
      },
    );
  });
});
