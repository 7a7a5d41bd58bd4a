import { type FakeJob, startJobService } from "../actions/fineTuning/jobService";
import { harness, keyConnection, silentLogger } from "../support/connector";
import { useStarted, useTestClock } from "../support/hooks";
import { startMs } from "../support/testClock";

const clock = useTestClock();
const service = useStarted(() => startJobService());

const now = startMs / 1000;

const job = (id: string, status: string, more: Record<string, unknown> = {}): FakeJob => ({
  id,
  object: "fine_tuning.job",
  status,
  created_at: now - 60,
  ...more,
});

/** A flow whose state is saved as JSON between two polls. */
const flow = (params: Record<string, unknown> = {}) => {
  let saved = "{}";
  return {
    saved: () => saved,
    poll: async () => {
      const instanceState = JSON.parse(saved) as Record<string, unknown>;
      const result = (await harness.trigger(
        "fineTuningFinished",
        {},
        {
          connection: keyConnection(service.server.url),
          requestOptions: { maxRetries: "0" },
          ...params,
        } as never,
        { instanceState, logger: silentLogger } as never,
      )) as unknown as { payload: { body: { data: { jobs: Array<{ summary: { id: string } }> } } } };
      saved = JSON.stringify(instanceState);
      return result.payload.body.data.jobs;
    },
  };
};

const idsOf = (jobs: Array<{ summary: { id: string } }>) => jobs.map(({ summary }) => summary.id);

const finish = (id: string, status = "succeeded", more: Record<string, unknown> = {}) => {
  for (const one of service.jobs)
    if (one?.id === id) Object.assign(one, { status, finished_at: now, ...more });
};

describe("Fine-Tuning Finished", () => {
  it("reports each end once, with its summary, the earliest first", async () => {
    service.jobs = [job("c", "running"), job("b", "pending"), job("a", "running"), job("old", "failed")];
    const { poll } = flow();
    expect(await poll()).toEqual([]);
    finish("a", "succeeded", { fine_tuned_model: "m.ft-1", finished_at: now + 20 });
    finish("c", "Canceled", { finished_at: "2026-11-21T09:00:10Z" });
    const reported = await poll();
    expect(reported).toMatchObject([
      { job: { id: "c", status: "Canceled" }, summary: { status: "cancelled", isDone: true } },
      { summary: { id: "a", isDeployable: true, fineTunedModel: "m.ft-1" } },
    ]);
    expect(await poll()).toEqual([]);
  });

  it("waits for the status: pauses, unknown words and the event of success are no end", async () => {
    service.jobs = [job("a", "running")];
    service.events = [{ id: "e", message: "Job succeeded.", created_at: now }];
    const { poll } = flow();
    for (const status of ["running", "paused", "resuming", "hibernating", "", "evaluating"]) {
      finish("a", status, { finished_at: null });
      expect(await poll()).toEqual([]);
    }
    finish("a");
    expect(idsOf(await poll())).toEqual(["a"]);
  });

  it("passes over the ends that were not asked for, for good", async () => {
    service.jobs = [job("a", "running"), job("b", "running")];
    const { poll } = flow({ statuses: ["failed"] });
    await poll();
    finish("a");
    finish("b", "failed");
    expect(idsOf(await poll())).toEqual(["b"]);
    expect(await poll()).toEqual([]);
  });

  it("reports earlier ones where it is told to", async () => {
    service.jobs = [job("a", "succeeded", { finished_at: now - 30 })];
    expect(idsOf(await flow({ includeEarlier: "true" }).poll())).toEqual(["a"]);
    expect(await flow().poll()).toEqual([]);
  });

  it("lets nothing odd in the list keep a job from being reported", async () => {
    const odd = [null, 7, "job", [], {}, { id: "" }, { id: "x", status: 4, created_at: {} }, { id: "y" }];
    service.jobs = [job("a", "running"), ...(odd as unknown as FakeJob[])];
    const { poll } = flow();
    await poll();
    finish("a");
    expect(idsOf(await poll())).toEqual(["a"]);
  });

  it("keeps a bounded state of its own, apart from that of batches", async () => {
    service.jobs = Array.from({ length: 3_000 }, (_, index) => job(`ftjob-${index}`, "running"));
    const { poll, saved } = flow();
    await poll();
    expect(saved()).toContain('"fineTuningFinished":{"settledBefore"');
    expect(saved()).not.toContain("batchFinished");
    expect(saved().length).toBeLessThan(150_000);
    clock.advance(1000);
    expect(await poll()).toEqual([]);
  });
});
