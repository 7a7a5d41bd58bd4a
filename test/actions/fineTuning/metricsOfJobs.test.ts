import { errorAnswer } from "../../support/answers";
import { failureOf } from "../../support/connector";
import { useStarted, useTestClock } from "../../support/hooks";
import { metricsFrom, startMetricsService } from "./metricsService";

const service = useStarted(startMetricsService);
useTestClock();

const azure =
  "step,train_loss,train_mean_token_accuracy,valid_loss,valid_mean_token_accuracy\n1,10.5,0.4,8.5,0.4\n10,2.5,0.7,2.75,0.65\n19,0.5,0.9,0.55,0.85\n";
describe("a job", () => {
  it("without a result yet is no error: the state says so, and what it waits for", async () => {
    service.job = { status: "pending", result_files: null };
    expect(await metricsFrom(service)).toMatchObject({
      state: "noResults",
      status: "pending",
      progress: expect.stringContaining("waiting"),
      rows: [],
      best: null,
      source: null,
      overfits: "unknown",
      chart: null,
      warning: null,
    });
  });

  it("that runs has metrics so far, without the row that is being written", async () => {
    service.job = { status: "running" };
    service.contents["file-results"] = `${azure}28,0.4,0.`;
    const { state, rows } = await metricsFrom(service);
    expect(state).toBe("soFar");
    expect(rows.map(({ step }) => step)).toEqual([1, 10, 19]);
  });

  test.each([
    ["gone", errorAnswer(404)],
    ["not for this credential", errorAnswer(403)],
    ["a page of a proxy", { body: "<html>\n<p>Sign in\n</html>" }],
    ["empty", { body: "" }],
    ["a header so far", { body: "step,train_loss\n" }],
  ])("whose file is %s has what its events and checkpoints tell", async (_case, content) => {
    service.contents["file-results"] = content;
    service.events = [
      {
        id: "e3",
        created_at: 30,
        message: "Step 30/50: training loss=0.5, validation loss=0.75",
        data: null,
      },
      { id: "e2", created_at: 20, message: "Step 20", data: { step: 20, train_loss: 0.9, valid_loss: -1 } },
      { id: "e1", created_at: 10, message: "Job started.", data: {} },
    ];
    service.checkpoints = [
      {
        id: "c1",
        step_number: 30,
        fine_tuned_model_checkpoint: "m:ckpt-step-30",
        metrics: { full_valid_loss: 0.7 },
      },
    ];
    const { rows, source, warning } = await metricsFrom(service);
    expect(source).toBe("events and checkpoints");
    expect(rows).toEqual([
      { step: 20, full_valid_loss: null, train_loss: 0.9, valid_loss: null },
      { step: 30, full_valid_loss: 0.7, train_loss: 0.5, valid_loss: 0.75 },
    ]);
    expect(warning).toContain("file-results");
  });

  it("whose rewards are told in nested events has them by one name", async () => {
    service.job = { status: "running", result_files: [] };
    service.events = [
      {
        id: "e1",
        created_at: 10,
        data: { step: 1, scores: { train_reward_mean: 0.42 }, train_mean_reward: 0.4 },
      },
    ];
    expect((await metricsFrom(service)).rows[0]).toMatchObject({ step: 1 });
    expect((await metricsFrom(service)).best).toMatchObject({ by: "train_mean_reward" });
  });

  it("has the checkpoint nearest to its best step", async () => {
    service.contents["file-results"] = "step,train_loss,valid_loss\n1,3,3\n55,1,0.9\n90,0.4,1.4\n";
    service.checkpoints = [90, 60, 30].map((step) => ({
      id: `ftchkpt-${step}`,
      fine_tuned_model_checkpoint: step === 90 ? "gpt.ft-1" : `gpt.ft-1:ckpt-step-${step}`,
      metrics: { step: `${step}.0` },
      step_number: step,
    }));
    const { nearestCheckpoint } = await metricsFrom(service);
    expect(nearestCheckpoint).toEqual({
      id: "ftchkpt-60",
      model: "gpt.ft-1:ckpt-step-60",
      step: 60,
      distance: 5,
      isFinal: false,
    });
  });

  it("whose checkpoints are refused has its metrics all the same", async () => {
    service.contents["file-results"] = azure;
    service.checkpoints = errorAnswer(404);
    const { rows, nearestCheckpoint, warning } = await metricsFrom(service);
    expect({ count: rows.length, nearestCheckpoint }).toEqual({ count: 3, nearestCheckpoint: null });
    expect(warning).toContain("checkpoints could not be read");
  });

  it("is not judged by fewer than ten rows, of which no more are read", async () => {
    service.contents["file-results"] = azure;
    service.job = { validation_file: "file-valid" };
    service.contents["file-valid"] = '{"messages": []}\n'.repeat(9);
    const few = await metricsFrom(service);
    expect(few).toMatchObject({ overfits: "unknown", numbers: { validationRows: 9 } });
    expect(few.verdict).toContain("fewer than 10 rows (9)");
    service.contents["file-valid"] = '{"messages": []}\n'.repeat(500_000);
    expect(await metricsFrom(service)).toMatchObject({ overfits: "no", numbers: { validationRows: 10 } });
    service.contents["file-valid"] = errorAnswer(403);
    expect(await metricsFrom(service)).toMatchObject({ overfits: "no", numbers: { validationRows: null } });
  });

  it("or a file has to be named", async () => {
    expect((await failureOf(metricsFrom(service, {}))).message).toBe(
      "Job ID: it is empty, and so is File ID. Enter the id of a job, such as ftjob-abc123.",
    );
  });
});
