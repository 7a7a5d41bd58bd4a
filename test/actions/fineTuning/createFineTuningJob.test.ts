import { errorAnswer, htmlPage, truncatedJson } from "../../support/answers";
import { failureOf } from "../../support/connector";
import { useStarted, useTestClock } from "../../support/hooks";
import { azureRefusal, createdBodies, runJob, startJobService } from "./jobService";

const clock = useTestClock();
const service = useStarted(() => startJobService());

const form = { baseModel: "gpt-4.1-mini-2025-04-14", trainingFileId: "file-train" };

const create = (params: Record<string, unknown> = {}, api: Parameters<typeof runJob>[3] = "v1") =>
  runJob(service, "createFineTuningJob", { ...form, ...params }, api);

const failure = (params: Record<string, unknown> = {}, api: Parameters<typeof runJob>[3] = "v1") =>
  failureOf(create(params, api));

const preview = { apiVersion: "2025-04-01-preview" };

describe("the request", () => {
  test("has what was filled in, the tier always on Azure, and nothing that is null", async () => {
    const output = await create();
    expect(createdBodies(service)).toEqual([
      {
        model: "gpt-4.1-mini-2025-04-14",
        training_file: "file-train",
        method: { type: "supervised" },
        trainingType: "Standard",
        metadata: { step_run: expect.stringMatching(/^[\da-f-]{36}$/) },
      },
    ]);
    expect(output).toMatchObject({
      jobId: "ftjob-1",
      wasFound: false,
      trainingType: "Standard",
      warning: null,
    });
  });

  test("has every setting by the names of the service", async () => {
    await create({
      validationFileId: "file-valid",
      method: "preference",
      trainingTier: "developer",
      suffix: "support",
      hyperparameters: { epochs: "2", batchSize: "8", learningRateMultiplier: "0.1", beta: "0.1" },
      jobSettings: {
        seed: "0",
        metadata: [{ key: "source", value: "tickets" }],
        integrations: '[{"type": "wandb", "wandb": {"project": "p"}}]',
        extraParameters:
          '{"method": {"dpo": {"hyperparameters": {"l2_multiplier": 0.2}}}, "task_type": "chat"}',
      },
    });
    expect(createdBodies(service)[0]).toEqual({
      model: "gpt-4.1-mini-2025-04-14",
      training_file: "file-train",
      validation_file: "file-valid",
      method: {
        type: "dpo",
        dpo: {
          hyperparameters: {
            n_epochs: 2,
            batch_size: 8,
            learning_rate_multiplier: 0.1,
            beta: 0.1,
            l2_multiplier: 0.2,
          },
        },
      },
      suffix: "support",
      seed: 0,
      trainingType: "developerTier",
      metadata: { source: "tickets", step_run: expect.any(String) },
      integrations: [{ type: "wandb", wandb: { project: "p" } }],
      task_type: "chat",
    });
  });

  test("has no tier on OpenAI, and on dated versions the fields that these know", async () => {
    await create({ hyperparameters: { epochs: "2" } }, "openai");
    await create({ hyperparameters: { epochs: "2" } }, preview);
    const output = await create({ hyperparameters: { epochs: "2" } }, "dated");
    const supervised = { type: "supervised", supervised: { hyperparameters: { n_epochs: 2 } } };
    expect(createdBodies(service)).toEqual([
      {
        model: form.baseModel,
        training_file: "file-train",
        method: supervised,
        metadata: expect.any(Object),
      },
      expect.objectContaining({ method: supervised, trainingType: "Standard" }),
      { model: form.baseModel, training_file: "file-train", hyperparameters: { n_epochs: 2 } },
    ]);
    expect(output).toMatchObject({
      trainingType: null,
      warning: expect.stringContaining("no training tiers"),
    });
  });

  test("is sent when both files have been read", async () => {
    service.fileStatuses["file-train"] = ["pending", "running", "processed"];
    service.fileStatuses["file-valid"] = ["notRunning", "processed"];
    await create({ validationFileId: "file-valid" });
    expect(clock.waits).toEqual([1000, 2000, 1000]);
    expect(service.server.requests.at(-1)?.method).toBe("POST");
  });

  test("goes out again while the service says that the import goes on", async () => {
    const unread = azureRefusal("The specified file reference must point to a completed file import.");
    service.creations = [unread, unread];
    expect(await create()).toMatchObject({ jobId: "ftjob-1" });
    expect(clock.waits).toEqual([5000, 5000]);
  });
});

