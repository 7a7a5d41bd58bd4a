import { jobSummary } from "../../../src/output/jobSummary";
import { failureOf } from "../../support/connector";
import { useStarted, useTestClock } from "../../support/hooks";
import { startMs } from "../../support/testClock";
import { apis } from "../support";
import { runJob, startJobService } from "./jobService";

useTestClock();
const service = useStarted(() => startJobService());

const now = startMs / 1000;

interface Summary {
  [field: string]: unknown;
}

const base = { id: "ftjob-1", object: "fine_tuning.job", created_at: now };

const summaryOf = async (job: Record<string, unknown>): Promise<Summary> => {
  service.jobs = [{ ...base, ...job }];
  return (await runJob(service, "getFineTuningJob", { jobId: "ftjob-1" }))["summary"] as Summary;
};

const azureJob = {
  model: "gpt-4o-2024-08-06",
  status: "succeeded",
  finished_at: "2026-11-21T10:00:00Z",
  fine_tuned_model: "gpt-4o-2024-08-06.ft-0a1b-tickets",
  hyperparameters: { batch_size: -1, learning_rate_multiplier: 0.5, n_epochs: 2 },
  error: null,
  result_files: ["file-metrics"],
  organization_id: null,
  integrations: null,
  metadata: null,
  method: null,
  suffix: "tickets",
  trained_tokens: 4100,
  training_file: "file-a",
  validation_file: null,
};

const openAIJob = {
  ...azureJob,
  finished_at: now + 3600,
  fine_tuned_model: "ft:gpt-4o-2024-08-06:my-org:tickets:8abc",
  hyperparameters: null,
  error: { code: null, message: null, param: null },
  method: { type: "dpo", dpo: { hyperparameters: { beta: 0.1, batch_size: "auto", n_epochs: 2 } } },
  suffix: undefined,
};

