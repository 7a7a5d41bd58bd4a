import { useLocalTrust } from "../../support/hooks";
import { TrainingRig, taught } from "./fineTuningSupport";
import { account, useManaged, wanted } from "./managed";
import { ask } from "./support";

useLocalTrust();
const start = useManaged();

test("a model that was trained is deployed by Resource Manager, and answers there as it learned", async () => {
  const { store, call, clock } = await start({
    operations: { createMs: 60_000 },
    store: { dataPlaneDelayMs: 60_000 },
  });
  const rig = await TrainingRig.start({ deployments: store });
  try {
    const job = await rig.job(await rig.createdId());
    const [, , checkpoint] = await rig.checkpoints(job.id);
    const { question, answer } = taught(7);
    const said = async (model: string) => {
      const { status, body } = await rig.ask("/chat/completions", ask(question, { model }));
      return status === 200 ? body.choices[0].message.content : status;
    };
    const put = (name: string, model: string) =>
      call("PUT", `${account}/deployments/${name}`, wanted(model, "1", { name: "standard", capacity: 1 }));
    expect((await put("tuned", job.fine_tuned_model)).status).toBe(201);
    expect((await put("early", checkpoint.id)).status).toBe(409);
    clock.advance(60_000);
    expect((await put("early", checkpoint.id)).status).toBe(201);
    expect(await said("tuned")).toBe(404);
    clock.advance(120_000);
    expect([await said("tuned"), await said("early")]).toEqual([answer, expect.not.stringContaining(answer)]);
    const remove = () => rig.ask(`/models/${job.fine_tuned_model}`, undefined, "DELETE");
    expect((await remove()).status).toBe(409);
    await call("DELETE", `${account}/deployments/tuned`);
    expect((await remove()).status).toBe(200);
  } finally {
    await rig.close();
  }
});
