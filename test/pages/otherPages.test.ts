import { changeHeader } from "../../local/workbench/wire/failure";
import { describeInBrowser, shareBrowser } from "../support/browser";
import { shareServer } from "../support/hooks";
import { shareWorkbench } from "../workbench/support/workbench";
import { htmlPage, servePages } from "./servePages";

/** What a page of another program tries. Each gives what it got. */
const attempts = (url: string): string => `
  const tries = {
    read: () => fetch("${url}/api/status", { credentials: "include" }).then((answer) => answer.text()),
    blind: () => fetch("${url}/api/runs", { mode: "no-cors", credentials: "include" }).then((answer) => answer.text()),
    change: () => fetch("${url}/api/component/load", { method: "POST", credentials: "include", body: "{}",
      headers: { "content-type": "application/json", "${changeHeader}": "1" } }).then((answer) => answer.text()),
    simple: () => fetch("${url}/api/component/load", { method: "POST", mode: "no-cors", credentials: "include",
      headers: { "content-type": "text/plain" }, body: "{}" }).then((answer) => answer.text()),
    listen: () => new Promise((resolve, reject) => {
      const stream = new EventSource("${url}/api/events", { withCredentials: true });
      stream.onopen = () => resolve("opened");
      stream.onerror = () => { stream.close(); reject(new Error("no")); };
    }),
    picture: () => new Promise((resolve, reject) => {
      const image = new Image();
      image.onload = () => resolve("loaded");
      image.onerror = reject;
      image.src = "${url}/api/status";
    }),
    frame: () => new Promise((resolve, reject) => {
      const frame = document.createElement("iframe");
      frame.onload = () => {
        try { reject(new Error(frame.contentDocument.body.textContent)); } catch { reject(new Error("foreign")); }
      };
      frame.src = "${url}/";
      document.body.append(frame);
    }),
    window: async () => {
      const opened = window.open("${url}/");
      while (opened !== null && !opened.closed) await new Promise((resolve) => setTimeout(resolve));
    },
  };
  Promise.all(Object.entries(tries).map(([name, run]) => run().then((got) => got && name + ": " + got, () => "")))
    .then((got) => got.filter(Boolean))`;

describeInBrowser("pages of others", () => {
  const browser = shareBrowser();
  const bench = shareWorkbench();
  const other = shareServer();

  it("get nothing and change nothing, though the browser sends them the session's cookie", async () => {
    const page = await browser.openPage({ url: bench.makeAddress(), expectedProblems: [/./] });
    servePages(other, { "/": htmlPage("<h1>Other</h1>") });
    const stranger = await page.context().newPage();
    await stranger.goto(`${other.url}/`);
    const before = bench.workbench.component.status();
    expect(await stranger.evaluate(attempts(bench.url))).toEqual([]);
    expect(bench.workbench.component.status()).toEqual(before);
    expect(bench.workbench.runs.list()).toEqual([]);
  });

  it("may link to an address of the workbench, which opens", async () => {
    const address = bench.makeAddress();
    const elsewhere = other.url.replace("127.0.0.1", "localhost");
    servePages(other, { "/": htmlPage(`<a href="${address}">Workbench</a>`) });
    const page = await browser.openPage({ url: `${elsewhere}/`, expectedProblems: [/asked elsewhere/] });
    await page.getByText("Workbench").click();
    await page.getByRole("contentinfo").getByText("Azure OpenAI").waitFor();
    expect(page.url()).toBe(`${bench.url}/`);
  });
});