describe("the summary of a job", () => {
  test("reads Azure's nulls, ISO times and -1", async () => {
    expect(await summaryOf(azureJob)).toEqual({
      id: "ftjob-1",
      status: "succeeded",
      isDone: true,
      isDeployable: true,
      progress: "It succeeded at 2026-11-21T10:00:00Z.",
      since: "2026-11-21T10:00:00Z",
      stepsDone: null,
      stepsTotal: null,
      baseModel: "gpt-4o-2024-08-06",
      fineTunedModel: "gpt-4o-2024-08-06.ft-0a1b-tickets",
      suffix: "tickets",
      method: null,
      hyperparameters: {
        batch_size: "chosen by the service",
        learning_rate_multiplier: 0.5,
        n_epochs: 2,
      },
      trainingTier: null,
      trainingFileId: "file-a",
      validationFileId: null,
      resultFileId: "file-metrics",
      trainedTokens: 4100,
      createdAt: "2026-11-21T09:00:00Z",
      finishedAt: "2026-11-21T10:00:00Z",
      estimatedFinish: null,
      durationSeconds: 3600,
      error: null,
      endpoint: service.server.url,
      account: null,
    });
  });

  test("reads OpenAI's empty error, its method, and the suffix out of the model's name", async () => {
    expect(await summaryOf(openAIJob)).toMatchObject({
      isDeployable: true,
      error: null,
      method: "preference",
      hyperparameters: { beta: 0.1, batch_size: "chosen by the service", n_epochs: 2 },
      suffix: "tickets",
      durationSeconds: 3600,
    });
    const unnamed = { ...openAIJob, fine_tuned_model: "ft:gpt-4o-2024-08-06:my-org::8abc" };
    expect(await summaryOf(unnamed)).toMatchObject({ suffix: null });
    expect(await summaryOf({ ...openAIJob, user_provided_suffix: "given" })).toMatchObject({
      suffix: "given",
    });
  });

  test.each([
    ["nothing but an id", {}],
    ["nulls", Object.fromEntries([...Object.keys(azureJob), "created_at"].map((name) => [name, null]))],
    ["lists", Object.fromEntries([...Object.keys(azureJob), "created_at"].map((name) => [name, []]))],
    ["numbers", Object.fromEntries(Object.keys(azureJob).map((name) => [name, -7]))],
    ["texts", Object.fromEntries([...Object.keys(azureJob), "created_at"].map((name) => [name, "?"]))],
    ["objects", Object.fromEntries(Object.keys(azureJob).map((name) => [name, { type: { type: 1 } }]))],
  ])("is made of %s without a stumble, and claims no end", async (_, fields) => {
    expect(await summaryOf(fields)).toMatchObject({ isDone: false, isDeployable: false, error: null });
  });

  test.each([
    ["Canceled", "cancelled", true],
    ["Succeeded", "succeeded", true],
    ["notRunning", "notrunning", false],
    ["validatingFiles", "validating_files", false],
    ["hibernating", "hibernating", false],
  ])("writes the status %s as %s", async (status, expected, isDone) => {
    expect(await summaryOf({ ...azureJob, status })).toMatchObject({ status: expected, isDone });
  });

  test.each([
    ["pending", {}, "It has been waiting for capacity since 2026-11-21T09:00:00Z."],
    ["pending", { trainingType: "developerTier" }, "Global Standard starts sooner."],
    ["validating_files", {}, "The service has been checking the files since 2026-11-21T09:00:00Z."],
    ["paused", {}, "Resume Fine-Tuning Job goes on"],
    ["hibernating", {}, 'The service says "hibernating", which the connector does not know'],
    ["", {}, "The service does not say how far it is."],
  ])("says what a job of the status %p waits for", async (status, more, words) => {
    expect((await summaryOf({ ...azureJob, ...more, finished_at: null, status }))["progress"]).toContain(
      words,
    );
  });

  test("has a model that did not pass its check as trained and not deployable", async () => {
    const message =
      "This model is unable to be deployed. Model evaluation identified that this fine tuned model scores above acceptable thresholds for [Violence, Self Harm]. Please review your training data set and resubmit the job.";
    for (const status of ["failed", "succeeded"]) {
      const summary = await summaryOf({ ...azureJob, status, error: { code: "unsafe", message } });
      expect(summary).toMatchObject({ isDone: true, isDeployable: false });
      expect(summary["error"]).toMatchObject({
        message,
        categories: ["Violence", "Self Harm"],
        mend: expect.stringContaining("earlier checkpoint"),
      });
    }
  });
});

describe("a failed job", () => {
  test.each([
    [
      "invalid_n_examples",
      "Training file has 7 example(s), but must have at least 10 examples",
      { mend: expect.stringContaining("has 7 rows and needs 10") },
    ],
    [
      "invalid_training_file",
      "The job failed due to an invalid training file. Invalid file format. Example 100, message 2 Discriminator 'role' is missing in value",
      { mend: expect.stringContaining("line 100 of the file, message 2") },
    ],
    [
      "invalid_training_file",
      "Invalid file format. Input file file-1 is in the fine-tune-chat format, but the specified fine-tuning job is not using 'supervised' as the training method (provided method=dpo).",
      { mend: expect.stringContaining("the method Supervised: choose it under Method") },
    ],
    [
      "contentFilter",
      "The provided training data failed RAI checks for harm types: [hate_fairness, self_harm, violence]. Please fix the data and try again.",
      { categories: ["hate_fairness", "self_harm", "violence"] },
    ],
    [
      "unsafe_file",
      "This file failed moderation safety checks. See the guide. Flagged lines: 4, 13, 14, 18 and more.",
      { flaggedLines: [4, 13, 14, 18] },
    ],
    [
      "unsafe_file",
      "This training file was blocked because too many examples were flagged by our moderation API for containing content that violates OpenAI's usage policies in the following categories: hate, sexual/minors. Use another.",
      { categories: ["hate", "sexual/minors"] },
    ],
    [
      "unsafe_file",
      "blocked because too many examples were flagged by our moderation for content that violates Azure OpenAI's usage policies with respect to model reasoning extraction.",
      { mend: expect.stringContaining("hidden reasoning") },
    ],
    [
      "server_error",
      "The job failed due to an internal error",
      { mend: expect.stringContaining("rows with tools") },
    ],
    ["odd", "Something nobody has seen", { mend: null }],
  ])("%s says what it is and what to do", async (code, message, expected) => {
    const param = "validation_file";
    const { error } = await summaryOf({ ...azureJob, status: "failed", error: { code, message, param } });
    expect(error).toMatchObject({ code, message, param, ...expected });
  });

  test("has an error also where the service does not say why", async () => {
    const { error } = await summaryOf({ ...azureJob, status: "failed", error: {} });
    expect(error).toMatchObject({ message: expect.stringContaining("does not say why") });
  });

  test("is read in no time, whatever its message holds", async () => {
    const message = `${"model ".repeat(20_000)}${"fine-tuning not ".repeat(20_000)}`;
    expect(await summaryOf({ ...azureJob, status: "failed", error: { message } })).toMatchObject({
      isDone: true,
    });
  });
});

