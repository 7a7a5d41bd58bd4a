import type { EntraAuthority } from "../../../local/endpoint";
import { completeDeployment } from "../../../local/endpoint/catalogue/deployedModel";
import { failureOf } from "../../support/connector";
import { shareStarted, useClosing, useLocalTrust, useTestClock } from "../../support/hooks";
import {
  examples,
  type FineTuned,
  type FineTuneWorld,
  kinds,
  startAuthority,
  startWorld,
  type WorldOptions,
} from "./fineTuneWorld";

useLocalTrust();
const clock = useTestClock(Date.now);
const authority: EntraAuthority = shareStarted(startAuthority);
const closeLater = useClosing();

const start = async (options: WorldOptions = {}): Promise<FineTuneWorld> =>
  closeLater(await startWorld(options, authority));

const changes = ({ endpoint, manager }: FineTuneWorld): string[] =>
  [...endpoint.requests, ...manager.requests]
    .filter(({ method }) => method !== "GET")
    .map(
      ({ method, path }) => `${method} ${path.replace(/.*\/(?=files|fine_tuning|deployments|chat)/, "/")}`,
    );

const forget = ({ endpoint, manager }: FineTuneWorld): void => {
  endpoint.requests.length = 0;
  manager.requests.length = 0;
};

const exact = { by: "exact", threshold: "80" };
const hour = 3_600_000;

describe("rows", () => {
  it("become a deployed model, and a second run makes nothing", async () => {
    const world = await start();
    const first = await world.step({ records: examples() });
    expect(first).toMatchObject({ stage: "done", isDone: true, isReady: true, model: "my-support" });
    expect(first.fineTunedModel).toMatch(/^gpt-4\.1-mini-2025-04-14\.ft-[\da-f]+-support-[\da-f]{6}$/);
    expect(first.warnings.join(" ").match(/billed by the hour/g)).toHaveLength(1);
    // Each file is looked at once.
    const { requests } = world.endpoint;
    expect(requests.filter(({ path }) => /\/files\/file-[^/]+$/.test(path))).toHaveLength(2);
    forget(world);
    const again = await world.step({ records: examples(), state: first.state });
    expect(again).toMatchObject({ stage: "done", jobId: first.jobId });
    // The endpoint is asked whether the deployment answers, without tokens.
    expect(changes(world)).toEqual(["POST /chat/completions"]);
  });

  it("make one set of files, one job and one deployment when two steps run at once", async () => {
    const world = await start();
    const both = await Promise.all([1, 2].map(() => world.step({ records: kinds(), evaluation: exact })));
    expect(both[0]?.jobId).toBe(both[1]?.jobId);
    const { files, jobs, deployments } = await world.existing();
    expect([files.length, jobs.length, deployments]).toEqual([3, 1, ["my-support"]]);
  });

  it("that differ under the same suffix make another job, and it is said", async () => {
    const world = await start();
    const first = await world.step({ records: examples() });
    const other = await world.step({ records: examples(41), deploymentName: "my-other" });
    expect(other.jobId).not.toBe(first.jobId);
    expect(other.warnings.join(" ")).toContain(
      `The job ${first.jobId} has the same Suffix and other rows or settings: this one was created beside it.`,
    );
  });

  it("become a model that needs no deployment on OpenAI", async () => {
    const world = await start({ api: "openai" });
    const result = await world.step({ records: kinds(), deploymentName: "", evaluation: exact });
    expect(result).toMatchObject({ stage: "done", isReady: true, deploymentName: null });
    expect(result.model).toMatch(/^ft:gpt-4\.1-mini-2025-04-14:/);
    expect(result.evaluation).toMatchObject({ comparedWith: form.baseModel, score: 1, otherScore: 0 });
  });
});

const form = { baseModel: "gpt-4.1-mini-2025-04-14" };

describe("before anything is paid", () => {
  it("a name that runs another model is refused", async () => {
    const world = await start();
    const error = await failureOf(world.step({ records: examples(), deploymentName: "my-base" }));
    expect(error.message).toMatch(/deployment my-base runs gpt-4\.1-mini; nothing was created\./);
    expect(changes(world)).toEqual([]);
  });

  it.each([
    [{ records: undefined }, /^Records: it is empty, and so is Job ID\./],
    [{ baseModel: "" }, /^Base Model: it is empty\./],
    [{ deploymentName: "", evaluation: exact }, /^Deployment Name: it is empty/],
    [
      { deployment: { checkpoint: "best" }, trainingData: { validationShare: "0" } },
      /^Checkpoint: no row is left for validation/,
    ],
    [{ evaluation: { by: "judge" } }, /^Judge Model: it is empty\./],
    [{ evaluation: { by: "judge", judgeModel: "gpt-5.4", rubric: "{{answer" } }, /^Rubric: /],
    [
      { evaluation: { by: "judge", judgeModel: "gpt-5.4", rubric: "{{answr}} is polite." } },
      /^Rubric: \{\{answr\}\} is a field of no record\. The nearest is \{\{answer\}\}/,
    ],
    [
      { records: examples(40).map(({ prompt }) => ({ prompt, completion: "" })) },
      /made no files: 40 of 40 rows/,
    ],
  ])("wrong input is refused: %#", async (fields, message) => {
    const world = await start();
    expect((await failureOf(world.step({ records: examples(), ...fields }))).message).toMatch(message);
    expect(changes(world)).toEqual([]);
  });
});

