import { errorAnswer, resetConnection } from "../../support/answers";
import { failureOf } from "../../support/connector";
import { useStarted, useTestClock } from "../../support/hooks";
import type { ScriptEntry } from "../../support/scriptedServer";
import { azureRefusal, createdBodies, runJob, startJobService } from "./jobService";

useTestClock();
const service = useStarted(() => startJobService());

const form = { baseModel: "gpt-4.1-mini-2025-04-14", trainingFileId: "file-train" };

const create = (params: Record<string, unknown> = {}, api: Parameters<typeof runJob>[3] = "v1") =>
  runJob(service, "createFineTuningJob", { ...form, ...params }, api);

const failure = (params: Record<string, unknown> = {}, api: Parameters<typeof runJob>[3] = "v1") =>
  failureOf(create(params, api));

const grader = {
  type: "string_check",
  name: "same",
  operation: "eq",
  input: "{{sample.output_text}}",
  reference: "{{item.answer}}",
};
const reinforcement = { method: "reinforcement", validationFileId: "file-valid", grader };

describe("a form that does not fit", () => {
  test.each<[string, Record<string, unknown>]>([
    ["Validation File ID: it is the training file", { validationFileId: "file-train" }],
    ['Base Model: "gpt-4o-mini" is not accepted', { baseModel: "gpt-4o-mini" }],
    ["Grader: it is empty", { ...reinforcement, grader: "" }],
    ["Validation File ID: it is empty", { ...reinforcement, validationFileId: "" }],
    ["Grader: it is filled in, but only Reinforcement", { grader }],
    ["Beta: it is filled in, but only Preference", { hyperparameters: { beta: "0.1" } }],
    ["Evaluation Samples: it is filled in, but only", { hyperparameters: { evalSamples: "2" } }],
    ["Suffix: ", { suffix: "v1.2" }],
    ["Suffix: ", { suffix: "s".repeat(65) }],
    ["Epochs: ", { hyperparameters: { epochs: "51" } }],
    ["Metadata: ", { jobSettings: { metadata: { a: "b".repeat(513) } } }],
    ["Integrations: ", { jobSettings: { integrations: '{"type": "wandb"}' } }],
    ["Extra Parameters: ", { jobSettings: { extraParameters: "[]" } }],
    ["Grader: ", { ...reinforcement, grader: "[1]" }],
  ])("is refused by name before anything is sent: %s", async (start, params) => {
    expect((await failure(params)).message.startsWith(start)).toBe(true);
    expect(service.server.requests).toEqual([]);
  });

  test("is let through where the builder insists, or nobody knows better", async () => {
    await create({ validationFileId: "file-train", jobSettings: { allowSameFile: "true" } });
    await create({ jobSettings: { extraParameters: '{"model": "gpt-4o-mini"}' }, baseModel: "gpt-4o-mini" });
    for (const baseModel of [
      "gpt-oss-20b",
      "Ministral-3B",
      "gpt-35-turbo-0125",
      "gpt-4o-2024-08-06.ft-0a1b",
      "ft:gpt-4o:org::id",
    ])
      await create({ baseModel });
    await create({ baseModel: "gpt-4o-mini" }, "openai");
    expect(service.jobs).toHaveLength(8);
  });
});

describe("a grader", () => {
  test("is checked by the service before the job is created", async () => {
    await create(reinforcement);
    const [check] = service.server.requests.filter(({ url }) => url.includes("/graders/validate"));
    expect(JSON.parse(check?.body ?? "")).toEqual({ grader });
    expect(createdBodies(service)[0]).toMatchObject({
      method: { type: "reinforcement", reinforcement: { grader } },
      validation_file: "file-valid",
    });
  });

  test.each([
    ["a refusal", azureRefusal("operation must be one of eq, ne")],
    ["valid: false", { body: { valid: false, errors: ["operation must be one of eq, ne"] } }],
  ])("that is wrong by %s creates nothing", async (_, answered) => {
    service.grader = answered;
    const { message } = await failure(reinforcement);
    expect(message).toContain("operation must be one of eq, ne");
    expect(message).toContain("Grader");
    expect(service.jobs).toEqual([]);
  });

  test("that nobody can check is sent, and the output says so", async () => {
    service.grader = errorAnswer(404);
    expect(await create(reinforcement)).toMatchObject({ warning: expect.stringContaining("not checked") });
  });
});

const said = (...roles: string[]) => ({ messages: roles.map((role) => ({ role, content: "x" })) });
const pair = {
  input: said("user"),
  preferred_output: said("assistant").messages,
  non_preferred_output: said("assistant").messages,
};
const rowsOf = (row: unknown) => ({ body: `\uFEFF${JSON.stringify(row)}\n{"cut off` });

