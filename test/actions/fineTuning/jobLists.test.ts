import { bestCheckpoint } from "../../../src/tasks/fineTuning/jobCheckpoints";
import { useStarted, useTestClock } from "../../support/hooks";
import { startMs } from "../../support/testClock";
import { apis } from "../support";
import { runJob, startJobService } from "./jobService";

useTestClock();
const service = useStarted(() => startJobService());

const now = startMs / 1000;

interface Event {
  id: string;
  metrics: Record<string, number> | null;
}

const idsOf = (output: Record<string, unknown>) => (output["data"] as Event[]).map(({ id }) => id);

const listEvents = (params: Record<string, unknown> = {}) =>
  runJob(service, "listFineTuningEvents", { jobId: "ftjob-1", ...params });

/** Newest first, three to a second. */
const history = (count: number) =>
  Array.from({ length: count }, (_, index) => {
    const number = count - index;
    return { id: `e-${number}`, created_at: now + Math.floor(number / 3), message: "m", data: null };
  });

const upTo = (count: number, from = 1) =>
  Array.from({ length: count - from + 1 }, (_, index) => `e-${from + index}`);

describe("events", () => {
  test("of a page come oldest first, with where older ones go on", async () => {
    service.events = history(45);
    const output = await listEvents();
    expect(idsOf(output)).toEqual(upTo(45, 26));
    expect(output).toMatchObject({ newestEventId: "e-45", has_more: true, next: "e-26" });
    expect(idsOf(await listEvents({ after: "e-26" }))).toEqual(upTo(25, 6));
  });

  test("come all of them with Fetch All, each once", async () => {
    service.events = history(130);
    const output = await listEvents({ fetchAll: "true", limit: "50" });
    expect(idsOf(output)).toEqual(upTo(130));
    expect(output).toMatchObject({ has_more: false, next: null });
  });

  test("that are new are read up to the known one, over as many pages as it takes", async () => {
    service.events = history(130);
    const output = await listEvents({ newerThan: "e-61" });
    expect(idsOf(output)).toEqual(upTo(130, 62));
    expect(output).toMatchObject({ newestEventId: "e-130", has_more: false });
    expect(await listEvents({ newerThan: "e-130" })).toMatchObject({ data: [], newestEventId: "e-130" });
  });

  test("are put in order where the service has the oldest first, or no times", async () => {
    service.events = history(8).toReversed();
    expect(idsOf(await listEvents())).toEqual(upTo(8));
    service.events = history(8).map(({ created_at: _, ...event }) => event);
    expect(idsOf(await listEvents())).toEqual(upTo(8));
  });

  test.each([
    [
      "OpenAI",
      { step: 3, train_loss: 0.5, train_accuracy: 0.9, valid_mean_token_accuracy: null },
      { step: 3, train_loss: 0.5, train_mean_token_accuracy: 0.9 },
    ],
    [
      "Azure",
      { step: 3, valid_loss: 0.4, validation_mean_token_accuracy: 0.8, full_valid_loss: 0.3 },
      { step: 3, valid_loss: 0.4, valid_mean_token_accuracy: 0.8, full_valid_loss: 0.3 },
    ],
    [
      "reinforcement",
      {
        step: 2,
        full_valid_mean_reward: 0.2,
        scores: { train_reward_mean: 0.42, valid_reward_mean: 0.4, same: { train_reward_mean: 0.44 } },
        errors: { graders: [], train: 1 },
        usage: { samples: 12 },
      },
      {
        step: 2,
        full_valid_mean_reward: 0.2,
        train_mean_reward: 0.42,
        valid_mean_reward: 0.4,
        "same.train_reward_mean": 0.44,
        "errors.train": 1,
        "usage.samples": 12,
      },
    ],
    ["an older service", undefined, null],
    ["nothing", {}, null],
    ["texts", { step: "3", note: "x", list: [1] }, null],
  ])("have the metrics of %s by one name each", async (_, data, metrics) => {
    service.events = [{ id: "e-1", created_at: now, message: "m", data }];
    expect(((await listEvents())["data"] as Event[])[0]?.metrics).toEqual(metrics);
  });
});

