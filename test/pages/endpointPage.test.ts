import type { Page } from "playwright-core";
import type { RunView } from "../../local/workbench/wire/run";
import { expectAccessible } from "../support/accessibility";
import { describeInBrowser, shareBrowser } from "../support/browser";
import { shareWorkbench } from "../workbench/support/workbench";

describeInBrowser("the page Endpoint", () => {
  const bench = shareWorkbench();
  const browser = shareBrowser();

  let shared: Page;

  beforeAll(async () => {
    shared = await browser.openPage({ url: bench.makeAddress(), width: 1600, height: 1000 });
  });

  const goThere = async (page: Page): Promise<Page> => {
    await page.getByRole("link", { name: "Endpoint", exact: true }).click();
    await page.getByRole("heading", { name: "Latency" }).waitFor();
    return page;
  };

  /** The shared page, loaded anew, since a filter is kept until then. */
  const open = async (): Promise<Page> => {
    await shared.reload();
    return goThere(shared);
  };

  const startChat = async (): Promise<RunView> => {
    const connections = { connection: "local" };
    const form = { userPrompt: { value: "What is 6 times 7?" } };
    const asked = { kind: "action", key: "createChatCompletion", form, connections };
    return (await (await bench.post("/api/runs", asked)).json()) as RunView;
  };

  const call = async (path: string, body?: object): Promise<void> => {
    const { url, apiKey } = bench.workbench.world.endpointFor();
    const headers = { "api-key": apiKey, "content-type": "application/json" };
    const sent = body === undefined ? {} : { method: "POST", body: JSON.stringify(body) };
    await (await fetch(`${url}${path}`, { headers, ...sent })).text();
  };

  const standing = (page: Page, sentence: string): Promise<void> =>
    page.locator(".standing", { hasText: sentence }).waitFor();

  const widthOf = (page: Page): Promise<number> =>
    page.evaluate("document.documentElement.scrollWidth") as Promise<number>;

  afterEach(async () => {
    // A page that shows a request would ask for it again once it is cleared.
    await shared.getByRole("link", { name: "Connections" }).click();
    await shared.getByRole("heading", { name: "Connections", level: 1 }).waitFor();
    await bench.post("/api/endpoint/reset");
    await bench.post("/api/endpoint/exchanges/clear");
  });

  test("a quota that is set refuses the second run, whose exchange can be looked into", async () => {
    const page = await open();
    await page.getByLabel("Limit requests").check();
    await page.getByRole("textbox", { name: "Requests" }).fill("1");
    await page.keyboard.press("Enter");
    await standing(page, "1 request a minute.");
    await startChat();
    await page.getByRole("row", { name: "gpt-5.4 200" }).waitFor();
    const second = await startChat();
    const refused = page.getByRole("row", { name: "gpt-5.4 429" }).first();
    await refused.getByRole("button").click();
    await bench.post(`/api/runs/${second.id}/cancel`);
    await page.getByText("quota", { exact: true }).first().waitFor();
    expect(await page.getByLabel("Body of the answer").inputValue()).toContain("Rate limit of requests");
    expect(await page.getByLabel("Body of the request").inputValue()).toContain("What is 6 times 7?");
    await page.getByText("headers").first().click();
    expect(await page.locator(".headers").first().textContent()).toContain("[hidden]");
    await page.getByLabel("Status of the requests").selectOption({ label: "2xx" });
    await page.getByText("1 of 2 requests.").waitFor();
    await expectAccessible(page);
    await page.setViewportSize({ width: 360, height: 800 });
    expect(await widthOf(page)).toBe(360);
    await expectAccessible(page);
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  test("faults wait in their order, are taken back, and a value that will not do is refused", async () => {
    const page = await goThere(
      await browser.openPage({
        ...{ url: bench.makeAddress(), colorScheme: "dark", width: 360 },
        expectedProblems: [/status of 400/],
      }),
    );
    await page.getByRole("button", { name: "429 three times" }).click();
    await page.getByRole("button", { name: "Hang" }).click();
    await standing(page, "2 faults waiting.");
    expect(await page.locator(".script .left").allInnerTexts()).toEqual(["3 left", "1 left"]);
    await page.getByText("Another fault").click();
    await page.getByLabel("Fault", { exact: true }).selectOption({ label: "A redirect" });
    await page.getByRole("button", { name: "Add the fault" }).click();
    await page.getByText("Location: Enter a text that fits into a header.").waitFor();
    await page.getByLabel("Location").fill("http://127.0.0.1:9/");
    await page.getByLabel("Path contains").fill("/models");
    await page.getByRole("button", { name: "Add the fault" }).click();
    await page.getByText("Status 302, Location http://127.0.0.1:9/, for /models").waitFor();
    await expectAccessible(page);
    await page.getByRole("button", { name: "Take back No answer, ever" }).click();
    await standing(page, "2 faults waiting.");
    await page.getByRole("button", { name: "Reset all" }).click();
    await standing(page, "No limits, no waits, no faults.");
  });

  test("sliders, filter and days are set by the keyboard as well", async () => {
    const page = await open();
    await page.getByLabel("Wait, slider").focus();
    await page.keyboard.press("ArrowRight");
    await standing(page, "10 ms before each answer");
    await page.getByLabel("Share", { exact: true }).fill("7");
    await page.keyboard.press("Tab");
    await standing(page, "7% of prompts refused");
    await page.getByLabel("Model or deployment").fill("whisper");
    await page.getByRole("button", { name: "Retired" }).click();
    await page.getByRole("button", { name: "Set the day" }).click();
    await standing(page, "1 retirement date");
    await page.getByText(/^retired \d{4}-\d\d-\d\d$/).waitFor();
  });

  test("many requests are few rows, arrow keys go through them, and a model's name is no markup", async () => {
    await Promise.all(Array.from({ length: 150 }, () => call("/openai/v1/files")));
    await call("/openai/v1/chat/completions", { model: "<img src=x onerror=alert(1)>", messages: [] });
    const page = await open();
    await page.getByText("151 requests.").waitFor();
    expect(await page.locator("tbody tr").count()).toBeLessThan(60);
    await page.getByRole("cell", { name: "<img src=x" }).waitFor();
    expect(await page.locator("main img").count()).toBe(0);
    await page.locator("tbody button").first().focus();
    const last = bench.workbench.exchanges.list().newest;
    const presses = ["ArrowDown", "PageDown", "PageDown", "PageDown"];
    for (const [index, key] of presses.entries()) {
      await page.keyboard.press(key);
      const number = last - 1 - index * 10;
      await page.getByRole("heading", { name: `Request ${number}` }).waitFor();
      await page.locator(`[data-number="${number}"]:focus`).waitFor();
    }
    await page.getByLabel("Search in the requests").fill("onerror");
    await page.getByText("1 of 151 requests.").waitFor();
    await page.getByRole("button", { name: "Clear" }).click();
    await page.getByText("No requests yet: run a step.").waitFor();
  });
});
