import { chatRows, linesOf, slowly, TrainingRig } from "./fineTuningSupport";
import { call, uploadTo } from "./support";

let rig: TrainingRig;

afterEach(() => rig?.close());

const reinforcement = (grader: unknown) => ({ type: "reinforcement", reinforcement: { grader } });
const check = {
  ...{ type: "string_check", name: "same", operation: "eq" },
  ...{ input: "{{sample.output_text}}", reference: "{{item.answer}}" },
};

describe("a job is refused on Azure", () => {
  const notTrainable = "The specified base model does not support fine-tuning.";
  const notRead = "The fineTuningJob field is required";

  test.each<[string, Record<string, unknown>, string]>([
    ["with the training type that the portal shows", { trainingType: "Developer" }, notRead],
    ["with a training type of other letters", { trainingType: "globalstandard" }, notRead],
    ["without a training type", { trainingType: undefined }, notTrainable],
    ["for a model without its version", { model: "gpt-4.1" }, notTrainable],
    ["for a deployment", { model: "my-deployment" }, notTrainable],
    [
      "for a method that the model does not learn by",
      { model: "o4-mini-2025-04-16" },
      "Finetuning with o4-mini-2025-04-16 requires the reinforcement method of finetuning.",
    ],
    ["with a null", { suffix: null }, "None is not of type 'string' - 'suffix'"],
    ["with a dot in its suffix", { suffix: "v1.2" }, "Invalid 'suffix'"],
    ["with too large a seed", { seed: 2 ** 31 }, "Invalid 'seed'"],
    ["for a file that is not there", { training_file: "file-none" }, "does not exist"],
    ["with too many epochs", { hyperparameters: { n_epochs: 51 } }, "Invalid 'n_epochs'"],
    [
      "with an integration that says no project",
      { integrations: [{ type: "wandb" }] },
      "Invalid 'integrations'",
    ],
    ["with an unknown method", { method: { type: "guessing" } }, "Invalid value: 'guessing'"],
  ])("%s", async (_, fields, message) => {
    rig = await TrainingRig.start();
    const { status, body } = await rig.create(fields);
    expect([status, body.error.code]).toEqual([400, "invalidPayload"]);
    expect(body.error.message).toContain(message);
    expect((await rig.ask("/fine_tuning/jobs")).body.data).toEqual([]);
  });

  test.each([
    ["pending", 0],
    ["running", 1000],
  ])("while its file is %s", async (status, waitMs) => {
    rig = await TrainingRig.start({ files: { pendingMs: 1000, runningMs: 1000 } });
    const training_file = await rig.upload();
    rig.clock.advance(waitMs);
    expect((await rig.ask(`/files/${training_file}`)).body.status).toBe(status);
    const refused = await rig.create({ training_file });
    expect(refused.body.error.message).toBe(
      "The specified file reference must point to a completed file import.",
    );
    rig.clock.advance(2000);
    expect((await rig.create({ training_file })).status).toBe(200);
  });

  test("for a file with another purpose", async () => {
    rig = await TrainingRig.start();
    const { body } = await uploadTo(rig.endpoint, "1", { purpose: "batch" });
    expect((await rig.create({ training_file: body.id })).body.error.message).toContain("'batch'");
  });

  test("for reinforcement without validation rows, or with a grader that is not sound", async () => {
    rig = await TrainingRig.start();
    const file = await rig.upload();
    const ask = (fields: object) =>
      rig.create({ model: "o4-mini-2025-04-16", training_file: file, ...fields });
    const bare = await ask({ method: reinforcement(check) });
    expect(bare.body.error.message).toBe("Missing required parameter: 'validation_file'.");
    const wrong = await ask({ method: reinforcement({ ...check, operation: "is" }), validation_file: file });
    expect(wrong.body.error.message).toContain("unknown 'operation'");
  });

  test("while as many wait as may, and above the number of jobs", async () => {
    rig = await TrainingRig.start({ fineTuning: { ...slowly, maximumQueued: 2, maximumJobs: 3 } });
    const [first] = [await rig.createdId(), await rig.createdId()];
    const third = await rig.create();
    expect([third.status, third.body.error.code]).toEqual([400, "quotaExceeded"]);
    await rig.jobAfter(3000, first);
    expect((await rig.create()).status).toBe(200);
    await rig.jobAfter(3000, first);
    expect((await rig.create()).body.error.message).toContain("3 fine-tuning jobs");
  });

  test("with metadata, where the service is told not to know it", async () => {
    rig = await TrainingRig.start({ fineTuning: { isMetadataUnknown: true } });
    expect((await rig.create({ metadata: { a: "b" } })).body.error.message).toContain("'metadata'");
    expect((await rig.create()).status).toBe(200);
  });
});