describe("a step whose time is up", () => {
  it("says what the job does and when to look, and a later run is done", async () => {
    const world = await start({ fineTuning: { queuedMs: 1000, trainingMs: 2 * hour } });
    clock.advance(5000);
    const first = await world.step({ records: examples() });
    expect(first).toMatchObject({ stage: "training", isDone: false, isReady: false, model: null });
    expect(first.waitsFor).toContain(String(first.jobId));
    expect(Date.parse(String(first.nextLook))).toBeGreaterThan(clock.now());
    clock.advance(3 * hour);
    expect(await world.step({ records: examples() })).toMatchObject({ stage: "done", jobId: first.jobId });
    expect((await world.existing()).jobs).toHaveLength(1);
  });

  it("waits for files that are still read", async () => {
    const world = await start({ files: { pendingMs: 2 * hour } });
    const first = await world.step({ records: examples() });
    expect(first).toMatchObject({ stage: "uploading", isDone: false });
    expect(first.waitsFor).toMatch(/reads the training file file-/);
    clock.advance(3 * hour);
    expect(await world.step({ records: examples() })).toMatchObject({ stage: "done" });
    expect((await world.existing()).files).toHaveLength(2);
  });

  it("waits for a deployment that does not answer yet", async () => {
    const world = await start({ store: { dataPlaneDelayMs: 2 * hour } });
    const first = await world.step({ records: examples() });
    expect(first).toMatchObject({ stage: "deploying", isDone: false, isReady: false });
    clock.advance(3 * hour);
    expect(await world.step({ records: examples() })).toMatchObject({ stage: "done" });
  });
});

describe("a flow with the job's id alone", () => {
  it("reads evaluation, deployment and test rows from the job", async () => {
    const world = await start({ fineTuning: { trainingMs: 2 * hour } });
    const first = await world.step({ records: kinds(), evaluation: exact, deployment: { capacity: "20" } });
    expect(first.stage).toBe("training");
    clock.advance(3 * hour);
    const form = { baseModel: "", suffix: "", deploymentName: "", jobId: first.jobId };
    const last = await world.step(form);
    expect(last).toMatchObject({ stage: "done", isReady: true, model: "my-support" });
    expect(last.evaluation).toMatchObject({ by: "exact", rows: 6, score: 1, threshold: 0.8 });
    expect((await world.existing()).jobs).toHaveLength(1);
  });
});

describe("a run beside another one's job", () => {
  it("is refused where the State's job still trains other rows, and goes on once that has ended", async () => {
    const world = await start({ fineTuning: { trainingMs: 2 * hour } });
    const { state, jobId } = await world.step({ records: examples() });
    const other = { records: examples(41), deploymentName: "my-other", state };
    const error = await failureOf(world.step(other));
    expect(error.message).toMatch(
      new RegExp(`^State: its job ${jobId} still trains other rows or settings\\. .*Cancel Fine-Tuning Job`),
    );
    expect((await world.existing()).jobs).toHaveLength(1);
    clock.advance(3 * hour);
    expect(await world.step(other)).toMatchObject({ stage: "training" });
  });

  it("by Job ID alone asks for what the job could not keep", async () => {
    const world = await start({ fineTuning: { trainingMs: 2 * hour } });
    const rubric = "It is polite. ".repeat(50);
    const evaluation = { by: "judge", judgeModel: "gpt-5.4", rubric };
    const first = await world.step({ records: kinds(30), evaluation, deployment: { sku: "Standard" } });
    expect(first.warnings.join(" ")).toContain("Rubric is too long for the job's metadata");
    const [job] = (await world.existing()).jobs;
    // Whoever creates jobs writes metadata: where the model is deployed is not taken from there.
    const kept = JSON.stringify({ deploymentName: "my-support", sku: "Standard" });
    expect(job?.["metadata"]).toMatchObject({ deployment: kept });
    const alone = { baseModel: "", suffix: "", deploymentName: "", jobId: first.jobId };
    expect((await failureOf(world.step(alone))).message).toMatch(
      /^Rubric: it is empty, and was too long to be kept with the job\./,
    );
    expect((await failureOf(world.step({ ...alone, evaluation: { rubric: "{{anwser}}" } }))).message).toMatch(
      /^Rubric: \{\{anwser\}\} is a field of no record/,
    );
    expect(await world.step({ ...alone, evaluation: { rubric } })).toMatchObject({ stage: "training" });
  });
});