describe("a file whose first row is of another method", () => {
  const plain = { prompt: "x", completion: "y" };

  test.each<[string, unknown, Record<string, unknown>]>([
    ["Method: it is Supervised, and the first row of file-train is a pair", pair, {}],
    ["Method: it is Reinforcement, and the first row of file-train is a pair", pair, reinforcement],
    ["Method: it is Preference (DPO), and", said("user", "assistant"), { method: "preference" }],
    ["Method: it is Preference (DPO), and", said("user"), { method: "preference" }],
    ["Method: it is Reinforcement, and", said("system", "user", "assistant"), reinforcement],
    ["Method: it is Supervised, and the first row of file-train is a chat without", said("user"), {}],
    ["Training File ID: the first row of file-train is a prompt with a completion", plain, {}],
  ])("is refused before the job is created: %s", async (start, row, params) => {
    service.fileContents["file-train"] = rowsOf(row);
    const { message } = await failure(params);
    expect(message.startsWith(start)).toBe(true);
    expect(message).toMatch(/another file under Training File ID|Prepare Training Data/);
    expect(service.jobs).toEqual([]);
  });

  test("is named where it is the validation file", async () => {
    service.fileContents["file-train"] = rowsOf(pair);
    service.fileContents["file-valid"] = rowsOf(said("user", "assistant"));
    const { message } = await failure({ method: "preference", validationFileId: "file-valid" });
    expect(message).toBe(
      "Method: it is Preference (DPO), and the first row of file-valid is a chat that ends with the answer to learn. Choose Supervised, or enter another file under Validation File ID.",
    );
  });

  test.each<[string, unknown, Record<string, unknown>]>([
    ["of its own method", pair, { method: "preference" }],
    ["a chat that another turn may end", said("user", "assistant", "user"), {}],
    [
      "of a method that Extra Parameters have",
      pair,
      { jobSettings: { extraParameters: '{"method": {"type": "dpo"}}' } },
    ],
    ["with a model that may learn by completions", plain, { baseModel: "davinci-002" }],
    ["of no known form", { text: "x" }, {}],
    ["not an object", [null], {}],
    ["with messages of any type", { messages: { role: "user" }, prompt: "x", completion: "y" }, {}],
  ])("is left to the service where the row is %s", async (_, row, params) => {
    service.fileContents["file-train"] = rowsOf(row);
    expect(await create(params)).toMatchObject({ jobId: "ftjob-1" });
  });

  test.each<[string, ScriptEntry]>([
    ["is no JSON", { body: "[\n{}]" }],
    ["is empty", { body: "" }],
    ["is refused", errorAnswer(401)],
    ["breaks off", resetConnection],
  ])("is left to the service where the file %s", async (_, entry) => {
    service.fileContents["file-train"] = entry;
    expect(await create()).toMatchObject({ jobId: "ftjob-1" });
  });
});

describe("a suffix", () => {
  test("that some versions of Azure refuse is warned of, and not on OpenAI", async () => {
    const suffix = "a-suffix-of-more-than-18";
    expect(await create({ suffix })).toMatchObject({ warning: expect.stringContaining("18 characters") });
    expect(await create({ suffix }, "openai")).toMatchObject({ warning: null });
  });
});

describe("a suffix that a job has already", () => {
  const suffix = "Support";
  const warnings = async (other: Record<string, unknown>) => {
    service.jobs = [
      { id: "ftjob-old", status: "running", suffix: "support", training_file: "file-old", ...other },
    ];
    return (await create({ suffix }))["warning"];
  };

  test("is warned of where that one has other rows and a model, or will have one", async () => {
    expect(await warnings({})).toMatch(/^The job ftjob-old has the same Suffix and another training file/);
    const named = { suffix: null, status: "succeeded", fine_tuned_model: "ft:gpt-4o:org:support:8abc" };
    expect(await warnings(named)).toContain("ftjob-old");
    expect(await warnings({ training_file: "file-train" })).toBeNull();
    expect(await warnings({ status: "failed" })).toBeNull();
    expect(await warnings({ suffix: "supporters" })).toBeNull();
  });

  test("costs nothing where the list can't be read, and no look where none is entered", async () => {
    service.listAnswer = errorAnswer(403);
    expect(await create({ suffix })).toMatchObject({ jobId: "ftjob-1", warning: null });
    await create();
    expect(service.server.requests.filter(({ url }) => /jobs\?/.test(url))).toHaveLength(1);
  });
});