test("spellings of the training type are what the service is told to read", async () => {
  rig = await TrainingRig.start({ fineTuning: { trainingTypes: ["globalStandard"] } });
  expect((await rig.create({ trainingType: "GlobalStandard" })).status).toBe(400);
  expect((await rig.create({ trainingType: "globalStandard" })).status).toBe(200);
});

test("a dated version from before training types takes none, and minds none", async () => {
  rig = await TrainingRig.start();
  const path = "/openai/fine_tuning/jobs?api-version=2024-10-21";
  const body = { model: "gpt-4.1-2025-04-14", training_file: await rig.upload() };
  expect((await call(rig.endpoint, path, body)).status).toBe(201);
  expect((await call(rig.endpoint, path, { ...body, trainingType: "Developer" })).status).toBe(201);
});

test("a dated version from before there were jobs does not know their paths", async () => {
  rig = await TrainingRig.start();
  const { status, body } = await call(rig.endpoint, "/openai/fine_tuning/jobs?api-version=2023-05-15");
  expect([status, body.error.message]).toEqual([404, "Resource not found"]);
});

test("a model can be added to those that are trained", async () => {
  rig = await TrainingRig.start({ fineTuning: { models: { "Ministral-3B": ["supervised"] } } });
  expect((await rig.create({ model: "Ministral-3B" })).body.model).toBe("Ministral-3B");
});

describe("a job is refused at OpenAI", () => {
  test.each<[string, Record<string, unknown>, string]>([
    ["for a model that is not trained", { model: "gpt-5.4" }, "model"],
    ["for a file that is not there", { training_file: "file-none" }, "training_file"],
    ["without a model", { model: undefined }, "model"],
    ["with a null", { validation_file: null }, "validation_file"],
    ["with a hyperparameter of another method", { hyperparameters: { beta: 1 } }, "beta"],
  ])("%s", async (_, fields, param) => {
    rig = await TrainingRig.start({}, "openai");
    const { status, body } = await rig.create(fields);
    expect([status, body.error.type, body.error.param]).toEqual([400, "invalid_request_error", param]);
  });

  test("above the number of a day, until the oldest is a day old", async () => {
    rig = await TrainingRig.start({ fineTuning: { jobsPerDay: 2 } }, "openai");
    await rig.create();
    rig.clock.advance(60_000);
    await rig.create();
    const { status, body } = await rig.create();
    expect([status, body.error.code, body.error.type]).toEqual([
      ...[429, "daily_rate_limit_exceeded", "invalid_request_error"],
    ]);
    expect(body.error.message).toContain("the maximum of 2 fine-tuning requests per day");
    rig.clock.advance(24 * 60 * 60 * 1000 - 60_000);
    expect((await rig.create()).status).toBe(200);
  });

  test.each([
    ["explorePlan", "Explore plan"],
    ["newOrganizations", "no longer available"],
  ] as const)("to an organization that it is closed to: %s", async (isClosedTo, words) => {
    rig = await TrainingRig.start({ fineTuning: { isClosedTo } }, "openai");
    const { status, body } = await rig.create();
    expect([status, body.error.message]).toEqual([403, expect.stringContaining(words)]);
  });
});

