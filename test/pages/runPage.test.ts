import type { Page } from "playwright-core";
import { StepRun } from "../../local/workbench/server/runs/StepRun";
import { expectAccessible } from "../support/accessibility";
import { describeInBrowser, shareBrowser } from "../support/browser";
import { shareWorkbench } from "../workbench/support/workbench";

describeInBrowser("the page Run", () => {
  const bench = shareWorkbench();
  const browser = shareBrowser();

  let shared: Page;

  beforeAll(async () => {
    shared = await browser.openPage({ url: bench.makeAddress(), width: 1_600, height: 1_000 });
    await shared.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  });

  /** The page at an address, loaded anew, since what was entered is kept until then. */
  const openRun = async (address = "run"): Promise<Page> => {
    await shared.goto(`${bench.url}/#/${address}`);
    await shared.reload();
    await shared.getByRole("heading", { name: "Run", exact: true }).waitFor();
    return shared;
  };

  const button = (page: Page, name: string | RegExp) => page.getByRole("button", { name, exact: true });
  const box = (page: Page, label: string) => page.getByLabel(label, { exact: true });

  const find = async (page: Page, text: string): Promise<void> => {
    await box(page, "Find in the result").fill(text);
    await button(page, "Find").click();
  };

  const copied = (page: Page): Promise<string> => page.evaluate("navigator.clipboard.readText()");

  /** Waits until a run of a name is shown in a state. */
  const runIs = (page: Page, state: string, name: string) =>
    page.getByRole("heading", { name: `${state} ${name}`, exact: true }).waitFor();

  /** The path that the marked row of the tree has. */
  const markedPath = (page: Page) => page.getByRole("region", { name: "Marked value" }).locator(".node-path");

  test("a step is filled in, run, looked into, and feeds the next one", async () => {
    const page = await openRun();
    await button(page, "Fill in sample").click();
    await page.getByText("The sample is filled in.").waitFor({ state: "attached" });
    await page.keyboard.press("Control+Enter");
    await runIs(page, "Succeeded", "createChatCompletion");

    await find(page, "choices[0].message.content");
    const path = "createChatCompletion.results.choices[0].message.content";
    await page.getByText(path, { exact: true }).waitFor();
    await button(page, "Copy path").click();
    await button(page, "Copied").waitFor();
    expect(await copied(page)).toBe(path);
    await expectAccessible(page);

    await button(page, "Use in next step").click();
    await box(page, "Action or data source").fill("count tokens");
    await page.getByRole("option", { name: /^Count Tokens/ }).click();
    await page.getByRole("region", { name: "Result to use" }).getByLabel("In box").selectOption("text");
    await button(page, "Put in").click();
    await button(page, "Run").click();
    await runIs(page, "Succeeded", "countTokens");
    expect(bench.workbench.runs.list().at(-1)?.asked.form).toEqual({ text: { reference: path } });

    await page.getByRole("link", { name: /createChatCompletion/ }).click();
    await runIs(page, "Succeeded", "createChatCompletion");
    await button(page, "Run again").click();
    await runIs(page, "Succeeded", "createChatCompletion2");
  });

  test("an error leads to its box, its group open", async () => {
    const page = await openRun("run/action/createChatCompletion");
    await box(page, "User Prompt").fill("Hello");
    await button(page, /^Model Settings/).click();
    await box(page, "Seed").fill("many");
    await button(page, /^Model Settings/).click();
    await button(page, "Run").click();
    await page.locator(".run-problem", { hasText: 'Seed: "many" is not accepted' }).waitFor();
    await button(page, "Go to the box").click();
    await page.waitForFunction("document.activeElement.ariaInvalid === 'true'");
    expect(await box(page, "Seed").inputValue()).toBe("many");

    await page.reload();
    const prompt = box(page, "User Prompt");
    await button(page, "Clear User Prompt").focus();
    expect(await prompt.inputValue()).toBe("Hello");
    await page.keyboard.press("Enter");
    expect(await prompt.evaluate((element) => element === element.ownerDocument.activeElement)).toBe(true);
  });

  test("what is typed quickly into an editor of code is sent whole, by a key", async () => {
    const page = await openRun("run/action/createChatCompletion");
    const text = '[{"role": "user", "content": "What is 6 times 7?"}]';
    await page.locator(".cm-content").first().click();
    await page.keyboard.type(text);
    await page.keyboard.press("Control+Enter");
    await page.getByRole("heading", { name: /^Succeeded createChatCompletion/ }).waitFor();
    expect(bench.workbench.runs.list().at(-1)?.asked.form).toEqual({ messages: { value: text } });
    expect(await page.locator(".cm-json-name").allTextContents()).toContain('"role"');
    await page.keyboard.press("Control+a");
    await page.keyboard.press("Delete");
    expect(await page.locator(".cm-json-name").count()).toBe(0);
    await page.keyboard.press("Control+z");
    await page.locator(".cm-json-name").first().waitFor();
  });

  test("a connection that is deleted stays chosen, and nothing is sent elsewhere in its place", async () => {
    const { connections, hub } = bench.workbench;
    const { entered, secrets } = connections.get("local");
    const id = "typed-short-lived";
    connections.put({ id, label: "Short-lived", origin: "typed", description: "", entered, secrets });
    hub.tell({ type: "connections" });
    const page = await openRun("run/action/createChatCompletion");
    await box(page, "User Prompt").fill("Hello");
    const chosen = page.getByLabel(/^Connection/).first();
    await chosen.selectOption("Short-lived");
    connections.delete(id);
    hub.tell({ type: "connections" });
    await page.getByRole("option", { name: "Deleted: choose another one" }).waitFor({ state: "attached" });
    expect(await chosen.inputValue()).toBe(id);
    await button(page, "Run").click();
    await page.getByText("This connection is no longer there: choose another one.").first().waitFor();
    expect(await browser.takeProblems()).toEqual([expect.stringContaining("404")]);
  });

  test("a step that hangs is cancelled", async () => {
    const endpoint = bench.workbench.world.endpointFor();
    endpoint.enqueueFaults({ kind: "hang", match: { path: "chat/completions" } });
    const page = await openRun("run/action/createChatCompletion");
    await box(page, "User Prompt").fill("Hello");
    await button(page, "Run").click();
    await button(page, "Cancel").click();
    await page.getByRole("heading", { name: /^Cancelled createChatCompletion/ }).waitFor();
    await page.getByRole("tab", { name: "Attempts (1)" }).click();
    await page.getByRole("cell", { name: "cancelled" }).waitFor();
  });

  test("markup and scripts in a model's answer stay text, and a drawing is only drawn", async () => {
    const script = "<script>document.title='taken'</script><img src=x onerror=\"document.title='taken'\">";
    const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30" onload="document.title='taken'"><script>document.title='taken'</script><rect width="40" height="30"/></svg>`;
    const body = {
      ...{ id: "chatcmpl-1", object: "chat.completion", created: 1, model: "gpt-5.4" },
      choices: [script, drawing].map((content, index) => ({
        ...{ index, finish_reason: "stop", message: { role: "assistant", content } },
      })),
    };
    bench.workbench.world
      .endpointFor()
      .enqueueFaults({ kind: "status", status: 200, body, match: { path: "chat/completions" } });
    const page = await openRun("run/action/createChatCompletion");
    await box(page, "User Prompt").fill("Draw something");
    await button(page, "Run").click();
    await page.getByRole("tree").waitFor();
    await find(page, ".choices[0].message.content");
    await page.locator("pre", { hasText: script }).waitFor();
    await find(page, ".choices[1].message.content");
    const image = page.getByRole("img", { name: "From the result" });
    await image.waitFor();
    await page.waitForFunction("document.querySelector('img.node-image').naturalWidth === 40");
    expect(await page.title()).not.toContain("taken");
    expect(await page.locator("main script, main svg rect").count()).toBe(0);
  });

  test("100,000 records are walked by keys, a screen of them at a time", async () => {
    const asked = { kind: "action", key: "rawRequest", form: {}, connections: {} } as const;
    const run = new StepRun("many", "Raw Request", asked);
    run.succeed({ value: { records: Array.from({ length: 100_000 }, (_, id) => ({ id })) } });
    bench.workbench.runs.add(run);
    await shared.setViewportSize({ width: 360, height: 1_000 });
    await shared.emulateMedia({ colorScheme: "dark" });
    const page = await openRun(`run/action/rawRequest/${run.id}`);
    const tree = page.getByRole("tree");
    await tree.focus();
    await page.getByRole("treeitem", { name: /^records/ }).waitFor();
    for (const key of ["ArrowDown", "ArrowRight"]) await page.keyboard.press(key);
    await page.getByRole("treeitem", { name: /^0\b/ }).waitFor();
    await page.keyboard.press("End");
    await page.getByRole("treeitem", { name: /^99999/ }).waitFor();
    for (const key of ["ArrowRight", "ArrowRight"]) {
      await page.keyboard.press(key);
      await page.getByRole("treeitem", { name: "id 99999" }).waitFor();
    }
    expect(await markedPath(page).textContent()).toBe("many.results.records[99999].id");
    expect(await page.getByRole("treeitem").count()).toBeLessThan(60);
    expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(360);
    await expectAccessible(page);
  });
});
