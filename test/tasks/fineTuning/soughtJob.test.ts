import type { FineTuningJob } from "openai/resources/fine-tuning/jobs";
import type { Client } from "../../../src/client/createClient";
import { AzureOpenAIError } from "../../../src/client/errors/errors";
import { withdrawSecondJob } from "../../../src/tasks/fineTuning/run/withdrawSecondJob";
import { isSought, type SoughtJob } from "../../../src/tasks/fineTuning/soughtJob";
import { useTestClock } from "../../support/hooks";

const clock = useTestClock();

const request = {
  baseModel: "gpt-4.1",
  trainingFileId: "file-rows",
  suffix: "shop-0a1b2c",
  seed: 7,
  hyperparameters: { n_epochs: 3 },
};
const sought: SoughtJob = { request, marker: "m1" };
const job = { model: "gpt-4.1-2025-04-14", training_file: "file-rows", validation_file: null };

describe("a job that is looked for", () => {
  it.each([
    ["as it was asked for", {}],
    ["its settings untold", { seed: null, hyperparameters: { n_epochs: "auto" }, method: null }],
    ["its settings the same", { seed: 7, hyperparameters: { n_epochs: 3 }, method: { type: "supervised" } }],
    ["its marker", { metadata: { step_run: "m1" }, training_file: "file-other" }],
  ])("is found: %s", (_, fields) => {
    expect(isSought({ ...job, ...fields }, sought)).toBe(true);
  });

  it.each([
    ["of a model whose name begins alike", { model: "gpt-4.1-mini-2025-04-14" }],
    ["of another seed", { seed: 8 }],
    ["of another method", { method: { type: "dpo" } }],
    ["of other hyperparameters", { hyperparameters: { n_epochs: 4 } }],
    ["of other rows", { training_file: "file-others" }],
    ["of another suffix", { suffix: "shop-ffffff" }],
    ["of another marker", { metadata: { step_run: "m2" } }],
  ])("is another one: %s", (_, fields) => {
    expect(isSought({ ...job, ...fields }, sought)).toBe(false);
  });

  it("is told by a suffix with a part of its marker while the files are not made", () => {
    const unmade = { ...sought, request: { ...request, trainingFileId: undefined }, hasMarkedSuffix: true };
    expect(isSought({ ...job, suffix: "shop-0a1b2c" }, unmade)).toBe(true);
    expect(isSought(job, unmade)).toBe(false);
  });
});

describe("a second job of two processes", () => {
  const listed = ["ftjob-1", "ftjob-2"].map((id, index) => ({ ...job, id, created_at: index }));
  const clientWith = (lists: unknown[][], cancel: (id: string) => Promise<unknown>) =>
    ({
      remainingMs: () => 60_000,
      withResource: (call: (openai: unknown) => Promise<unknown>) =>
        call({
          fineTuning: { jobs: { cancel, list: async () => ({ data: lists.shift(), has_more: false }) } },
        }),
    }) as unknown as Client;
  const created = { id: "ftjob-2" } as FineTuningJob;

  it("is cancelled once the list shows what was created", async () => {
    const cancelled: string[] = [];
    const client = clientWith([[], listed], async (id) => cancelled.push(id));
    expect(await withdrawSecondJob(client, created, sought)).toMatchObject({ job: { id: "ftjob-1" } });
    expect([cancelled, clock.waits]).toEqual([["ftjob-2"], [2_000, 5_000]]);
  });

  it("that can't be cancelled is told, and the oldest one is followed", async () => {
    const refusal = new AzureOpenAIError({ what: "The service said no." }, { kind: "service", attempts: 1 });
    const client = clientWith([listed], () => Promise.reject(refusal));
    expect(await withdrawSecondJob(client, created, sought)).toMatchObject({
      job: { id: "ftjob-1" },
      warning: expect.stringMatching(
        /^The job ftjob-2 is a second one of the same rows: cancel it by Cancel Fine-Tuning Job\. The service said no/,
      ),
    });
  });
});
