import { chatRows, linesOf, slowly, TrainingRig } from "./fineTuningSupport";

let rig: TrainingRig;

afterEach(() => rig?.close());

const reinforced = async (rows: number): Promise<Record<string, unknown>> => {
  const file = await rig.upload(
    linesOf(
      Array.from({ length: rows }, (_, index) => ({
        messages: [{ role: "user", content: `What is part ${index}?` }],
        answer: `A${index}`,
      })),
    ),
  );
  const grader = {
    ...{ type: "string_check", name: "same", operation: "eq" },
    ...{ input: "{{sample.output_text}}", reference: "{{item.answer}}" },
  };
  return {
    ...{ model: "o4-mini-2025-04-16", training_file: file, validation_file: file },
    method: { type: "reinforcement", reinforcement: { grader, hyperparameters: { n_epochs: 5 } } },
  };
};

const withValidation = async (): Promise<Record<string, unknown>> => ({
  validation_file: await rig.upload(linesOf(chatRows(4))),
});

const stepsOf = (csv: string) =>
  csv
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => Number(line.split(",")[0]));

describe("events", () => {
  test("are many, the newest first, in pages", async () => {
    rig = await TrainingRig.start({ fineTuning: slowly }, "openai");
    const id = await rig.createdId({ training_file: await rig.upload(linesOf(chatRows(40))) });
    await rig.jobAfter(50_000, id);
    const seen: string[] = [];
    for (let after: string | undefined, hasMore = true; hasMore; ) {
      const query = after === undefined ? "" : `?after=${after}`;
      const { data, has_more } = (await rig.ask(`/fine_tuning/jobs/${id}/events${query}`)).body;
      expect(data.length).toBeLessThanOrEqual(20);
      seen.push(...data.map(({ message }: { message: string }) => message));
      [after, hasMore] = [data.at(-1).id, has_more];
    }
    expect(seen[0]).toBe("The job has successfully completed");
    expect(seen.at(-1)).toBe(`Created fine-tuning job: ${id}`);
    expect(seen.filter((message) => message.startsWith("Step "))).toHaveLength(120);
    expect(seen.filter((message) => message.startsWith("Checkpoint created"))).toHaveLength(2);
  });

  test("keep their ids while others come", async () => {
    rig = await TrainingRig.start({ fineTuning: slowly });
    const id = await rig.createdId();
    let known: string[] = [];
    const look = async (durationMs: number) => {
      rig.clock.advance(durationMs);
      const ids = (await rig.events(id)).map((event) => event.id);
      expect(ids.slice(ids.length - known.length)).toEqual(known);
      known = ids;
    };
    await look(17_000);
    await rig.act(id, "pause");
    await look(1000);
    await rig.act(id, "resume");
    await look(10_000);
    expect(new Set(known).size).toBe(known.length);
  });

  test("have numbers with steps and, on Azure, nothing with the rest", async () => {
    rig = await TrainingRig.start();
    const events = await rig.events(await rig.createdId(await withValidation()));
    const step = events.find(({ type }) => type === "metrics");
    expect(step).toMatchObject({ level: "info", object: "fine_tuning.job.event" });
    expect(step.message).toMatch(/^Step 30: training loss=0\.\d+$/);
    expect(step.data).toMatchObject({ step: 30, total_steps: 30, train_loss: expect.any(Number) });
    expect(step.data.full_valid_loss).toEqual(expect.any(Number));
    expect(events.filter(({ type, data }) => type === "message" && data !== null)).toEqual([]);
  });

  test("fall silent at the last step, and call the job succeeded before it is on Azure", async () => {
    rig = await TrainingRig.start({ fineTuning: slowly });
    const id = await rig.createdId();
    const newest = async (durationMs: number) => {
      rig.clock.advance(durationMs);
      return [(await rig.events(id)).at(0).message, (await rig.job(id)).status];
    };
    expect(await newest(32_000)).toEqual([expect.stringMatching(/^Step 30:/), "running"]);
    expect(await newest(13_999)).toEqual([expect.stringMatching(/^Step 30:/), "running"]);
    expect(await newest(1)).toEqual(["Job succeeded.", "running"]);
    expect(await newest(4000)).toEqual([expect.stringMatching(/^Training tokens billed: \d+$/), "succeeded"]);
    const [, completed, passed] = (await rig.events(id)).map(({ message }) => message);
    expect([completed, passed]).toEqual([
      expect.stringMatching(/^Completed results file: file-/),
      "Model Evaluation Passed.",
    ]);
  });

  test("tell rewards in their own place and deeper where a grader gives them", async () => {
    rig = await TrainingRig.start({}, "openai");
    const events = await rig.events(await rig.createdId(await reinforced(12)));
    const { data } = events.find(({ type }) => type === "metrics");
    expect(data.scores).toMatchObject({ train_reward_mean: data.train_mean_reward });
    expect(data.errors).toEqual({ graders: [] });
  });
});

