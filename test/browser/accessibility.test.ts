import { accessibilityProblems, expectAccessible } from "../support/accessibility";
import { describeInBrowser, shareBrowser } from "../support/browser";
import { shareServer } from "../support/hooks";
import { htmlPage, servePages } from "./servePages";

describeInBrowser("the check of accessibility", () => {
  const browser = shareBrowser();
  const server = shareServer();
  const style = '<link rel="stylesheet" href="/page.css">';
  const dot = '<svg xmlns="http://www.w3.org/2000/svg" width="30" height="30"></svg>';
  const open = (main: string, css = "") => {
    servePages(server, { "/": htmlPage(main, style), "/page.css": css, "/dot.svg": dot });
    return browser.openPage({ url: `${server.url}/` });
  };

  it("finds nothing on a page that is in order, under a strict policy", async () => {
    const page = await open(
      '<h1>Run</h1><label for="prompt">Prompt</label><input id="prompt"><button type="button">Run</button>',
    );
    expect(await accessibilityProblems(page)).toEqual([]);
    await expectAccessible(page);
  });

  it("finds a box without a label, faint text, a small target, a skipped heading and an image without text", async () => {
    const page = await open(
      '<h1>Run</h1><h3>Result</h3><input><p class="faint">42</p><img src="/dot.svg"><button class="small">a</button><button class="small">b</button>',
      ".faint { color: #aaa; background: #fff } .small { width: 10px; height: 10px; padding: 0; border: 0 }",
    );
    const problems = await accessibilityProblems(page);
    expect(problems.map((line) => line.split(":")[0]).sort()).toEqual([
      "color-contrast (serious)",
      "heading-order (moderate)",
      "image-alt (critical)",
      "label (critical)",
      "target-size (serious)",
      "target-size (serious)",
    ]);
    expect(problems.join("\n")).toContain("label (critical): input: Fix any of the following:");
    await expect(expectAccessible(page)).rejects.toThrow(/is not accessible\.\n.*color-contrast/s);
  });

  it("leaves out the rules that it is told to, and counts the places that it does not list", async () => {
    const page = await open(`<h1>Run</h1>${"<input>".repeat(7)}`);
    const problems = await accessibilityProblems(page, { without: ["target-size"] });
    expect(problems).toHaveLength(6);
    expect(problems.at(-1)).toBe("label (critical): and 2 more places");
    expect(await accessibilityProblems(page, { without: ["label"] })).toEqual([]);
  });
});
