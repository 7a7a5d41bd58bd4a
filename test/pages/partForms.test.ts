import type { Locator, Page } from "playwright-core";
import { readCatalogue, readPart } from "../../local/workbench/server/catalogue/readCatalogue";
import type { FormInput } from "../../local/workbench/wire/formInput";
import { accessibilityProblems } from "../support/accessibility";
import { describeInBrowser, shareBrowser } from "../support/browser";
import { runUntilEnd } from "../workbench/run/runUntilEnd";
import { shareWorkbench } from "../workbench/support/workbench";
import { labelsOfForms, openGroups, sentForm, showPart } from "./formInPage";

const labelsIn = (inputs: readonly FormInput[]): string[] =>
  inputs
    .filter(({ shown }) => shown !== false)
    .flatMap(({ label, inputs: members = [] }) => [label, ...labelsIn(members)]);

describeInBrowser("forms in the page", () => {
  const bench = shareWorkbench();
  const browser = shareBrowser();
  let page: Page;

  beforeAll(async () => {
    page = await browser.openPage({ url: bench.makeAddress(), expectedProblems: [/status of 422/] });
  });

  /** A form that nobody has filled yet: what was entered is kept until the page is loaded anew. */
  const showFresh = async (kind: string, key: string): Promise<void> => {
    await page.reload();
    await showPart(page, kind, key);
  };

  const box = (label: string) => page.getByLabel(label, { exact: true });
  const button = (name: string) => page.getByRole("button", { name, exact: true });

  test("each input of each part has a label that is tied to a control, in the order of the form", async () => {
    const { component } = bench.workbench.component.get();
    const { entries } = readCatalogue(component);
    const wanted = entries.map(({ kind, key }) => [key, ...labelsIn(readPart(component, kind, key).inputs)]);
    expect(await labelsOfForms(page, entries)).toEqual(wanted);
  });

  test("every kind of input is sent as it was entered, and a box that is left alone is not sent", async () => {
    await showFresh("action", "createChatCompletion");
    await box("System Prompt").fill("Be brief.");
    await page.getByLabel("User Prompt: filled by").selectOption("template");
    await box("User Prompt").fill("Say {{$first.results.text}}");
    await page.getByLabel("Temperature: filled by").selectOption("reference");
    await box("Temperature").fill("first.results.number");
    await page.getByRole("textbox", { name: "Messages (JSON)" }).fill("[]");
    await button("Add to Fallback Models / Deployments").click();
    await box("Fallback Models / Deployments 1").fill("one");
    await openGroups(page);
    await box("Image Detail").selectOption("high");
    await box("Adapt Parameters").uncheck();
    await button("Add to Tags").click();
    await box("Tags 1: Name").fill("plan");
    await box("Tags 1: value").fill("gold");
    const choose = async (name: string, text: string): Promise<void> => {
      const chooser = page.waitForEvent("filechooser");
      await button("Choose a file for Files").click();
      await (await chooser).setFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text) });
    };
    await page.route("**/api/files?*", () => undefined, { times: 1 });
    await choose("never.csv", "c,d");
    await button("Cancel: Handing over never.csv …").click();
    await choose("a.csv", "a,b");
    await button("Remove a.csv").waitFor();
    const file = { $file: expect.any(String), name: "a.csv", contentType: "text/csv", size: 3 };
    expect(await sentForm(page)).toEqual({
      systemPrompt: { value: "Be brief." },
      userPrompt: { template: "Say {{$first.results.text}}" },
      temperature: { reference: "first.results.number" },
      messages: { value: "[]" },
      fallbackModels: { value: [{ value: "one" }] },
      attachments: { value: { imageDetail: { value: "high" }, files: { value: file } } },
      modelSettings: { value: { adaptParameters: { value: "false" } } },
      budget: { value: { tags: { value: [{ key: "plan", value: { value: "gold" } }] } } },
    });
    expect(await accessibilityProblems(page)).toEqual([]);
  });

  test("a box is absent, empty or filled, and can be left alone again", async () => {
    await showFresh("action", "createChatCompletion");
    await box("System Prompt").fill("text");
    await box("System Prompt").fill("");
    expect(await sentForm(page)).toEqual({ systemPrompt: { value: "" } });
    await button("Clear System Prompt").click();
    expect(await sentForm(page)).toEqual({});
  });

  test("rows of a list are moved and removed by keys", async () => {
    await showFresh("action", "createChatCompletion");
    for (const name of ["first", "second"]) {
      await button("Add to Fallback Models / Deployments").press("Enter");
      await page.locator(`:focus`).fill(name);
    }
    await page.keyboard.press("Alt+ArrowUp");
    const list = () => page.getByRole("group", { name: "Fallback Models / Deployments", exact: true });
    expect(
      await list()
        .getByRole("textbox")
        .evaluateAll((all) => all.map((one) => (one as unknown as { value: string }).value)),
    ).toEqual(["second", "first"]);
    await button("Remove Fallback Models / Deployments 1").press("Enter");
    expect(await sentForm(page)).toEqual({ fallbackModels: { value: [{ value: "first" }] } });
  });

  test("live choices are walked and taken by keys, and anything else can be typed", async () => {
    await showFresh("action", "createChatCompletion");
    // Choices are asked for by the connection, which is chosen once the connections are loaded.
    const connection = page.getByRole("combobox", { name: "Connection", exact: true });
    await connection.locator("option:checked[value=local]").waitFor({ state: "attached" });
    const model = page.getByRole("combobox", { name: "Model / Deployment Name", exact: true });
    await model.press("ArrowDown");
    await page.getByRole("listbox").getByRole("option").first().waitFor();
    expect(await accessibilityProblems(page)).toEqual([]);
    await model.press("ArrowDown");
    await model.press("Enter");
    const [taken] = Object.values(await sentForm(page));
    expect(taken).toEqual({ value: expect.stringMatching(/^gpt/) });
    await model.fill("my-own");
    expect(await sentForm(page)).toEqual({ model: { value: "my-own" } });
  });

  test("a data source that fails says why below its box", async () => {
    const { connections } = bench.workbench;
    const { entered } = connections.get("local");
    const fields = { ...entered.fields, apiKey: "wrong" };
    connections.put({
      ...connections.get("local"),
      id: "wrong",
      label: "Wrong",
      entered: { ...entered, fields },
    });
    await showFresh("action", "getFineTuningJob");
    await page.getByRole("combobox", { name: "Connection", exact: true }).selectOption("wrong");
    await page.getByRole("combobox", { name: /^[^:]*Job[^:]*$/ }).press("ArrowDown");
    await page.locator(".combobox .field-problem", { hasText: "401" }).waitFor();
  });

  /** Waits until an element has the focus. */
  const expectFocus = (element: Locator): Promise<void> => element.and(page.locator(":focus")).waitFor();

  /** Runs Create Chat Completion until its end, and gives its id. */
  const runChat = async (form: object): Promise<string> => {
    const body = { kind: "action", key: "createChatCompletion", form, connections: { connection: "local" } };
    return (await runUntilEnd(bench, body)).id;
  };

  test("a reference is completed one level at a time", async () => {
    await runChat({ userPrompt: { value: "What is 6 times 7?" } });
    await showFresh("action", "createChatCompletion");
    await page.getByLabel("System Prompt: filled by", { exact: true }).selectOption("reference");
    const referring = page.getByRole("combobox", { name: "System Prompt", exact: true });
    await referring.press("ArrowDown");
    await page.getByRole("option", { name: "createChatCompletion.results" }).waitFor();
    await referring.fill("createChatCompletion.results.choices[0].message.con");
    await page.getByRole("option", { name: "content (text)" }).waitFor();
    await referring.press("ArrowDown");
    await referring.press("Enter");
    const reference = "createChatCompletion.results.choices[0].message.content";
    expect(await sentForm(page)).toEqual({ systemPrompt: { reference } });
  });

  test("the box that an error names is marked, and its group opens when it is gone to", async () => {
    const settings = { value: { maxOutputTokens: { value: "many" } } };
    const id = await runChat({ userPrompt: { value: "Hello" }, modelSettings: settings });
    await page.evaluate(`location.hash = "#/run/action/createChatCompletion/${id}"`);
    await page.getByRole("button", { name: "Model Settings", expanded: true }).click();
    await button("Go to the box").click();
    const named = page.getByRole("textbox", { name: "Max Output Tokens", exact: true });
    await expectFocus(named);
    const ids = String(await named.getAttribute("aria-describedby")).split(" ");
    expect(await named.getAttribute("aria-invalid")).toBe("true");
    expect(await page.locator(`[id="${ids[0]}"]`).textContent()).toContain('"many" is not accepted');
  });

  test("secrets are hidden, in dark as in light, and pages of each kind are accessible", async () => {
    await page.emulateMedia({ colorScheme: "dark" });
    await showFresh("connection", "apiKey");
    await page.getByRole("textbox", { name: "API Key", exact: true }).fill("a secret");
    expect(await sentForm(page)).toEqual({ apiKey: "(hidden)" });
    expect(await accessibilityProblems(page)).toEqual([]);
    await page.emulateMedia({ colorScheme: "light" });
    await showFresh("trigger", "webhook");
    expect(await accessibilityProblems(page)).toEqual([]);
  });

  test("the tree is searched and walked by keys", async () => {
    await showFresh("action", "createImage");
    await box("Search").fill("list checkpoints");
    await box("Search").press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.locator(".part-names code:text-is('listFineTuningCheckpoints')").waitFor();
    await box("Search").fill("");
    await page.getByRole("treeitem", { name: "List Fine-Tuning Checkpoints" }).press("ArrowLeft");
    await page.keyboard.press("ArrowLeft");
    expect(await page.locator(":focus").getAttribute("aria-expanded")).toBe("false");
  });
});
