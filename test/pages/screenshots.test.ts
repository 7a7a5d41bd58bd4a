import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Page } from "playwright-core";
import { describeInBrowser, shareBrowser } from "../support/browser";
import { shareServer } from "../support/hooks";
import { keepScreenshot } from "../support/screenshots";
import { htmlPage, servePages } from "./servePages";

const main = `<h1>Run: a step</h1>
  <p>Ran at <time data-volatile="12:00">9:41:07</time>, port <b data-volatile>4<i>17</i>03</b></p>
  <label for="model">Model</label><input id="model" value="gpt-5.4">
  <label for="id">ID</label><input id="id" data-volatile="chatcmpl-1" value="chatcmpl-9">
  <svg data-volatile role="img" aria-label="93 ms" width="40" height="40"><rect width="40" height="40"/></svg>
  <table><tr><th>Item</th><th>Tokens</th></tr><tr><td>One</td><td>17</td></tr></table>
  <div class="panel">Result</div>`;

const css = "body { margin: 0 } .panel { background: #234; height: 500px }";

describeInBrowser("a kept screenshot", () => {
  const browser = shareBrowser();
  const server = shareServer();
  let folder: string;
  let page: Page;

  beforeAll(async () => {
    folder = mkdtempSync(path.join(tmpdir(), "screenshots-"));
    const linked = '<link rel="stylesheet" href="/page.css">';
    servePages(server, { "/": htmlPage(main, linked), "/page.css": css });
    page = await browser.openPage({ url: `${server.url}/`, width: 800, height: 700 });
    await keepScreenshot(page, "run", { folder, isUpdate: true });
  });
  afterAll(() => rmSync(folder, { recursive: true }));
  beforeEach(() => page.reload());

  const keep = (): Promise<void> => keepScreenshot(page, "run", { folder, isUpdate: false });

  it("is a small picture, and a text of headings and labels in order, without what changes by itself", () => {
    expect(readdirSync(folder)).toEqual(["run.png", "run.txt"]);
    expect(statSync(path.join(folder, "run.png")).size).toBeLessThan(10_000);
    expect(readFileSync(path.join(folder, "run.txt"), "utf8").split("\n")).toEqual([
      "main",
      'heading "Run: a step" [level=1]',
      'textbox "Model"',
      'textbox "ID"',
      'img "…"',
      "table",
      'columnheader "Item"',
      'columnheader "Tokens"',
      "",
    ]);
  });

  it("is the same to the byte when only what is masked differs", async () => {
    await page.evaluate(`{
      document.querySelector("time").textContent = "23:59:59 on another day, which takes more room";
      document.querySelector("b").innerHTML = "6<i>0</i><i>3</i>21";
      document.querySelector("#id").value = "chatcmpl-f00";
      document.querySelector("svg").setAttribute("aria-label", "1,204 ms");
      document.querySelector("rect").remove();
    }`);
    await keepScreenshot(page, "again", { folder, isUpdate: true });
    const [run, again] = ["run", "again"].map((name) =>
      [".png", ".txt"].map((ending) => readFileSync(path.join(folder, name + ending)).toString("base64")),
    );
    expect(again).toEqual(run);
  });

  it("holds for the same page, and for one in another font", async () => {
    await keep();
    await page.evaluate(`document.body.style.fontFamily = "DejaVu Sans Mono, monospace"`);
    await keep();
  });

  it("leaves the page as it was", async () => {
    const shown = (): Promise<unknown> =>
      page.evaluate(
        `[document.body.innerHTML.replaceAll(' style=""', ""), document.querySelector("#id").value].join()`,
      );
    const before = await shown();
    await keep();
    await keepScreenshot(page, "narrow", { folder, isUpdate: true, width: 360 });
    expect(await shown()).toBe(before);
    expect(page.viewportSize()).toEqual({ width: 800, height: 700 });
  });

  it.each([
    [
      "a label has another text",
      `document.querySelector("label").textContent = "Deployment"`,
      /`textbox "Deployment"` where it had `textbox "Model"`/,
    ],
    [
      "the order is another",
      `document.querySelector("main").append(document.querySelector("h1"))`,
      /has `textbox "Model"` where it had `heading "Run: a step" \[level=1\]`/,
    ],
    ["a heading is gone", `document.querySelector("table").remove()`, /has nothing where it had `table`/],
    [
      "it looks different",
      `document.querySelector(".panel").className = ""`,
      /the page looks different in \d+ % of it/,
    ],
    ["its size is another", `0`, /it has 800x700 pixels, and the page now 801x700/],
  ])("is stale when %s, and says how to renew it", async (name, change, message) => {
    await page.evaluate(change);
    const width = name.includes("size") ? 801 : 800;
    const kept = await keepScreenshot(page, "run", { folder, isUpdate: false, width }).catch(String);
    expect(kept).toMatch(message);
    expect(kept).toMatch(
      /^Error: run\.png is stale: .+\. Renew it: UPDATE_SCREENSHOTS=1 npm run test:workbench -- pictures$/,
    );
  });

  it("is missed when there is none", async () => {
    await expect(keepScreenshot(page, "bulk", { folder, isUpdate: false })).rejects.toThrow(
      "it is not kept yet",
    );
  });
});