describe("checkpoints", () => {
  const model = "gpt-4.1-mini-2025-04-14.ft-0a1b";
  const checkpoint = (step: number, name: string, more = {}) => ({
    id: `ftchkpt-${step}`,
    created_at: now,
    fine_tuned_model_checkpoint: name,
    metrics: { step: step + 0.0, validation_loss: 0.5, train_accuracy: 0.75 },
    step_number: step,
    ...more,
  });

  test("have both names, their step, and the final model once", async () => {
    service.checkpoints = [
      checkpoint(90, `${model}:ckpt-step-90`),
      checkpoint(100, model),
      checkpoint(101, model, { id: "ftchkpt-again" }),
      checkpoint(80, `${model}:ckpt-step-80`),
    ];
    for (const api of apis) {
      const { data } = await runJob(service, "listFineTuningCheckpoints", { jobId: "ftjob-1" }, api);
      expect(data).toMatchObject([
        { modelNames: [model, "ftchkpt-100"], isFinal: true, step: 100 },
        { modelNames: [`${model}:ckpt-step-90`, "ftchkpt-90"], isFinal: false, step: 90 },
        { step: 80, measured: { valid_loss: 0.5, train_mean_token_accuracy: 0.75 } },
      ]);
    }
  });

  test.each([
    [{ full_valid_loss: 0.4, valid_loss: 0.9 }, { full_valid_loss: 0.5, valid_loss: 0.1 }, "first"],
    [{ valid_loss: 0.4 }, { valid_loss: 0.39 }, "second"],
    [{ valid_reward_mean: 0.2, valid_loss: 0.1 }, { full_valid_mean_reward: 0.3, valid_loss: 7 }, "second"],
    [{ train_loss: 0.4 }, { valid_loss: null }, null],
  ])("tell the best by reward, else by loss in validation: %j, %j", async (first, second, bestModel) => {
    service.checkpoints = [
      checkpoint(2, "first", { metrics: first }),
      checkpoint(1, "second", { metrics: second }),
    ];
    const output = await runJob(service, "listFineTuningCheckpoints", { jobId: "ftjob-1" });
    expect(output).toMatchObject({ finalModel: "first", bestModel });
  });

  test("have the earliest of those that measured alike as the best one, in any order", () => {
    const alike = [30, 10, 20].map((step) => ({ step_number: step, metrics: { valid_loss: 0.5 } }));
    for (const listed of [alike, alike.toReversed()]) expect(bestCheckpoint(listed)?.step_number).toBe(10);
  });

  test("are shown whatever is missing of them", async () => {
    service.checkpoints = [{ id: "c-1" }, { id: "c-2", metrics: null, step_number: null }, {}];
    const { data } = await runJob(service, "listFineTuningCheckpoints", { jobId: "ftjob-1" });
    expect(data).toMatchObject([
      { modelNames: ["c-1"], isFinal: false, step: null, measured: {} },
      { modelNames: ["c-2"], isFinal: false, step: null, measured: {} },
      { modelNames: [], isFinal: false },
    ]);
  });
});

describe("jobs", () => {
  test("are listed with their summaries, page after page", async () => {
    service.jobs = Array.from({ length: 45 }, (_, index) => ({
      id: `ftjob-${45 - index}`,
      status: "running",
    }));
    for (const api of apis) {
      const first = await runJob(service, "listFineTuningJobs", { limit: "40" }, api);
      expect(first).toMatchObject({ has_more: true, next: "ftjob-6" });
      const all = await runJob(service, "listFineTuningJobs", { fetchAll: "true" }, api);
      expect(idsOf(all)).toHaveLength(45);
      expect(all["data"]).toContainEqual({
        id: "ftjob-1",
        status: "running",
        summary: expect.objectContaining({ id: "ftjob-1", isDone: false }),
      });
    }
  });
});
