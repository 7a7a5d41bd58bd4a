import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { describeInBrowser, shareBrowser } from "../support/browser";
import { findChromium } from "../support/findChromium";
import { shareServer } from "../support/hooks";
import { launchChromium } from "../support/launchChromium";
import { htmlPage, servePages } from "./servePages";

describe("the search for Chromium", () => {
  let folder: string;
  let program: string;
  beforeAll(() => {
    folder = mkdtempSync(path.join(tmpdir(), "chromium-"));
    program = path.join(folder, "google-chrome");
    writeFileSync(program, "");
    writeFileSync(path.join(folder, "notes"), "");
    chmodSync(program, 0o755);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it("takes what CHROMIUM_PATH names before all else", () => {
    expect(findChromium({ CHROMIUM_PATH: program, PATH: "" })).toEqual({ file: program });
  });

  it("takes Debian's, or else what is on the PATH", () => {
    expect([{ file: "/usr/bin/chromium" }, { file: program }]).toContainEqual(findChromium({ PATH: folder }));
  });

  it.each([
    ["nothing", "nothing"],
    ["a folder", "."],
    ["what can't be run", "notes"],
  ])("says what to install, or to set, when CHROMIUM_PATH names %s", (_what, name) => {
    const file = path.join(folder, name);
    expect(findChromium({ CHROMIUM_PATH: file, PATH: folder })).toEqual({
      missing: `CHROMIUM_PATH names ${file}, which is not there or can't be run. Install it by \`apt-get install -y --no-install-recommends chromium fonts-dejavu-core\`, or set CHROMIUM_PATH to the file of a Chromium or Chrome.`,
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

describe("what is no Chromium", () => {
  it("is named, with what it says", async () => {
    await expect(launchChromium(process.execPath)).rejects.toThrow(
      /^\S+ did not start as a Chromium: \S+: bad option: --disable-field-trial-config\n(?:.+\n){8}.+$/,
    );
  });
});

describeInBrowser("a page of the shared browser", () => {
  const browser = shareBrowser();
  const server = shareServer();
  const open = (script: string, expectedProblems: RegExp[] = []) => {
    servePages(server, {
      "/": htmlPage("<h1>Run</h1><output></output>", '<script type="module" src="/page.js"></script>'),
      "/elsewhere": htmlPage("<h1>Elsewhere</h1>"),
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

  const troublesAt = (elsewhere: string): string[] => [
    `setTimeout(() => { throw new Error("thrown"); });`,
    `Promise.reject(new Error("refused"));`,
    `console.error("written");`,
    `console.error("meant");`,
    `await fetch("/missing");`,
    `await fetch("${elsewhere}").catch(() => undefined);`,
    `try { new Function("1")(); } catch {}`,
    `document.body.insertAdjacentHTML("beforeend", "<p style='color: red'>");`,
  ];

  it("fails its test by errors, broken policies and requests elsewhere, but those that the test means to cause", async () => {
    // The same server by another name is another origin.
    const elsewhere = `${server.url.replace("127.0.0.1", "localhost")}/elsewhere`;
    const page = await open(troublesAt(elsewhere).join("\n"), [/console: meant/]);
    await page.getByText("done").waitFor();
    await page.goto(elsewhere);
    const problems = await browser.takeProblems();
    for (const problem of [
      /^It threw: Error: thrown/,
      /^It threw: Error: refused/,
      /^It wrote to its console: written \(http/,
      /^It wrote to its console: .+404/,
      /^It wrote to its console: Content security policy: connect-src stopped http/,
      /^It wrote to its console: Content security policy: script-src stopped eval/,
      /^It wrote to its console: Content security policy: style-src-attr stopped inline/,
      new RegExp(`^It asked elsewhere: GET ${elsewhere}`),
    ]) {
      expect(problems).toContainEqual(expect.stringMatching(problem));
    }
    expect(problems.join()).not.toContain("meant");
    expect(await browser.takeProblems()).toEqual([]);
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
