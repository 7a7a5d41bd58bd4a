import type { Page } from "playwright-core";
import { expectAccessible } from "../support/accessibility";
import { describeInBrowser, shareBrowser } from "../support/browser";
import { shareWorkbench } from "../workbench/support/workbench";

describeInBrowser("the page Bulk", () => {
  const bench = shareWorkbench();
  const browser = shareBrowser();
  let page: Page;

  beforeAll(async () => {
    page = await browser.openPage({ url: bench.makeAddress(), width: 1600, height: 1000 });
  });

  const setLatency = (latencyMs: number) => bench.workbench.world.controls.change({ latencyMs });
  const lift = () => bench.workbench.world.controls.change({ quota: {}, latencyMs: 0 });
  const figure = (name: string) =>
    page.locator(".bulk-figures > div", { has: page.getByText(name, { exact: true }) }).locator("dd");
  const canvas = () => page.getByRole("img", { name: /^Timeline of attempts/ });
  const drawn = () => page.evaluate("new Promise((resolve) => requestAnimationFrame(resolve))");
  /** What is drawn, as a text that differs where a pixel does. */
  const picture = () =>
    canvas().evaluate((element) => (element as unknown as { toDataURL(): string }).toDataURL());

  /** Waits for another picture than that of before, or for the same one again. */
  const differsFrom = async (before: string): Promise<void> => {
    while ((await picture()) === before) await drawn();
  };
  const isAgain = async (before: string): Promise<void> => {
    while ((await picture()) !== before) await drawn();
  };

  test("shows a run against a quota from its start on, and draws it", async () => {
    await page.getByRole("link", { name: "Bulk" }).click();
    await page.getByText("Nothing ran yet").waitFor();
    await page.getByRole("button", { name: "Start 200 prompts against a quota" }).click();
    await page.getByRole("progressbar").waitFor();
    setLatency(20);
    await page.getByText("Requests left of the minute").waitFor();
    await figure("Done prompts")
      .getByText(/^[1-9]\d* of 200/)
      .waitFor();
    expect(await figure("State").textContent()).toBe("Running");
    const [first] = bench.workbench.runs.list();
    expect(first?.state).toBe("running");
    const before = await picture();
    await differsFrom(before);
  });

  test("cancels it, and runs what remains, with links between both", async () => {
    await page.getByRole("button", { name: "Cancel" }).click();
    await page.getByText(/items remain/).waitFor();
    expect(await figure("Under way").textContent()).toBe("0");
    await expectAccessible(page);
    lift();
    await page.getByRole("button", { name: "Run what remains" }).click();
    await page.getByText("Does what remained of").waitFor();
    await figure("State")
      .getByText(/Ended|Running/)
      .waitFor();
    const [, second] = bench.workbench.runs.list();
    expect(second?.name).toBe("createCompletions2");
    await page.getByRole("button", { name: "Cancel" }).click();
    await figure("State").getByText("Ended").waitFor();
    await page.getByRole("link", { name: "createCompletions", exact: true }).click();
    await page.getByText("What remained is done by").waitFor();
  });

  test("moves and zooms by keyboard and by drag, and shows the whole again", async () => {
    const whole = await picture();
    await canvas().focus();
    for (const key of ["+", "ArrowLeft", "ArrowRight", "-"]) {
      const before = await picture();
      await page.keyboard.press(key);
      await differsFrom(before);
    }
    await page.keyboard.press("Home");
    await isAgain(whole);
    const box = await canvas().boundingBox();
    const { x, y } = box ?? { x: 0, y: 0 };
    await page.mouse.move(x + 200, y + 80);
    await page.mouse.down();
    await page.mouse.move(x + 500, y + 90);
    await page.mouse.up();
    await differsFrom(whole);
    await page.getByRole("button", { name: "Whole run" }).click();
    await isAgain(whole);
  });

  test("shows failures by kind and place, and a model's words as text", async () => {
    const prompts = ["Say one", "forbidden-content"];
    const form = { messages: { value: JSON.stringify(prompts) } };
    await bench.post("/api/runs", {
      kind: "action",
      key: "createCompletions",
      form,
      connections: { connection: "local" },
    });
    await page.getByRole("link", { name: /createCompletions3/ }).click();
    const row = page.getByRole("table", { name: "Items that failed, by kind" }).getByRole("row").nth(1);
    await row.waitFor();
    expect((await row.getByRole("cell").allInnerTexts()).slice(0, 2)).toEqual(["1", "1"]);
  });

  test("lists batches and jobs with their states", async () => {
    const form = { messages: { value: '["Say one", "Say two"]' } };
    const connections = { connection: "local-unending" };
    await bench.post("/api/runs", { kind: "action", key: "createBatch", form, connections });
    await page.getByRole("link", { name: "Batches and jobs" }).click();
    await page.getByLabel("Connection").selectOption("local-unending");
    await page
      .getByRole("cell", { name: /^validating|^in_progress/ })
      .first()
      .waitFor();
    await expectAccessible(page);
  });

  test.each([
    [360, "dark"],
    [1600, "dark"],
  ] as const)("fits into %d pixels, %s", async (width, colorScheme) => {
    await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
    await page.setViewportSize({ width, height: 900 });
    await page.getByRole("link", { name: "Runs", exact: true }).click();
    await page.getByText("The timeline as a table").waitFor();
    const root = "document.documentElement";
    expect(await page.evaluate(`${root}.scrollWidth - ${root}.clientWidth`)).toBe(0);
    await expectAccessible(page);
  });
});