describe("a job fails", () => {
  const failureOf = async (content: string | Uint8Array<ArrayBuffer>, fields: object = {}) => {
    rig = await TrainingRig.start({}, "openai");
    const job = await rig.job(await rig.createdId({ training_file: await rig.upload(content), ...fields }));
    expect([job.status, job.fine_tuned_model, job.trained_tokens]).toEqual(["failed", null, null]);
    return job.error;
  };

  test("with too few rows", async () => {
    expect(await failureOf(linesOf(chatRows(7)))).toEqual({
      code: "invalid_n_examples",
      message: "Training file has 7 example(s), but must have at least 10 examples",
      param: "training_file",
    });
  });

  test("with a row that is not sound, by its number", async () => {
    const rows = [...chatRows(11), { messages: [{ role: "user", content: "?" }, { content: "!" }] }];
    expect(await failureOf(linesOf(rows))).toMatchObject({
      code: "invalid_training_file",
      message:
        "The job failed due to an invalid training file. Invalid file format. Example 12, message 2 Discriminator 'role' is missing in value",
    });
  });

  test("with rows for another method", async () => {
    const { message } = await failureOf(linesOf(chatRows()), { method: { type: "dpo" } });
    expect(message).toMatch(
      /Input file file-\w+ is in the fine-tune-chat format, but the specified fine-tuning job is not using 'supervised' as the training method \(provided method=dpo\)\./,
    );
  });

  test("with rows that moderation stops, and says which", async () => {
    const rows = chatRows(12).map((row, index) =>
      index % 5 === 3 ? { ...row, note: "forbidden-content" } : row,
    );
    expect(await failureOf(linesOf(rows))).toMatchObject({
      code: "unsafe_file",
      message: expect.stringContaining("Flagged lines: 4, 9."),
    });
  });

  test("with a mark before UTF-8, whose hint shows nothing of it", async () => {
    const { message } = await failureOf(new Uint8Array(Buffer.from(`\uFEFF${linesOf(chatRows())}`)));
    expect(message).toContain("Line 1 is not a dictionary (HINT: line starts with:");
  });

  test("with a file that was deleted before it was looked into", async () => {
    rig = await TrainingRig.start({ fineTuning: slowly });
    const training_file = await rig.upload();
    const id = await rig.createdId({ training_file });
    await rig.ask(`/files/${training_file}`, undefined, "DELETE");
    expect((await rig.jobAfter(1000, id)).error.code).toBe("invalid_training_file");
  });

  test.each([
    ["training", "server_error", 32_000],
    ["modelCheck", "unsafe_model", 50_000],
  ] as const)("at the %s when it is told to", async (failsAt, code, endMs) => {
    rig = await TrainingRig.start({ fineTuning: { ...slowly, failsAt } });
    const id = await rig.createdId();
    expect((await rig.jobAfter(endMs - 1, id)).status).toBe("running");
    const job = await rig.jobAfter(1, id);
    expect([job.status, job.error.code, job.fine_tuned_model]).toEqual(["failed", code, null]);
    expect((await rig.events(id)).at(0)).toMatchObject({ level: "error", message: job.error.message });
    expect(await rig.checkpoints(id)).toHaveLength(2);
  });

  test("for harm in rows that a reasoning model is to be trained with, in other words", async () => {
    rig = await TrainingRig.start();
    const rows = Array.from({ length: 10 }, () => ({
      ...{ messages: [{ role: "user", content: "forbidden-content" }], answer: "no" },
    }));
    const file = await rig.upload(linesOf(rows));
    const fields = { model: "o4-mini-2025-04-16", training_file: file, validation_file: file };
    const job = await rig.job(await rig.createdId({ ...fields, method: reinforcement(check) }));
    expect([job.error.code, job.error.message]).toEqual([
      "unsafe_file",
      expect.stringContaining("model reasoning extraction"),
    ]);
  });

  test("for harm in its rows on Azure, whose words tell no row", async () => {
    rig = await TrainingRig.start();
    const rows = [
      ...chatRows(),
      {
        messages: [
          { role: "user", content: "forbidden-content" },
          { role: "assistant", content: "no" },
        ],
      },
    ];
    const job = await rig.job(await rig.createdId({ training_file: await rig.upload(linesOf(rows)) }));
    expect(job.error.message).toContain("failed RAI checks for harm types: [hate_fairness");
  });
});
