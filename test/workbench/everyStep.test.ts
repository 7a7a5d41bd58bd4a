import { describeInBrowser, shareBrowser } from "../support/browser";
import { sampleRuns } from "./run/sampleRuns";
import { shareWorkbench } from "./support/workbench";

describeInBrowser("every action and data source", () => {
  const bench = shareWorkbench();
  const browser = shareBrowser();

  test("shows its form, takes its sample by the button, runs and succeeds, all in one page", async () => {
    const page = await browser.openPage({ url: bench.makeAddress(), width: 1_600, height: 1_000 });
    const { operations } = bench.workbench.component.get();
    const runs = await sampleRuns(page, operations);
    expect(runs.map(({ part, shown }) => `${part}: ${shown}`)).toEqual(
      operations.map(({ kind, key }) => `${kind}/${key}: Succeeded`),
    );
    expect(bench.workbench.runs.list().map(({ state }) => state)).toEqual(operations.map(() => "succeeded"));
  }, 60_000);
});
