import type { Page } from "playwright-core";
import { describeInBrowser, shareBrowser } from "../support/browser";
import { keepScreenshot } from "../support/screenshots";
import { shareWorkbench } from "../workbench/support/workbench";

describeInBrowser("the pictures of README and manual", () => {
  const bench = shareWorkbench();
  const browser = shareBrowser();
  let page: Page;

  beforeAll(async () => {
    page = await browser.openPage({ url: bench.makeAddress(), width: 1280, height: 800 });
  });

  const button = (name: string | RegExp) => page.getByRole("button", { name });

  const show = async (address: string, heading: string | RegExp): Promise<void> => {
    await page.goto(`${bench.url}/#/${address}`);
    await page.getByRole("heading", { name: heading }).first().waitFor();
  };

  /** What differs each time, beside times and ids: drawings of times, and what stands for what was sent before. */
  const leaveOut = "canvas, [data-volatile], .tree-rows, [role=tree]";

  test("catalogue", async () => {
    await show("catalogue/action/extractData", "Extract Data");
    await page.getByRole("tree", { name: /result|example/i }).waitFor();
    await keepScreenshot(page, "catalogue", { leaveOut });
  });

  test("run", async () => {
    await show("run/action/createImage", "Run");
    await button("Fill in sample").click();
    await page.getByText("The sample is filled in.").waitFor({ state: "attached" });
    await button(/^Run$/).click();
    await page.getByRole("heading", { name: "Succeeded createImage" }).waitFor();
    await page.getByLabel("Find in the result").fill("images[0]");
    await button("Find").click();
    await page.locator("img").first().waitFor();
    await keepScreenshot(page, "run", { leaveOut });
  });

  test("connections", async () => {
    await show("connections", "Connections");
    await button(/^Diagnose/).click();
    await page.getByText("All checks passed.").waitFor();
    await keepScreenshot(page, "connections", { leaveOut });
  });

  test("bulk", async () => {
    await show("bulk", "Bulk");
    await button("Start 200 prompts against a quota").click();
    await page.getByRole("progressbar").waitFor();
    await page
      .locator(".bulk-figures")
      .getByText(/^1\d\d of 200/)
      .waitFor();
    await button("Cancel").click();
    await page.getByText(/items remain/).waitFor();
    await keepScreenshot(page, "bulk", {
      leaveOut: `${leaveOut}, main p, main strong, [role=progressbar], [role=img]`,
    });
  });

  test("endpoint", async () => {
    await show("endpoint", "Endpoint");
    await button("429 three times").click();
    await page
      .getByText(/3 left|three/)
      .first()
      .waitFor();
    await keepScreenshot(page, "endpoint", { leaveOut: `${leaveOut}, table` });
    await button("Reset all").click();
    await page.getByText(/No fault waits/).waitFor();
  });

  test("triggers", async () => {
    await show("triggers", "Triggers");
    await page.getByRole("link", { name: /^Webhook/ }).click();
    await page.getByText("Signing Secret").first().waitFor();
    await page
      .getByLabel(/^Connection/)
      .first()
      .selectOption("Local endpoint");
    await button(/^Deploy$/).click();
    await page.locator(".is-deployed").waitFor();
    await button("Well signed").click();
    await page.getByText("Branch Event").first().waitFor();
    await keepScreenshot(page, "triggers", { leaveOut: `${leaveOut}, button[aria-pressed]` });
  });

  test("takeAlong", async () => {
    await show("takeAlong", "Take along");
    const link = page.getByRole("link", { name: /^createImage Succeeded/ });
    await page.goto(`${bench.url}/${await link.getAttribute("href")}`);
    await page.getByRole("heading", { name: "Create Image" }).waitFor();
    await page.getByText("npm run").first().waitFor();
    await keepScreenshot(page, "takeAlong", { leaveOut: `${leaveOut}, pre` });
  });
});
