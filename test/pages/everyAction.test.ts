import { describeInBrowser, shareBrowser } from "../support/browser";
import { sampleRuns } from "../workbench/run/sampleRuns";
import { shareWorkbench } from "../workbench/support/workbench";

describeInBrowser("every action", () => {
  const bench = shareWorkbench();
  const browser = shareBrowser();

  test("shows its form, takes its sample by the button, runs and succeeds, all in one page", async () => {
    const page = await browser.openPage({ url: bench.makeAddress() });
    const { operations } = bench.workbench.component.get();
    const actions = operations.filter(({ kind }) => kind === "action");
    const runs = await sampleRuns(page, actions);
    expect(runs).toEqual(actions.map(({ kind, key }) => ({ part: `${kind}/${key}`, shown: "Succeeded" })));
    expect(bench.workbench.runs.list().map(({ state }) => state)).toEqual(actions.map(() => "succeeded"));
  }, 120_000);
});
