import OpenAI, { toFile } from "openai";
import { chatRows, linesOf, slowly, TrainingRig } from "./fineTuningSupport";

let rig: TrainingRig;

afterEach(() => rig?.close());

describe("a job", () => {
  test("goes through Azure's statuses by the clock", async () => {
    rig = await TrainingRig.start({ fineTuning: slowly });
    const id = await rig.createdId();
    const statuses = [(await rig.job(id)).status];
    for (const durationMs of [1000, 1000, 30_000, 17_999, 1]) {
      statuses.push((await rig.jobAfter(durationMs, id)).status);
    }
    expect(statuses).toEqual(["pending", "pending", "running", "running", "running", "succeeded"]);
  });

  test("goes through OpenAI's statuses by the clock", async () => {
    rig = await TrainingRig.start({ fineTuning: slowly }, "openai");
    const id = await rig.createdId();
    const statuses = [(await rig.job(id)).status];
    for (const durationMs of [1000, 1000, 48_000]) statuses.push((await rig.jobAfter(durationMs, id)).status);
    expect(statuses).toEqual(["validating_files", "queued", "running", "succeeded"]);
  });

  test("has ended at the first look when it takes no time, in the eyes of the SDK", async () => {
    rig = await TrainingRig.start({}, "openai");
    const { apiKey, url } = rig.endpoint;
    const client = new OpenAI({ apiKey, baseURL: `${url}/v1`, maxRetries: 0 });
    const file = await client.files.create({
      file: await toFile(Buffer.from(linesOf(chatRows())), "rows.jsonl"),
      purpose: "fine-tune",
    });
    const job = await client.fineTuning.jobs.create({
      model: "gpt-4o-mini",
      training_file: file.id,
      suffix: "parts",
    });
    expect([job.status, job.model]).toEqual(["validating_files", "gpt-4o-mini-2024-07-18"]);
    const { status, fine_tuned_model: model } = await client.fineTuning.jobs.retrieve(job.id);
    expect(status).toBe("succeeded");
    expect(model).toMatch(/^ft:gpt-4o-mini-2024-07-18:local-org:parts:[0-9a-f]{8}$/);
    expect((await client.fineTuning.jobs.listEvents(job.id)).data.length).toBeGreaterThan(2);
    expect((await client.fineTuning.jobs.checkpoints.list(job.id)).data).toHaveLength(3);
  });

  test("names its model as Azure does", async () => {
    rig = await TrainingRig.start();
    const plain = await rig.job(await rig.createdId());
    expect(plain.fine_tuned_model).toMatch(/^gpt-4\.1-2025-04-14\.ft-[0-9a-f]{32}$/);
    const named = await rig.job(await rig.createdId({ suffix: "parts" }));
    expect(named).toMatchObject({
      ...{ suffix: "parts", fine_tuned_model: expect.stringMatching(/\.ft-[0-9a-f]{32}-parts$/) },
    });
  });

  test("shows nulls where Azure has nothing to say", async () => {
    rig = await TrainingRig.start({ fineTuning: slowly });
    expect((await rig.create()).body).toMatchObject({
      ...{ error: null, method: null, metadata: null, integrations: null, organization_id: null },
      ...{ result_files: null, fine_tuned_model: null, finished_at: null, trained_tokens: null },
      hyperparameters: { batch_size: -1, learning_rate_multiplier: -1, n_epochs: -1 },
    });
    const id = await rig.createdId({ hyperparameters: { learning_rate_multiplier: 0.5, n_epochs: 2 } });
    expect((await rig.jobAfter(2000, id)).hyperparameters).toEqual({
      ...{ batch_size: -1, learning_rate_multiplier: 0.5, n_epochs: 2 },
    });
  });

  test("shows empty values at OpenAI, and what it chose once it knows the files", async () => {
    rig = await TrainingRig.start({ fineTuning: slowly }, "openai");
    const { body } = await rig.create();
    expect(body).toMatchObject({
      error: {},
      result_files: [],
      trained_tokens: null,
      user_provided_suffix: null,
    });
    expect(body.method.supervised.hyperparameters).toEqual({
      ...{ batch_size: "auto", learning_rate_multiplier: "auto", n_epochs: "auto" },
    });
    const started = await rig.jobAfter(2000, body.id);
    expect(started.hyperparameters).toEqual({ batch_size: 1, learning_rate_multiplier: 1.8, n_epochs: 3 });
    expect((await rig.jobAfter(48_000, body.id)).trained_tokens).toBeGreaterThan(0);
  });

  test("has no hyperparameters but those of its method where it learns preferences at OpenAI", async () => {
    rig = await TrainingRig.start({ fineTuning: slowly }, "openai");
    const method = { type: "dpo", dpo: { hyperparameters: { beta: 0.1 } } };
    expect((await rig.create({ method })).body).toMatchObject({
      ...{ hyperparameters: null, method: { type: "dpo", dpo: { hyperparameters: { beta: 0.1 } } } },
    });
  });

  test("can write its times as ISO text", async () => {
    rig = await TrainingRig.start({ fineTuning: { areTimesText: true } });
    expect((await rig.job(await rig.createdId())).finished_at).toBe("2026-11-21T09:00:00.000Z");
  });

  test("is answered 201 with its address on a dated version", async () => {
    rig = await TrainingRig.start({}, "azureDated");
    const { status, headers, body } = await rig.create();
    expect([status, headers.get("location")]).toEqual([201, `/openai/fine_tuning/jobs/${body.id}`]);
  });
});

