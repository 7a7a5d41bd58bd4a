import type { EntraAuthority } from "../../../local/endpoint";
import { failureOf } from "../../support/connector";
import { shareStarted, useClosing, useLocalTrust, useTestClock } from "../../support/hooks";
import {
  examples,
  type FineTuneWorld,
  kinds,
  startAuthority,
  startWorld,
  type WorldOptions,
} from "./fineTuneWorld";

useLocalTrust();
useTestClock(Date.now);
const authority: EntraAuthority = shareStarted(startAuthority);
const closeLater = useClosing();

const start = async (options: WorldOptions = {}): Promise<FineTuneWorld> =>
  closeLater(await startWorld(options, authority));

const asked = ({ endpoint }: FineTuneWorld): unknown[] =>
  endpoint.requests
    .filter(({ path }) => path.endsWith("/chat/completions"))
    .map(({ bodyJson }) => bodyJson as { messages: unknown[] })
    .filter(({ messages }) => messages.length > 0);

// What each item costs can't be learned of the others, so that the test rows are answered wrong.
const unlearnable = { records: examples(), evaluation: { by: "exact", threshold: "80" } };

describe("a model below the threshold", () => {
  it("is not left deployed, and a later run neither deploys it nor asks it again", async () => {
    const world = await start();
    const first = await world.step(unlearnable);
    expect(first).toMatchObject({ stage: "stopped", isDone: true, isReady: false, deploymentName: null });
    expect(first.stopReason).toMatch(/score is 0 %, below the threshold of 80 %/);
    expect(first.evaluation).toMatchObject({ passed: false, rows: 4, score: 0 });
    expect((await world.existing()).deployments).toEqual([]);
    const before = asked(world).length;
    expect(before).toBe(4);
    expect(await world.step(unlearnable)).toMatchObject({ stage: "stopped" });
    expect(asked(world)).toHaveLength(before);
    expect(world.manager.requests.filter(({ method }) => method === "PUT")).toHaveLength(1);
  });

  it("passes a lower one by the answers that were given", async () => {
    const world = await start();
    await world.step(unlearnable);
    const before = asked(world).length;
    const result = await world.step({ ...unlearnable, evaluation: { by: "exact" } });
    expect(result).toMatchObject({ stage: "done", isReady: true, evaluation: { passed: true } });
    expect(asked(world)).toHaveLength(before);
  });

  it("stays deployed where that is asked for", async () => {
    const world = await start();
    const evaluation = { ...unlearnable.evaluation, keepDeployment: true };
    expect(await world.step({ ...unlearnable, evaluation })).toMatchObject({
      stage: "stopped",
      isReady: false,
    });
    expect((await world.existing()).deployments).toEqual(["my-support"]);
  });
});

describe("an evaluation", () => {
  it("uses the row's system message, and gives it to be used", async () => {
    const world = await start();
    const systemPrompt = "Name the kind of the ticket.";
    const result = await world.step({ systemPrompt, records: kinds(), evaluation: { by: "exact" } });
    expect(result).toMatchObject({ stage: "done", systemMessage: systemPrompt, evaluation: { score: 1 } });
    for (const body of asked(world))
      expect(body).toMatchObject({ messages: [{ role: "system", content: systemPrompt }, { role: "user" }] });
  });

  it("compares with the base model, and stops where that is better", async () => {
    const world = await start();
    const better = await world.step({
      records: kinds(),
      evaluation: { by: "exact", compareWith: "my-base" },
    });
    expect(better.evaluation).toMatchObject({
      comparedWith: "my-base",
      score: 1,
      otherScore: 0,
      passed: true,
    });
    const form = { records: examples(), suffix: "other", deploymentName: "my-other" };
    const worse = await world.step({ ...form, evaluation: { by: "exact", compareWith: "my-support" } });
    expect(worse.evaluation?.otherScore).toBe(0);
    expect(worse.stage).toBe("done");
  });

  it("by a judge has scores of a model", async () => {
    const world = await start();
    const evaluation = { by: "judge", judgeModel: "gpt-5.4", rubric: "It is one word." };
    const result = await world.step({ records: kinds(), evaluation });
    expect(result.evaluation).toMatchObject({ by: "judge", rows: 6 });
    expect(result.evaluation?.score).toBeGreaterThanOrEqual(0);
  });

  it("tells how long a small deployment takes", async () => {
    const world = await start();
    const form = { records: kinds(400), evaluation: { by: "exact" } };
    const result = await world.step(form);
    expect(result.warnings.join(" ")).toMatch(
      /takes 6 requests a minute, so that 40 test rows take about \d+ min/,
    );
  });
});

const few = { records: kinds(30) };
const askedOf = (world: FineTuneWorld, model: string): number =>
  asked(world).filter((body) => (body as { model?: string }).model === model).length;