describe("a job that is known by its id", () => {
  it("is deployed under no name of another model, and its own deployment goes where it does not pass", async () => {
    const world = await start();
    const error = { code: "unknown_parameter", param: "metadata", message: "Unknown parameter: 'metadata'." };
    const match = { method: "POST", path: "/fine_tuning/jobs" };
    world.endpoint.enqueueFaults({ kind: "status", status: 400, body: { error }, match });
    const { jobId } = await world.step({ records: examples(), deploymentName: "" });
    const known = { records: examples(), jobId };
    const refusal = await failureOf(world.step({ ...known, deploymentName: "my-base" }));
    expect(refusal.message).toMatch(
      /deployment my-base runs gpt-4\.1-mini, not gpt-4\.1-mini-2025-04-14\.ft-\S+; nothing was deployed\./,
    );
    expect(refusal.message).toMatch(
      new RegExp(`The job ${jobId} has made gpt-4\\.1-mini\\S+, which another run takes up\\.$`),
    );
    expect(await world.step({ ...known, evaluation: exact })).toMatchObject({ stage: "stopped" });
    expect((await world.existing()).deployments).toEqual([]);
  });
});

describe("a deployment that somebody else made", () => {
  const trained = async (): Promise<[FineTuneWorld, FineTuned]> => {
    const world = await start();
    const first = await world.step({ records: examples(), deploymentName: "" });
    return [world, first];
  };
  const put = ({ store }: FineTuneWorld, sku: string, model: string | null) => {
    const deployment = { name: "my-support", model: String(model), sku: { name: sku, capacity: 25 } };
    store.put({ ...completeDeployment(deployment), tags: { team: "support" } });
    return structuredClone(store.find("my-support"));
  };
  const wish = { records: examples(), deployment: { sku: "DeveloperTier", capacity: "5" } };

  it.each(["GlobalStandard", "ProvisionedManaged"])("of the model is used as it is: %s", async (sku) => {
    const [world, { jobId, fineTunedModel }] = await trained();
    const before = put(world, sku, fineTunedModel);
    // It does not pass, and stays all the same.
    const result = await world.step({ ...wish, jobId, evaluation: exact });
    expect(result).toMatchObject({ stage: "stopped", evaluation: { passed: false } });
    expect(await world.step({ ...wish, jobId })).toMatchObject({ stage: "done", model: "my-support" });
    expect(world.store.find("my-support")).toEqual(before);
    expect(world.manager.requests.filter(({ method }) => method !== "GET")).toEqual([]);
  });

  it("of another model is refused, also where Azure would exchange it", async () => {
    const [world, { jobId }] = await trained();
    const before = put(world, "GlobalProvisionedManaged", "gpt-4.1-mini");
    const refusal = await failureOf(world.step({ ...wish, jobId }));
    expect(refusal.message).toMatch(
      /deployment my-support runs gpt-4\.1-mini, not gpt-4\.1-mini-2025-04-14\.ft-\S+; nothing was deployed\./,
    );
    expect(world.store.find("my-support")).toEqual(before);
  });
});

describe("a job that ends otherwise", () => {
  it("stops with its reason, and no second one is created until a setting differs", async () => {
    const world = await start({ fineTuning: { failsAt: "training" } });
    for (let run = 0; run < 2; run += 1) {
      const result = await world.step({ records: examples() });
      expect(result).toMatchObject({ stage: "stopped", isDone: true, isReady: false });
      expect(result.stopReason).toMatch(/has failed: The job failed due to an internal error\..*Seed/);
    }
    expect((await world.existing()).jobs).toHaveLength(1);
    await world.step({ records: examples(), training: { seed: "7" } });
    expect((await world.existing()).jobs).toHaveLength(2);
  });

  it("stops where the model may not be deployed", async () => {
    const world = await start({ fineTuning: { failsAt: "modelCheck" } });
    const result = await world.step({ records: examples() });
    expect(result).toMatchObject({ stage: "stopped", deploymentName: null });
    expect(result.stopReason).toMatch(/does not let it be deployed: .*Violence/);
  });
});

describe("a checkpoint", () => {
  it.each([["best"], ["step"]])("is deployed when it is asked for: %s", async (asked) => {
    const world = await start({ fineTuning: { overfits: true } });
    const checkpoint = asked === "best" ? "best" : "32";
    const form = { records: examples(), deployment: { checkpoint }, training: { batchSize: "1" } };
    const result = await world.step(form);
    expect(result).toMatchObject({ stage: "done", isReady: true });
    expect(result.fineTunedModel).toMatch(/:ckpt-step-\d+$/);
  });

  it("is the best of those on the way where the final model may not be deployed", async () => {
    const world = await start({ fineTuning: { failsAt: "modelCheck" } });
    const form = { records: examples(), deployment: { checkpoint: "best" }, training: { batchSize: "1" } };
    expect(await world.step(form)).toMatchObject({
      stage: "done",
      fineTunedModel: expect.stringMatching(/:ckpt-step-\d+$/),
    });
  });

  it("that is not there is refused with those that are", async () => {
    const world = await start();
    const error = await failureOf(world.step({ records: examples(), deployment: { checkpoint: "7" } }));
    expect(error.message).toMatch(
      /^Checkpoint: the job ftjob-\w+ has none that is 7\. It has those of the steps/,
    );
  });
});
