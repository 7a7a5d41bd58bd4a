import type { Page } from "playwright-core";
import { expectAccessible } from "../support/accessibility";
import { describeInBrowser, shareBrowser } from "../support/browser";
import { shareWorkbench } from "../workbench/support/workbench";

const titled = async (page: Page, label: string): Promise<void> => {
  while ((await page.title()) !== `${label} · Workbench`)
    await page.evaluate("new Promise(requestAnimationFrame)");
};

describeInBrowser("the frame of the workbench's page", () => {
  const browser = shareBrowser();
  const bench = shareWorkbench();
  let page: Page;

  beforeAll(async () => {
    page = await browser.openPage({ url: bench.makeAddress() });
  });

  /** The shared page as it is once it was opened anew: its first page, and no code of another one yet. */
  const openAnew = async (): Promise<void> => {
    await page.goto(`${bench.url}/#`);
    await page.reload();
    await page.getByRole("heading", { level: 1 }).waitFor();
  };

  it("opens by an address that leaves no token behind, and stays open over a reload", async () => {
    await page.getByRole("contentinfo").getByText("Azure OpenAI").waitFor();
    expect(page.url()).toBe(`${bench.url}/`);
    await page.goBack();
    expect(page.url()).toBe("about:blank");
    await page.goForward();
    await page.reload();
    await page.getByRole("heading", { level: 1 }).waitFor();
    expect(page.url()).toBe(`${bench.url}/`);
    expect(
      await page.evaluate("[document.cookie, localStorage.length, sessionStorage.length, document.referrer]"),
    ).toEqual(["", 0, 0, ""]);
  });

  it("tells a browser without the session what to do", async () => {
    const page = await browser.openPage({ url: `${bench.url}/`, expectedProblems: [/401/] });
    await page.getByText("Press Enter in the terminal where the workbench runs").waitFor();
    expect(await page.evaluate("document.scripts.length")).toBe(0);
  });

  it("names its pages, marks the current one, and moves the focus to its heading", async () => {
    for (const name of ["Connections", "Run", "Bulk", "Endpoint", "Triggers", "Take along", "Catalogue"]) {
      const link = page.getByRole("navigation").getByRole("link", { name });
      await link.focus();
      await page.keyboard.press("Enter");
      await page.locator("h1:focus, main:focus").waitFor();
      await titled(page, name);
      expect(await link.getAttribute("aria-current")).toBe("page");
      expect(await page.locator("nav[aria-label=Pages] [aria-current=page]").count()).toBe(1);
    }
  });

  it("leads by the keyboard past the navigation", async () => {
    await openAnew();
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    expect(await page.evaluate("document.activeElement.id")).toBe("content");
  });

  it("shows the first page where the address names none", async () => {
    for (const hash of [
      "#/%zz",
      "#/nothing/%E0%A4%A",
      "#//",
      "#",
      "#/__proto__",
      `#/${"x".repeat(10_000)}`,
    ]) {
      await page.goto(`${bench.url}/#/bulk`);
      await titled(page, "Bulk");
      await page.goto(`${bench.url}/${hash}`);
      await titled(page, "Catalogue");
      expect(await page.locator("[aria-current=page]").textContent()).toBe("Catalogue");
    }
  });

  it("says when a page could not be loaded, and loads it again", async () => {
    const page = await browser.openPage({
      url: bench.makeAddress(),
      expectedProblems: [/ERR_FAILED|BulkPage/],
    });
    await page.route(/BulkPage/, (route) => route.abort());
    await page.getByRole("link", { name: "Bulk" }).click();
    await page.getByText("This page could not be loaded").waitFor();
    await page.unroute(/BulkPage/);
    await page.getByRole("button", { name: "Reload" }).click();
    await page.getByRole("heading", { name: "Bulk" }).waitFor();
  });

  it("says when a page can't be drawn, and draws the others", async () => {
    await openAnew();
    const body = 'export const BulkPage = () => { throw new Error("<b>broken</b>"); };';
    await page.route(/BulkPage/, (route) => route.fulfill({ contentType: "text/javascript", body }));
    await page.getByRole("link", { name: "Bulk" }).click();
    await page.getByText("This page could not be drawn: <b>broken</b>").waitFor();
    await page.getByRole("button", { name: "Draw it again" }).click();
    await page.getByText("This page could not be drawn").waitFor();
    await page.getByRole("link", { name: "Run" }).click();
    await page.getByRole("heading", { name: "Run" }).waitFor();
    await page.unroute(/BulkPage/);
  });

  it.each([
    [360, "dark"],
    [1600, "light"],
  ] as const)("is accessible and fits at %d pixels in %s", async (width, colorScheme) => {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme });
    await openAnew();
    await page.getByRole("contentinfo").getByText("Azure OpenAI").waitFor();
    await expectAccessible(page);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
  });
});
