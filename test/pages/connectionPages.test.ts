import type { Page } from "playwright-core";
import { expectAccessible } from "../support/accessibility";
import { describeInBrowser, shareBrowser } from "../support/browser";
import { shareWorkbench } from "../workbench/support/workbench";

describeInBrowser("the pages Connections and Triggers", () => {
  const bench = shareWorkbench({ environment: { OPENAI_BASE_URL: "http://127.0.0.1:9" } });
  const browser = shareBrowser();
  let page: Page;

  beforeAll(async () => {
    page = await browser.openPage({ url: bench.makeAddress() });
  });

  const open = async (hash: string, heading: string): Promise<void> => {
    await page.goto(`${bench.url}/${hash}`);
    await page.getByRole("heading", { name: heading, exact: true, level: 1 }).waitFor();
  };
  const button = (name: string) => page.getByRole("button", { name, exact: true });
  const text = (words: string) => page.getByText(words, { exact: false }).first();

  test("diagnose a connection as lights, each a word and a shape, and lead to its run", async () => {
    await open("#/connections", "Connections");
    await text("OPENAI_BASE_URL is set without a key").waitFor();
    await button("Diagnose").click();
    await text("All checks passed.").waitFor();
    const lights = page.locator(".lights > li");
    expect(await lights.count()).toBe(9);
    expect(await lights.first().textContent()).toMatch(/^DNS\s*Passed/);
    expect(await page.locator(".lights svg").count()).toBe(9);
    await expectAccessible(page);
    const run = bench.workbench.runs.list().at(-1);
    expect(await page.getByRole("link", { name: "Show the run" }).getAttribute("href")).toBe(
      `#/run/action/diagnoseConnection/${run?.id}`,
    );
  });

  test("type a connection, whose secret leaves the page when it is saved and is kept by a change", async () => {
    const key = "a-wrong-key-that-was-typed-0123456789";
    const { endpoint } = bench.workbench.connections.get("local").entered.fields as { endpoint: string };
    await page.getByRole("link", { name: "API Key", exact: true }).click();
    await page.getByLabel("Name in the workbench").fill("Typed by a test");
    await page.getByRole("textbox", { name: "API Key" }).fill(key);
    await page.getByRole("textbox", { name: "Endpoint", exact: true }).fill(endpoint);
    await expectAccessible(page);
    await button("Save").click();
    await page.getByRole("heading", { name: "Typed by a test" }).waitFor();
    await text("Set, not shown").waitFor();
    await button("Diagnose").click();
    await text("Credential failed").waitFor();
    expect(await page.locator(".check.is-fail").textContent()).toMatch(/Credential\s*Failed/);
    await page.getByRole("link", { name: "Edit" }).click();
    const box = page.getByRole("textbox", { name: "API Key" });
    expect(await box.inputValue()).toBe("");
    expect(await box.getAttribute("placeholder")).toBe("Set; leave it alone to keep it");
    await button("Save").click();
    await text("Set, not shown").waitFor();
    expect(await page.content()).not.toContain(key);
    const kept = bench.workbench.connections.list().at(-1);
    expect(kept?.entered.fields).toMatchObject({ apiKey: key });
    await button("Delete").click();
    await page.getByRole("heading", { name: "Local endpoint", exact: true }).waitFor();
  });

  test("mark the box that is lacking", async () => {
    await open("#/connections/new/entraToken", "Connections");
    await button("Save").click();
    await text("Access Token: enter it, it is required.").waitFor();
    expect(await page.getByRole("textbox", { name: "Access Token" }).getAttribute("aria-invalid")).toBe(
      "true",
    );
  });

  test("deploy a trigger, make something and poll it, and reset what it keeps", async () => {
    await open("#/triggers/responseFinished", "Triggers");
    expect(await button("Poll now").isDisabled()).toBe(true);
    await button("Deploy").click();
    await text("Deployed at").waitFor();
    await button("Poll now").click();
    await text("No changes").waitFor();
    await button("Make something happen").click();
    await text("Made, for the next poll to find").waitFor();
    await button("Poll now").click();
    await page.locator(".verdict", { hasText: "Starts the flow" }).waitFor();
    await page.getByRole("treeitem", { name: "responses" }).waitFor();
    await expectAccessible(page);
    await button("Reset all").click();
    await page.getByText("0 entries. What a poll saw").waitFor();
  });

  test("send a webhook well signed, twice and forged", async () => {
    await open("#/triggers/webhook", "Triggers");
    await page.getByLabel("Connection").selectOption({ label: "Local endpoint" });
    await button("Deploy").click();
    await text("Deployed at").waitFor();
    await button("Well signed").click();
    await page.locator(".verdict", { hasText: "Branch Event" }).waitFor();
    await button("Twice").click();
    await page.locator(".verdict", { hasText: "Branch Duplicate" }).waitFor();
    await button("Forged").click();
    await text("its signature does not fit").waitFor();
    await expectAccessible(page);
  });

  test.each([360, 1600])("fit into a window of %i pixels, in the dark as well", async (width) => {
    await page.setViewportSize({ width, height: 800 });
    await page.emulateMedia({ colorScheme: "dark" });
    for (const [hash, heading] of [
      ["#/connections/new/entraUser", "Connections"],
      ["#/triggers/webhook", "Triggers"],
    ] as const) {
      await open(hash, heading);
      await page.getByRole("form").or(page.locator("form.connection")).first().waitFor();
      const excess = await page.evaluate("document.documentElement.scrollWidth - window.innerWidth");
      expect(excess).toBeLessThanOrEqual(0);
      await expectAccessible(page);
    }
  });
});