test("a job that a version without jobs does not know leads to the version, not to the id", async () => {
  const messageOf = async (apiVersion: string) =>
    (await failureOf(runJob(service, "getFineTuningJob", { jobId: "ftjob-1" }, { apiVersion }))).message;
  expect(await messageOf("2023-05-15")).toContain("API Version 2023-05-15 may have no fine-tuning");
  expect(await messageOf("2024-10-21")).toContain("Job ID");
  expect(await messageOf("2024-10-21")).not.toContain("API Version");
});

describe("a refusal", () => {
  test.each([
    [
      429,
      "daily_rate_limit_exceeded",
      "This fine-tune request has been rate-limited. Your organization has reached the maximum of 8 fine-tuning requests per day for the model 'm'.",
      "when the oldest job of the last 24 hours is older than that",
    ],
    [
      403,
      "x",
      "Fine-tuning jobs cannot be created on an Explore plan. You can upgrade.",
      "upgrade it to a paid plan",
    ],
    [403, "x", "Fine-tuning is no longer available to new organizations.", "2027-01-06"],
    [
      400,
      "invalidPayload",
      "The specified base model does not support fine-tuning.",
      "a deployment's name in its place",
    ],
    [
      400,
      "invalidPayload",
      "Finetuning with o4-mini-2025-04-16 requires the reinforcement method of finetuning.",
      "Choose Reinforcement under Method.",
    ],
    [400, "x", "The model requires the dpo method.", "Choose Preference (DPO) under Method."],
    [
      400,
      "quotaExceeded",
      "The maximum number of running fine-tuning jobs has been reached.",
      "3 jobs may run, 5 with",
    ],
    [400, "quotaExceeded", "20 jobs are queued, which is the most.", "20 may be queued."],
    [400, "quotaExceeded", "100 files are the most.", "by Delete File"],
    [400, "quotaExceeded", "The most that it can have.", "a resource keeps 100"],
    [429, "x", "You reached the maximum of 8 fine-tuning jobs per month for 'm'.", "of the last 30 days is"],
    [400, "model_not_found", "The model 'x' does not exist", "Check Base Model"],
  ])("%d %s says what to do, is asked once, and creates nothing", async (status, code, message, mend) => {
    service.creations = [azureRefusal(message, code, status)];
    const error = await failure();
    expect(error.message).toContain(message);
    expect(error.message).toContain(mend);
    expect(createdBodies(service)).toHaveLength(1);
    expect(service.jobs).toEqual([]);
  });

  test("for a limit tells what the list of jobs says of it", async () => {
    const job = (id: string, status: string) => ({ id, status, model: form.baseModel });
    service.jobs = [
      ...Array.from({ length: 6 }, (_, index) => job(`ftjob-${index}`, "running")),
      job("ftjob-a", "pending"),
      job("ftjob-b", "paused"),
      job("ftjob-c", "succeeded"),
    ];
    service.creations = [azureRefusal("Too many running jobs.", "quotaExceeded")];
    expect((await failure()).message).toMatch(
      /By the list of jobs, 6 run \(ftjob-0, ftjob-1, ftjob-2, ftjob-3, ftjob-4, …\), 1 waits, and 9 are kept\.$/,
    );
  });

  test("for a limit on files looks at no jobs", async () => {
    service.creations = [azureRefusal("The maximum number of files has been reached.", "quotaExceeded")];
    const { message } = await failure();
    expect(message).toContain("by Delete File");
    expect(message).not.toContain("list of jobs");
  });

  test("for the jobs of a day tells when the oldest of them counts no more", async () => {
    const now = Date.parse("2026-11-21T09:00:00Z") / 1000;
    const created = (id: string, hoursAgo: number, model = form.baseModel) => ({
      ...{ id, model, status: "failed", created_at: now - hoursAgo * 3600 },
    });
    const refusal = azureRefusal("Used up.", "daily_rate_limit_exceeded", 429);
    service.jobs = [created("ftjob-1", 2), created("ftjob-2", 23), created("ftjob-3", 25)];
    service.jobs.push(created("ftjob-4", 1, "gpt-4o-2024-08-06"));
    service.creations = [refusal];
    expect((await failure({}, "openai")).message).toContain(
      `2 of ${form.baseModel} were created in that time, ftjob-2 first: it counts until 2026-11-21T10:00:00Z.`,
    );
    service.jobs = [created("ftjob-1", 1)];
    service.creations = [refusal];
    expect((await failure({ baseModel: "gpt-4.1" }, "openai")).message).toContain(
      "they are of other projects.",
    );
  });

  test("for a rate of minutes is waited out", async () => {
    service.creations = [errorAnswer(429, { "retry-after": "2" })];
    expect(await create()).toMatchObject({ jobId: "ftjob-1", wasFound: false });
  });
});