describe("answers that were paid for", () => {
  it.each([
    ["judgeModel", "Judge Model", { by: "judge", mostRows: "2" }],
    ["compareWith", "Compare With", { by: "exact", mostRows: "2" }],
  ])("are kept where the model of another input can't be asked: %s", async (key, label, evaluation) => {
    const world = await start();
    const error = await failureOf(
      world.step({ ...few, evaluation: { ...evaluation, [key]: "not-deployed" } }),
    );
    expect(error.message).toContain(`It was asked for as ${label}.`);
    expect(askedOf(world, "my-support")).toBe(2);
    const result = await world.step({ ...few, evaluation: { ...evaluation, [key]: "gpt-5.4" } });
    expect(result.evaluation).toMatchObject({ rows: 2 });
    expect(askedOf(world, "my-support")).toBe(2);
  });

  it("are kept though the file of a former run can't be deleted, or is gone by now", async () => {
    const world = await start();
    const evaluation = { by: "exact", mostRows: "2" };
    await world.step({ ...few, evaluation });
    const match = { method: "DELETE", path: "/files/" };
    world.endpoint.enqueueFaults({ kind: "status", status: 400, body: { error: { message: "No." } }, match });
    const compared = { ...evaluation, compareWith: "my-base" };
    const { warnings } = await world.step({ ...few, evaluation: compared });
    expect(warnings.join(" ")).not.toContain("could not be kept");
    world.endpoint.enqueueFaults({
      ...{ kind: "status", status: 404, body: { error: { message: "No such file." } } },
      match: { method: "GET", path: /files\/[^/]+\/content/ },
    });
    expect(await world.step({ ...few, evaluation: compared })).toMatchObject({ evaluation: { rows: 2 } });
    expect(askedOf(world, "my-support")).toBe(2);
  });
});

describe("a judge", () => {
  const evaluation = { by: "judge", judgeModel: "gpt-5.4", mostRows: "2" };

  it("that can't score an answer leaves nothing undone, and it is told in every run", async () => {
    const world = await start();
    await world.step({ ...few, evaluation: { by: "exact", mostRows: "2" } });
    const match = { path: "/chat/completions" };
    // The first call asks whether the deployment answers.
    world.endpoint.enqueueFaults({ kind: "pass", match }, { kind: "contentFilter", shape: "D", match });
    for (let run = 0; run < 2; run += 1) {
      const result = await world.step({ ...few, evaluation });
      expect(result).toMatchObject({ stage: "done", evaluation: { rows: 2 } });
      expect(result.warnings.join(" ")).toMatch(
        /The judge can't score what was answered to 1 of 2 test rows, which counts as 0\. .*content filter/i,
      );
    }
  });
});

/** Refuses the second call: the first one asks whether the deployment answers. */
const refuseNext = ({ endpoint }: FineTuneWorld, status: number, error: Record<string, unknown>): void => {
  const match = { path: "/chat/completions" };
  endpoint.enqueueFaults({ kind: "pass", match }, { kind: "status", status, body: { error }, match });
};
const tooLong = { code: "context_length_exceeded", param: "messages", message: "It is too long." };

describe("the last row that is left, where it alone is too long", () => {
  it("is answered wrong, though the others were asked in former runs", async () => {
    const world = await start();
    const evaluation = { by: "exact", mostRows: "2" };
    refuseNext(world, 404, { message: "Nothing here." });
    expect(await world.step({ ...few, evaluation })).toMatchObject({ stage: "evaluating" });
    refuseNext(world, 400, tooLong);
    expect(await world.step({ ...few, evaluation })).toMatchObject({ evaluation: { rows: 2, score: 0.5 } });
  });

  it("counts as 0 for the judge, though it scored the others in former runs", async () => {
    const world = await start();
    await world.step({ ...few, evaluation: { by: "exact", mostRows: "2" } });
    const evaluation = { by: "judge", judgeModel: "gpt-5.4", mostRows: "2" };
    refuseNext(world, 404, { message: "Nothing here." });
    expect(await world.step({ ...few, evaluation })).toMatchObject({ stage: "evaluating" });
    refuseNext(world, 400, tooLong);
    const { evaluation: summary, warnings } = await world.step({ ...few, evaluation });
    expect(summary).toMatchObject({ rows: 2 });
    expect(warnings.join(" ")).toMatch(/can't score what was answered to 1 of 2 test rows/);
  });
});

describe("a model that is asked", () => {
  it("counts a refusal of all rows' setting as no answer, and gives Compare With no temperature", async () => {
    const world = await start();
    const evaluation = { by: "exact", mostRows: "2", compareWith: "my-base" };
    const match = { path: "/chat/completions" };
    const refusal = { error: { code: "invalid_value", param: "temperature", message: "It is wrong." } };
    world.endpoint.enqueueFaults(
      { kind: "pass", match },
      { kind: "status", status: 400, body: refusal, match },
    );
    const first = await world.step({ ...few, evaluation });
    expect(first).toMatchObject({ stage: "evaluating", evaluation: null });
    expect(first.waitsFor).toContain("1 of 2 are scored. ");
    expect(await world.step({ ...few, evaluation })).toMatchObject({ evaluation: { rows: 2, score: 1 } });
    const temperatures = asked(world).map((body) => [
      (body as { model: string }).model,
      (body as { temperature?: number }).temperature,
    ]);
    expect(new Map(temperatures as Array<[string, unknown]>)).toEqual(
      new Map<string, unknown>([
        ["my-support", 0],
        ["my-base", undefined],
      ]),
    );
  });
});
