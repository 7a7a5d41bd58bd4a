import type { Page } from "playwright-core";
import { expectAccessible } from "../support/accessibility";
import { describeInBrowser, type PageOptions, shareBrowser } from "../support/browser";
import { runUntilEnd } from "../workbench/run/runUntilEnd";
import { shareWorkbench } from "../workbench/support/workbench";

describeInBrowser("the page Take along", () => {
  const bench = shareWorkbench();
  const browser = shareBrowser();

  beforeAll(async () => {
    const form = { userPrompt: { value: "It's <b>$5</b>" } };
    const asked = { kind: "action", key: "createChatCompletion", form } as const;
    await runUntilEnd(bench, { ...asked, connections: { connection: "local" } });
    const text = { reference: "createChatCompletion.results.choices[0].message.content" };
    await runUntilEnd(bench, { kind: "action", key: "countTokens", form: { text }, connections: {} });
  });

  const openPage = async (place = "", options: Partial<PageOptions> = {}): Promise<Page> => {
    const page = await browser.openPage({ url: bench.makeAddress(), ...options });
    await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
    await page.goto(`${bench.url}/#/takeAlong${place}`);
    await page.getByRole("heading", { name: "Take along", exact: true }).waitFor();
    return page;
  };

  const widthOf = (page: Page) => page.evaluate("document.documentElement.scrollWidth");

  test("a run is chosen, shown in each form, copied and downloaded", async () => {
    const page = await openPage();
    await page.getByRole("heading", { name: /^Count Tokens/ }).waitFor();
    await page.getByRole("link", { name: /createChatCompletion/ }).click();
    await page.getByRole("heading", { name: /^Create Chat Completion/ }).waitFor();
    const seen: string[] = [];
    for (const tab of await page.getByRole("tab").all()) {
      await tab.click();
      const text = String(await page.locator(".take-file pre").first().textContent());
      expect(text).toContain("<b>$5</b>");
      await page.getByRole("button", { name: "Copy", exact: true }).first().click();
      await page.getByRole("button", { name: "Copied", exact: true }).waitFor();
      expect(await page.evaluate("navigator.clipboard.readText()")).toBe(text);
      seen.push(text);
    }
    expect(new Set(seen).size).toBe(5);
    await page.locator("[aria-live]", { hasText: "Copied" }).waitFor({ state: "attached" });

    await page.getByRole("tab", { name: "curl" }).click();
    await page.getByText("Set AZURE_OPENAI_API_KEY before.").waitFor();
    const downloading = page.waitForEvent("download");
    await page.getByRole("button", { name: "Download" }).click();
    const download = await downloading;
    expect(download.suggestedFilename()).toBe("createChatCompletion.curl.sh");
    await expectAccessible(page);

    // The tab that was chosen stays for another run.
    await page.getByRole("link", { name: /countTokens/ }).click();
    await page.getByText("The step sent no request.").waitFor();
    await page.getByRole("link", { name: "Show the run" }).click();
    await page.getByRole("link", { name: "Take this run along" }).click();
    await page.getByText("cli -- countTokens").waitFor();
  });

  test("a form that was not run is taken along as it is now, on a narrow and dark page", async () => {
    const page = await openPage("", { width: 360, colorScheme: "dark" });
    await page.goto(`${bench.url}/#/run/action/createEmbeddings`);
    await page.getByRole("button", { name: "Fill in sample" }).click();
    await page.getByText("The sample is filled in.").waitFor({ state: "attached" });
    await page.goto(`${bench.url}/#/takeAlong`);
    await page.getByRole("link", { name: "createEmbeddings" }).click();
    await page.getByText("cli -- createEmbeddings").waitFor();
    for (const tab of await page.getByRole("tab").all()) {
      await tab.click();
      expect(await widthOf(page)).toBe(360);
    }
    await expectAccessible(page);
  });

  test("a run that is gone is told of", async () => {
    const page = await openPage("/none", { expectedProblems: [/404/] });
    await page.getByText("This run is no longer in the history.").waitFor();
  });
});