describe("a job under way", () => {
  test("is paused and goes on where it was", async () => {
    rig = await TrainingRig.start({ fineTuning: slowly });
    const id = await rig.createdId();
    rig.clock.advance(2000 + 15_000);
    expect((await rig.act(id, "pause")).body.status).toBe("pausing");
    expect((await rig.jobAfter(1000, id)).status).toBe("paused");
    expect((await rig.jobAfter(1_000_000, id)).status).toBe("paused");
    expect((await rig.act(id, "resume")).body.status).toBe("resuming");
    expect((await rig.jobAfter(1000, id)).status).toBe("running");
    expect((await rig.jobAfter(15_000 + 17_999, id)).status).toBe("running");
    expect((await rig.jobAfter(1, id)).status).toBe("succeeded");
  });

  test("can be stopped though it takes no time", async () => {
    rig = await TrainingRig.start();
    const paused = await rig.createdId();
    expect((await rig.act(paused, "pause")).body.status).toBe("pausing");
    expect((await rig.job(paused)).status).toBe("paused");
    await rig.act(paused, "resume");
    expect((await rig.job(paused)).status).toBe("succeeded");
    const cancelled = await rig.createdId();
    expect((await rig.act(cancelled, "cancel")).body).toMatchObject({
      status: "cancelled",
      fine_tuned_model: null,
    });
    expect((await rig.job(cancelled)).status).toBe("cancelled");
  });

  test("stays half done where training never ends", async () => {
    rig = await TrainingRig.start({ fineTuning: { trainingMs: Number.POSITIVE_INFINITY } });
    const id = await rig.createdId();
    expect((await rig.jobAfter(10 ** 9, id)).status).toBe("running");
    expect((await rig.events(id)).at(0).message).toMatch(/^Step 10:/);
  });

  test.each(["pause", "resume"] as const)("can't be asked to %s before its first step", async (verb) => {
    rig = await TrainingRig.start({ fineTuning: slowly });
    const id = await rig.createdId();
    rig.clock.advance(2000);
    const { status, body } = await rig.act(id, verb);
    expect([status, body.error.code]).toEqual([400, "unexpectedEntityState"]);
  });

  test("can't be cancelled once it has ended", async () => {
    rig = await TrainingRig.start({}, "openai");
    const id = await rig.createdId();
    await rig.job(id);
    expect((await rig.act(id, "cancel")).status).toBe(400);
  });

  test("waits for its turn, and begins when another one ends", async () => {
    rig = await TrainingRig.start({ fineTuning: { trainingMs: 10_000, maximumRunning: 1 } });
    const [first, second] = [await rig.createdId(), await rig.createdId()];
    expect([(await rig.job(first)).status, (await rig.job(second)).status]).toEqual(["running", "pending"]);
    const later = await rig.jobAfter(15_000, second);
    expect([later.status, (await rig.job(first)).status]).toEqual(["running", "succeeded"]);
    expect((await rig.jobAfter(5000, second)).status).toBe("succeeded");
  });
});

