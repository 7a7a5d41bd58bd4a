import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describeInBrowser, shareBrowser } from "../support/browser";
import { findChromium } from "../support/findChromium";
import { shareServer, useServer } from "../support/hooks";
import { htmlPage, servePages } from "./servePages";

describe("the search for Chromium", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "chromium-"));
  const program = path.join(folder, "google-chrome");
  beforeAll(() => {
    writeFileSync(program, "");
    chmodSync(program, 0o755);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it("takes what CHROMIUM_PATH names before all else", () => {
    expect(findChromium({ CHROMIUM_PATH: program, PATH: "" })).toEqual({ file: program });
  });

  it("takes Debian's, or else what is on the PATH", () => {
    expect([{ file: "/usr/bin/chromium" }, { file: program }]).toContainEqual(findChromium({ PATH: folder }));
  });

  it("says what to install, or to set, when CHROMIUM_PATH names nothing that runs", () => {
    const nothing = path.join(folder, "nothing");
    expect(findChromium({ CHROMIUM_PATH: nothing })).toEqual({
      missing: `CHROMIUM_PATH names ${nothing}, which is not there or can't be run. Install it by \`apt-get install -y --no-install-recommends chromium fonts-dejavu-core\`, or set CHROMIUM_PATH to the file of a Chromium or Chrome.`,
      isRequired: false,
    });
  });

  it.each([
    [{ REQUIRE_BROWSER: "1" }, true],
    [{ CI: "true" }, true],
    [{ CI: "false", REQUIRE_BROWSER: "0" }, false],
    [{ CI: "" }, false],
  ])("makes it a must where %j", (environment, isRequired) => {
    expect(findChromium({ ...environment, CHROMIUM_PATH: "/nowhere" })).toMatchObject({ isRequired });
  });
});

describeInBrowser("a page of the shared browser", () => {
  const browser = shareBrowser();
  const server = shareServer();
  const other = useServer([{ body: "elsewhere" }]);
  const open = (script: string, expectedProblems: RegExp[] = []) => {
    servePages(server, {
      "/": htmlPage("<h1>Run</h1><output></output>", '<script type="module" src="/page.js"></script>'),
      "/page.js": `${script}\ndocument.querySelector("output").textContent = "done";`,
    });
    return browser.openPage({ url: `${server.url}/`, width: 360, colorScheme: "dark", expectedProblems });
  };

  it("is as wide and as dark as asked for, speaks English, and has no problem", async () => {
    const page = await open("");
    await page.getByText("done").waitFor();
    expect(
      await page.evaluate(
        `[innerWidth, matchMedia("(prefers-color-scheme: dark)").matches, matchMedia("(prefers-reduced-motion: reduce)").matches, navigator.language, new Date(0).getTimezoneOffset()]`,
      ),
    ).toEqual([360, true, true, "en-US", 0]);
    expect(await browser.takeProblems()).toEqual([]);
  });

  it.each([
    ["an error", `setTimeout(() => { throw new Error("lost"); });`, /^It threw: Error: lost/],
    ["a refused promise", `Promise.reject(new Error("lost"));`, /^It threw: Error: lost/],
    ["an error on its console", `console.error("lost");`, /^It wrote to its console: lost \(http/],
    ["an address without an answer", `await fetch("/lost");`, /^It wrote to its console: .+404/],
    [
      "a policy that is broken without a word",
      `try { new Function("1")(); } catch {}`,
      /^It wrote to its console: Content security policy: script-src stopped eval/,
    ],
    [
      "a style in its text",
      `document.body.innerHTML += "<p style='color: red'>";`,
      /^It wrote to its console: Content security policy: style-src-attr stopped inline/,
    ],
  ])("fails its test by %s", async (_name, script, problem) => {
    const page = await open(script);
    await page.getByText("done").waitFor();
    expect(await browser.takeProblems()).toContainEqual(expect.stringMatching(problem));
  });

  it("fails its test by a request to another origin, also to another port", async () => {
    const page = await open(`await fetch("${other.url}/").catch(() => undefined);`);
    await page.goto(`${other.url}/next`);
    const problems = await browser.takeProblems();
    expect(problems).toContain(`It asked elsewhere: GET ${other.url}/next`);
  });

  it("has the problems that a test means to cause, and no others", async () => {
    const page = await open(`console.error("expected"); console.error("lost");`, [/console: expected/]);
    await page.getByText("done").waitFor();
    expect(await browser.takeProblems()).toEqual([expect.stringContaining("lost")]);
  });

  it("reaches no other machine, by name or by number", async () => {
    const page = await open("", [/asked elsewhere/]);
    for (const host of ["login.microsoftonline.com", "203.0.113.7", "127.0.0.1.example.com"]) {
      await expect(page.goto(`http://${host}/`)).rejects.toThrow("ERR_NAME_NOT_RESOLVED");
    }
  });

  it("has a session of its own, which tabs share", async () => {
    const [first, second] = [await open(`document.cookie = "a=1";`), await open("")];
    await first.getByText("done").waitFor();
    const tab = await first.context().newPage();
    await tab.goto(`${server.url}/`);
    expect([await tab.evaluate("document.cookie"), await second.evaluate("document.cookie")]).toEqual([
      "a=1",
      "",
    ]);
  });
});