describe("a file", () => {
  test("that can't be used is named with the service's reason, and no job is asked for", async () => {
    service.fileStatuses["file-valid"] = ["pending", "error"];
    const error = await failure({ validationFileId: "file-valid" });
    expect(error.message).toBe(
      "Create Fine-Tuning Job: Validation File ID names file-valid, which the service could not use: its status is error. Row 3 is no JSON. Correct the rows, upload them as a new file, and run the step again.",
    );
    expect(createdBodies(service)).toEqual([]);
  });

  test("that is not there is named by its input", async () => {
    const error = await failure({ trainingFileId: "file-gone" });
    expect(error).toMatchObject({ kind: "notFound" });
    expect(error.message).toMatch(/It was asked for as Training File ID\.$/);
  });
});

describe("a refusal of the tier's spelling", () => {
  const unread = azureRefusal("The fineTuningJob field is required");

  test.each([
    ["standard", ["Standard", "standard"]],
    ["globalStandard", ["GlobalStandard", "globalStandard"]],
    ["developer", ["developerTier", "Developer"]],
  ])(
    "is followed by the other spelling of %s once, and the output says which was taken",
    async (tier, sent) => {
      service.creations = [unread];
      const output = await create({ trainingTier: tier });
      expect(createdBodies(service).map(({ trainingType }) => trainingType)).toEqual(sent);
      expect(output).toMatchObject({ trainingType: sent[1] });
      service.creations = [unread, unread];
      expect((await failure({ trainingTier: tier })).message).toContain("choose another Training Tier");
      expect(service.jobs).toHaveLength(1);
    },
  );

  test("never meets a version that knows no tiers: the form is refused", async () => {
    const error = await failure({ trainingTier: "developer" }, "dated");
    expect(error.message).toMatch(/^Training Tier: .*API Version 2024-10-21 trains Standard alone/);
    expect(service.server.requests).toEqual([]);
  });
});

describe("an answer that is lost", () => {
  test.each(["kept", "not kept"])("leads to the one job, metadata %s", async (kept) => {
    service.keepsMetadata = kept === "kept";
    service.creations = ["lost"];
    service.hidesNewJobs = 1;
    const output = await create({ suffix: "support" });
    expect(output).toMatchObject({
      jobId: "ftjob-1",
      wasFound: true,
      warning: expect.stringContaining("lost"),
    });
    expect(createdBodies(service)).toHaveLength(1);
  });

  test.each([
    ["a cut-off body", truncatedJson],
    ["a page", htmlPage()],
    ["a 500", errorAnswer(500)],
    ["a 504", errorAnswer(504)],
    ["an object without an id", { body: { object: "fine_tuning.job" } }],
  ])("as %s leads to no second job where the list has none", async (_, answered) => {
    service.creations = [answered];
    service.jobs = [
      {
        id: "ftjob-older",
        model: form.baseModel,
        training_file: "file-train",
        validation_file: null,
        created_at: clock.now() / 1000 - 3600,
      },
    ];
    const error = await failure();
    expect(error.message).toContain("see in List Fine-Tuning Jobs whether file-train has one");
    expect(error.message).toContain("it was not there");
    expect(createdBodies(service)).toHaveLength(1);
  });

  test("is not taken for that of a neighbor with another marker", async () => {
    service.creations = ["lost", "lost"];
    service.hidesNewJobs = 0;
    const [one, other] = await Promise.all([create(), create()]);
    expect(new Set([one["jobId"], other["jobId"]])).toEqual(new Set(["ftjob-1", "ftjob-2"]));
  });
});

describe("metadata that the service refuses", () => {
  const refused = azureRefusal("Unknown parameter: 'metadata'.");

  test("is left out: the builder's first, which is told, then the marker", async () => {
    service.creations = [refused];
    const notes = { jobSettings: { metadata: [{ key: "a", value: "b" }] } };
    const left = { warning: expect.stringContaining("The service took no metadata with this job") };
    expect(await create(notes)).toMatchObject(left);
    service.creations = [refused, refused];
    expect(await create(notes)).toMatchObject(left);
    expect(createdBodies(service).map(({ metadata }) => metadata)).toEqual([
      { a: "b", step_run: expect.any(String) },
      { step_run: expect.any(String) },
      { a: "b", step_run: expect.any(String) },
      { step_run: expect.any(String) },
      undefined,
    ]);
  });

  test("is told by the parameter that the refusal names, whatever else its words name", async () => {
    const error = { code: "invalid", param: "metadata.a", message: "Only with trainingType Standard." };
    service.creations = [{ status: 400, body: { error } }];
    await create({ jobSettings: { metadata: [{ key: "a", value: "b" }] } });
    expect(createdBodies(service).map(({ trainingType, metadata }) => [trainingType, metadata])).toEqual([
      ["Standard", { a: "b", step_run: expect.any(String) }],
      ["Standard", { step_run: expect.any(String) }],
    ]);
  });
});