test.each(["pause", "cancel"] as const)(
  "a job waits until the place is free, which one has that is asked to %s",
  async (verb) => {
    const fineTuning = { trainingMs: 10_000, maximumRunning: 1, pausingMs: 4_000 };
    rig = await TrainingRig.start({ fineTuning });
    const [first, second] = [await rig.createdId(), await rig.createdId()];
    await rig.jobAfter(5_000, first);
    await rig.act(first, verb);
    const waitMs = verb === "pause" ? 4_000 : 0;
    // Nobody asks in the meantime.
    expect((await rig.jobAfter(waitMs + 9_999, second)).status).toBe("running");
    expect((await rig.jobAfter(1, second)).status).toBe("succeeded");
  },
);

test.each(["create", "cancel", "pause"] as const)(
  "the answer to %s can be lost, and what it did is there",
  async (verb) => {
    rig = await TrainingRig.start({ fineTuning: slowly });
    const training_file = await rig.upload();
    const id = verb === "create" ? undefined : await rig.createdId({ training_file });
    rig.clock.advance(12_000);
    rig.endpoint.enqueueFaults({ kind: "reset", isServed: true, match: { method: "POST" } });
    await expect(
      id === undefined ? rig.create({ training_file }) : rig.act(id, verb as "pause"),
    ).rejects.toThrow();
    const { data } = (await rig.ask("/fine_tuning/jobs")).body;
    const expected = { create: "pending", cancel: "cancelled", pause: "pausing" }[verb];
    expect(data.map(({ status }: { status: string }) => status)).toEqual([expected]);
  },
);

describe("the list of jobs", () => {
  test("has the newest first, in pages", async () => {
    rig = await TrainingRig.start();
    const ids: string[] = [];
    for (let count = 0; count < 3; count++) ids.unshift(await rig.createdId());
    const { body } = await rig.ask("/fine_tuning/jobs?limit=2");
    expect([body.data.map(({ id }: { id: string }) => id), body.has_more]).toEqual([ids.slice(0, 2), true]);
    const next = await rig.ask(`/fine_tuning/jobs?limit=2&after=${ids[1]}`);
    expect([next.body.data.length, next.body.has_more]).toEqual([1, false]);
  });

  test("loses a job that is deleted, which dated versions alone can do", async () => {
    rig = await TrainingRig.start({ fineTuning: slowly }, "azureDated");
    const id = await rig.createdId();
    expect((await rig.ask(`/fine_tuning/jobs/${id}`, undefined, "DELETE")).status).toBe(409);
    await rig.act(id, "cancel");
    expect((await rig.ask(`/fine_tuning/jobs/${id}`, undefined, "DELETE")).status).toBe(204);
    expect((await rig.ask(`/fine_tuning/jobs/${id}`)).status).toBe(404);
    expect((await rig.ask("/fine_tuning/jobs")).body.data).toEqual([]);
    await rig.close();
    rig = await TrainingRig.start();
    const kept = await rig.createdId();
    expect((await rig.ask(`/fine_tuning/jobs/${kept}`, undefined, "DELETE")).status).toBe(404);
  });
});