describe("Get Fine-Tuning Job", () => {
  const running = { ...azureJob, status: "running", finished_at: null, fine_tuned_model: null };
  const step = (done: number, at: number, data: unknown = { step: done, total_steps: 100 }) => ({
    id: `e-${done}`,
    created_at: at,
    message: `Step ${done}: training loss=0.5`,
    data,
  });

  test("tells of the steps while the job runs", async () => {
    service.events = [step(90, now + 60), step(80, now + 50)];
    expect(await summaryOf(running)).toMatchObject({
      stepsDone: 90,
      stepsTotal: 100,
      progress: "It trains: step 90 of 100 since 2026-11-21T09:01:00Z.",
    });
  });

  test.each([
    ["the last step", [step(100, now + 60)]],
    [
      "the event that names success",
      [{ id: "e", created_at: now + 60, message: "Job succeeded.", data: null }],
    ],
  ])("knows by %s that the model is being built and checked, and no end", async (_, events) => {
    service.events = events;
    expect(await summaryOf(running)).toMatchObject({
      isDone: false,
      progress: "The steps are done; the model is being built and checked since 2026-11-21T09:01:00Z.",
    });
  });

  test("works without events", async () => {
    service.events = [null, 3, { data: [] }, {}] as never;
    expect(await summaryOf(running)).toMatchObject({
      progress: "It has been running since 2026-11-21T09:00:00Z.",
    });
  });

  test("names the input where there is no such job", async () => {
    expect((await failureOf(runJob(service, "getFineTuningJob", { jobId: "ftjob-9" }))).message).toContain(
      "Check Job ID",
    );
  });

  test.each([
    ["https://my-resource.openai.azure.com", "azure", "my-resource"],
    ["https://swedencentral.api.cognitive.microsoft.com", "azure", null],
    ["https://api.openai.com", "openai", null],
    ["https://gateway.example.com", "other", null],
  ] as const)("names the resource that has the job by its address %s", (origin, host, account) => {
    expect(jobSummary(base, { origin, host })).toMatchObject({ endpoint: origin, account });
  });
});

describe("a change of a job", () => {
  test.each([
    ["cancelFineTuningJob", "cancelled"],
    ["pauseFineTuningJob", "pausing"],
    ["resumeFineTuningJob", "resuming"],
  ])("%s gives the job as it is then", async (action, status) => {
    for (const api of apis) {
      service.jobs = [{ ...base, status: "running" }];
      const output = await runJob(service, action, { jobId: "ftjob-1" }, api);
      expect(output).toMatchObject({ id: "ftjob-1", summary: { status } });
    }
  });
});