describe("checkpoints", () => {
  test("are those of the last three epochs on Azure, and the newest is the model", async () => {
    rig = await TrainingRig.start();
    const id = await rig.createdId({ hyperparameters: { n_epochs: 4 } });
    const job = await rig.job(id);
    const checkpoints = await rig.checkpoints(id);
    expect(checkpoints.map((checkpoint) => checkpoint.fine_tuned_model_checkpoint)).toEqual([
      job.fine_tuned_model,
      `${job.fine_tuned_model}:ckpt-step-30`,
      `${job.fine_tuned_model}:ckpt-step-20`,
    ]);
    expect(checkpoints[0]).toMatchObject({
      ...{ id: expect.stringMatching(/^ftchkpt-[0-9a-f]{32}$/), step_number: 40, fine_tuning_job_id: id },
      metrics: { step: 40, train_loss: expect.any(Number) },
    });
  });

  test("come one after the other while the job runs", async () => {
    rig = await TrainingRig.start({ fineTuning: slowly });
    const id = await rig.createdId();
    const counts: number[] = [];
    for (const durationMs of [2000, 10_000, 10_000, 10_000, 18_000]) {
      await rig.jobAfter(durationMs, id);
      counts.push((await rig.checkpoints(id)).length);
    }
    expect(counts).toEqual([0, 1, 2, 2, 3]);
  });

  test("have one of a pause on Azure", async () => {
    rig = await TrainingRig.start({ fineTuning: slowly });
    const id = await rig.createdId();
    rig.clock.advance(17_000);
    await rig.act(id, "pause");
    await rig.jobAfter(1000, id);
    expect((await rig.checkpoints(id)).map(({ step_number }) => step_number)).toEqual([15, 10]);
  });

  test("are the best by their reward at OpenAI, where a grader gives one", async () => {
    rig = await TrainingRig.start({}, "openai");
    const checkpoints = await rig.checkpoints(await rig.createdId(await reinforced(12)));
    expect(checkpoints).toHaveLength(3);
    expect(checkpoints[0].id).toMatch(/^ftckpt_/);
  });
});

describe("a result file", () => {
  test("grows on Azure while the job runs, every ninth step", async () => {
    rig = await TrainingRig.start({ fineTuning: slowly });
    const id = await rig.createdId(await withValidation());
    expect((await rig.jobAfter(2000, id)).result_files).toBeNull();
    const [file] = (await rig.jobAfter(12_000, id)).result_files;
    const early = await rig.contentOf(file);
    expect(early.split("\n")[0]).toBe(
      "step,train_loss,train_mean_token_accuracy,valid_loss,valid_mean_token_accuracy",
    );
    expect(stepsOf(early)).toEqual([1, 10]);
    rig.clock.advance(36_000);
    expect(stepsOf(await rig.contentOf(file))).toEqual([1, 10, 19, 20, 28, 30]);
    expect((await rig.job(id)).result_files).toEqual([file]);
    expect((await rig.ask(`/files/${file}`)).body).toMatchObject({
      ...{ purpose: "fine-tune-results", filename: "results.csv", status: "processed" },
    });
  });

  test("is there at the end at OpenAI, with each step, and no numbers where nothing was measured", async () => {
    rig = await TrainingRig.start({ fineTuning: slowly }, "openai");
    const id = await rig.createdId();
    expect((await rig.jobAfter(20_000, id)).result_files).toEqual([]);
    const [file] = (await rig.jobAfter(30_000, id)).result_files;
    const csv = await rig.contentOf(file);
    expect(csv).toMatch(
      /^step,train_loss,train_accuracy,valid_loss,valid_mean_token_accuracy\n1,[\d.]+,[\d.]+,,\n/,
    );
    expect(stepsOf(csv)).toHaveLength(30);
  });

  test("has rewards where a grader gave them, of the whole validation file where an epoch ends", async () => {
    rig = await TrainingRig.start();
    const [file] = (await rig.job(await rig.createdId(await reinforced(12)))).result_files;
    const [head, first, ...rest] = (await rig.contentOf(file)).trim().split("\n");
    expect(head).toBe(
      "step,train_mean_reward,full_valid_mean_reward,pg_loss_sum,total_loss_sum,entropy_loss_sum",
    );
    expect(first).toMatch(/^1,0\.\d+,,\d/);
    expect(rest.at(-1)).toMatch(/^60,0\.\d+,0\.\d+,/);
  });

  test("can be encoded, or begin with a mark", async () => {
    rig = await TrainingRig.start({ fineTuning: { isResultEncoded: true, isResultMarked: true } }, "openai");
    const [file] = (await rig.job(await rig.createdId())).result_files;
    const content = Buffer.from(await rig.contentOf(file), "base64").toString();
    expect(content.slice(0, 6)).toBe("\uFEFFstep,");
  });

  test("shows rising losses where the model is told to overfit", async () => {
    rig = await TrainingRig.start({ fineTuning: { overfits: true } });
    const [file] = (await rig.job(await rig.createdId(await withValidation()))).result_files;
    const losses = (await rig.contentOf(file))
      .trim()
      .split("\n")
      .slice(1)
      .map((line) => Number(line.split(",")[3]));
    expect(losses.at(-1)).toBeGreaterThan(1.2 * Math.min(...losses));
  });
});
