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

  it("finds boxes without a label, faint text, small targets, a skipped heading and an image without text", async () => {
    const page = await open(
      `<h1>Run</h1><h3>Result</h3>${"<p><input></p>".repeat(7)}<p class="faint">42</p><img src="/dot.svg"><button class="small">a</button><button class="small">b</button>`,
      ".faint { color: #aaa; background: #fff } .small { width: 10px; height: 10px; padding: 0; border: 0 }",
    );
    const problems = await accessibilityProblems(page);
    expect([...new Set(problems.map((line) => line.split(":")[0]))].sort()).toEqual([
      "color-contrast (serious)",
      "heading-order (moderate)",
      "image-alt (critical)",
      "label (critical)",
      "target-size (serious)",
    ]);
    const labels = problems.filter((line) => line.startsWith("label "));
    expect(labels).toHaveLength(6);
    expect(labels[0]).toMatch(/^label \(critical\): .*input: Fix any of the following: \S/);
    expect(labels[5]).toBe("label (critical): and 2 more places");
    await expect(expectAccessible(page)).rejects.toThrow(/is not accessible\.\n.*color-contrast/s);
    const without = ["label", "color-contrast", "heading-order", "image-alt", "target-size"];
    expect(await accessibilityProblems(page, { without })).toEqual([]);
  });
});
