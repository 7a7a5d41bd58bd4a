import { useLocalTrust, useStarted, useTestClock } from "../../support/hooks";
import { examples, type FineTuneWorld, kinds, startWorld } from "./fineTuneWorld";

useLocalTrust();
useTestClock(Date.now);
const world: FineTuneWorld = useStarted(() => startWorld());

describe("rows", () => {
  it("become a deployed model", async () => {
    const result = await world.step({ records: examples() });
    console.log(
      JSON.stringify(result, null, 1),
      world.endpoint.requests.map((r) => `${r.method} ${r.path}`),
      world.manager.requests.map((r) => `${r.method} ${r.path}`),
    );
    expect(result).toMatchObject({ stage: "done", isReady: true, model: "my-support" });
    expect(await world.existing()).toMatchObject({ deployments: ["my-support"] });
  });
  it("are evaluated", async () => {
    const result = await world.step({
      records: kinds(),
      evaluation: { by: "exact", threshold: "80", compareWith: "my-base" },
    });
    console.log(JSON.stringify(result, null, 1));
    expect(result).toMatchObject({ stage: "done", isReady: true, model: "my-support" });
  });
});
