import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Page } from "playwright-core";
import { startServer } from "../../local/workbench/server/startServer";
import { describeInBrowser, shareBrowser } from "../support/browser";
import { useClosing, useLocalTrust } from "../support/hooks";
import { openWorkbench } from "../workbench/support/workbench";

const folder = mkdtempSync(path.join(tmpdir(), "bundle-"));
const bundlePath = path.join(folder, "index.js");
afterAll(() => rmSync(folder, { recursive: true }));

/** Settles when a tab asks how the workbench stands, as it does when it hears of a change. */
const heard = (tabs: readonly Page[]): Promise<unknown> =>
  Promise.all(tabs.map((tab) => tab.waitForResponse((answer) => answer.url().endsWith("/api/status"))));

describeInBrowser("tabs of one browser", () => {
  const browser = shareBrowser();
  const closing = useClosing();
  useLocalTrust();

  it("share one stream, which another one takes over when its holder is hidden or closed", async () => {
    const bench = closing(await openWorkbench({ bundlePath }));
    const first = await browser.openPage({ url: bench.makeAddress(), expectedProblems: [/503/] });
    const tabs = [first];
    for (let count = 2; count <= 8; count += 1) {
      const tab = await first.context().newPage();
      await tab.goto(`${bench.url}/#/run`);
      await tab.getByRole("heading", { name: "Run" }).waitFor();
      tabs.push(tab);
    }
    const all = heard(tabs);
    // What is told before a stream stands is told to nobody.
    const everyTab = all.then(() => true);
    const drawn = "new Promise(requestAnimationFrame).then(() => false)";
    do bench.workbench.hub.tell({ type: "component" });
    while (!(await Promise.race([everyTab, first.evaluate(drawn)])));
    const others = heard(tabs.slice(1));
    await first.evaluate(
      `Object.defineProperty(document, "visibilityState", { value: "hidden" }); document.dispatchEvent(new Event("visibilitychange"))`,
    );
    await others;
    const rest = heard(tabs.slice(2));
    await tabs[1]?.close();
    await rest;
  });

  it("say when the server is away, when it was started anew, and come back by themselves", async () => {
    const bench = await openWorkbench({ bundlePath });
    const page = await browser.openPage({ url: bench.makeAddress(), expectedProblems: [/ERR_|401|503/] });
    await page.getByRole("status").getByText("There is no built component yet").waitFor();
    await bench.close();
    await page.getByRole("status").getByText("The workbench does not answer").waitFor();
    const again = closing(await startServer(bench.workbench, { port: bench.port }));
    await page.getByRole("status").getByText("The workbench was started anew").waitFor();
    const tab = await page.context().newPage();
    await tab.goto(again.makeAddress());
    await page.getByRole("status").getByText("started anew").waitFor({ state: "detached" });
  });

  it("say what is wrong with the component as text, and load it when it is mended", async () => {
    const bench = closing(await openWorkbench({ bundlePath }));
    const page = await browser.openPage({ url: bench.makeAddress(), expectedProblems: [/503/] });
    const banner = page.getByRole("status");
    const load = banner.getByRole("button", { name: "Load the component again" });
    await banner
      .getByText("There is no built component yet: run npm run build, then load it again.")
      .waitFor();
    writeFileSync(bundlePath, 'throw new Error("<img src=x onerror=alert(1)>");');
    await load.click();
    await banner.getByText("can't be loaded: Error: <img src=x onerror=alert(1)>. Mend it").waitFor();
    const parts = "actions: {}, triggers: {}, dataSources: {}, connections: []";
    writeFileSync(bundlePath, `exports.default = { display: { label: "Mended" }, ${parts} };`);
    // The first one that can be loaded may be loaded by itself before.
    const mended = page.getByRole("contentinfo").getByText("Mended");
    await Promise.race([load.click(), mended.waitFor()]);
    await mended.waitFor();
    await load.waitFor({ state: "detached" });
  });
});
