import type { TriggerRunView, TriggerView } from "../../../local/workbench/wire/trigger";
import { runUntilEnd } from "../run/runUntilEnd";
import { shareWorkbench } from "../support/workbench";

const bench = shareWorkbench();

const at = (key: string, verb = ""): string => `/api/triggers/${key}${verb && `/${verb}`}`;
const ask = async <Answer>(key: string, verb: string, body: object = {}): Promise<Answer> =>
  (await (await bench.post(at(key, verb), body)).json()) as Answer;
const look = async (key: string): Promise<TriggerView> =>
  (await (await bench.get(at(key))).json()) as TriggerView;

const local = { form: {}, connections: { connection: "local" } };

/** Where each trigger's data has what it found. */
const listIn: Record<string, string> = {
  batchFinished: "batches[0].summary",
  fineTuningFinished: "jobs[0].summary",
  responseFinished: "responses[0]",
};

describe("a trigger that polls", () => {
  it.each(["batchFinished", "fineTuningFinished", "responseFinished"])(
    "finds what was made since its deployment, once: %s",
    async (key) => {
      await ask(key, "deploy", local);
      const before = await ask<TriggerRunView>(key, "poll");
      expect(before).toMatchObject({ label: "Poll", foundNothing: true, startsFlow: false });
      const { made } = await ask<{ made: Record<string, string> }>(key, "make");
      const found = await ask<TriggerRunView>(key, "poll");
      expect(found).toMatchObject({ startsFlow: true, hasResult: true });
      const result = await (await bench.get(at(key, `runs/${found.id}/result?path=${listIn[key]}`))).text();
      expect(Object.values(made).some((id) => result.includes(id))).toBe(true);
      expect(await ask(key, "poll")).toMatchObject({ foundNothing: true });
      const { runs, states } = await look(key);
      expect(runs.map(({ label }) => label)).toEqual(["Poll", "Poll", "Poll", "Deploy"]);
      expect(states.polling).toBeGreaterThan(0);
    },
  );

  it("hands over what steps can refer to", async () => {
    const reference = "batchFinished.results.body.data.batches[0].batch.id";
    const asked = { kind: "action", key: "getBatch", form: { batchId: { reference } } };
    const run = await runUntilEnd(bench, { ...asked, connections: { connection: "local" } });
    expect(run).toMatchObject({ state: "succeeded" });
  });

  it("reports again what it forgot, and nothing where all is reset before a deployment", async () => {
    const key = "batchFinished";
    await ask(key, "reset", { state: "polling" });
    expect((await look(key)).states).toMatchObject({ polling: 0, instanceState: 1 });
    expect(await ask(key, "poll")).toMatchObject({ startsFlow: true });
    await ask(key, "reset", { state: "all" });
    expect((await look(key)).states).toEqual({ polling: 0, instanceState: 0, crossFlowState: 0 });
    expect(await ask(key, "poll")).toMatchObject({ foundNothing: true });
  });

  it("is refused in sentences before it is deployed, without a connection, and under an unknown key", async () => {
    await ask("batchFinished", "remove");
    for (const verb of ["poll", "make", "remove"]) {
      const refused = await bench.post(at("batchFinished", verb));
      expect([refused.status, await refused.json()]).toEqual([
        409,
        { message: expect.stringMatching(/^[A-Z].*eploy.*\.$/) },
      ]);
    }
    expect(await ask("batchFinished", "deploy", { form: {} })).toEqual({
      message: "Connection: choose a connection.",
    });
    expect(await ask("batchFinished", "reset", { state: "constructor" })).toMatchObject({
      message: expect.stringContaining("reset"),
    });
    expect((await bench.get(at("constructor"))).status).toBe(404);
  });

  it("makes nothing where it would cost", async () => {
    const entered = { key: "apiKey", fields: { apiKey: "k", endpoint: "https://127.0.0.1:1" } };
    const elsewhere = { label: "Elsewhere", origin: "typed" as const, description: "", secrets: [] };
    bench.workbench.connections.put({ id: "elsewhere", ...elsewhere, entered });
    await ask("batchFinished", "deploy", { form: {}, connections: { connection: "elsewhere" } });
    const before = bench.workbench.runs.list().length;
    expect(await ask("batchFinished", "make")).toMatchObject({
      message: expect.stringContaining("local connection"),
    });
    expect(bench.workbench.runs.list()).toHaveLength(before);
    await ask("batchFinished", "remove");
  });

  it("names the box of an input that can't be used, and stays undeployed", async () => {
    const form = { statuses: { value: ["never"] } };
    const deployed = await ask<TriggerRunView>("batchFinished", "deploy", { ...local, form });
    expect(deployed.problem).toMatchObject({
      input: ["statuses"],
      message: expect.stringContaining("Statuses"),
    });
    expect(await look("batchFinished")).not.toHaveProperty("deployment");
  });
});

describe("the webhook", () => {
  const deliver = (manner: string): Promise<TriggerRunView[]> =>
    ask("webhook", "deliver", { manner, eventType: "batch.completed", objectId: "batch_7f1c0a" });

  it("takes what its receiver's secret signed, once, and refuses the rest by a sentence", async () => {
    expect(await ask("webhook", "deploy", local)).not.toHaveProperty("problem");
    expect(await deliver("good")).toMatchObject([{ branch: "Event", status: 200, startsFlow: true }]);
    expect(await deliver("twice")).toMatchObject([{ branch: "Event" }, { branch: "Duplicate" }]);
    const refusals = {
      late: "which is more than 300 s",
      forged: "signature does not fit",
      changed: "signature does not fit",
      unsigned: "no header webhook-id",
      notAnEvent: "not an event",
    };
    for (const [manner, sentence] of Object.entries(refusals)) {
      expect(await deliver(manner)).toMatchObject([
        { startsFlow: false, problem: { message: expect.stringContaining(sentence) } },
      ]);
    }
  });

  it("keeps its receiver's secret in the server", async () => {
    const [[name, receiver] = []] = Object.entries(bench.workbench.states.crossFlowState);
    const { secret } = receiver as { secret: string };
    const looks = [`runs/none/result`, `states?path=crossFlowState["${name}"]`, ""];
    const answers = await Promise.all(
      looks.map(async (look) => (await bench.get(at("webhook", look))).text()),
    );
    expect(answers[1]).toContain('"(secret)"');
    expect(answers.join()).not.toContain(secret);
  });

  it("deletes its receiver with the instance, and delivers nothing after", async () => {
    const removed = await ask<TriggerRunView>("webhook", "remove");
    expect(removed).not.toHaveProperty("problem");
    const { requests } = bench.workbench.world.endpointFor();
    expect(requests.at(-1)?.method).toBe("DELETE");
    expect((await bench.post(at("webhook", "deliver"), {})).status).toBe(409);
  });

  it("takes deliveries by an entered secret without a receiver", async () => {
    const secret = `whsec_${Buffer.from("a-secret-that-was-typed-by-hand!").toString("base64")}`;
    await ask("webhook", "deploy", { form: { signingSecret: { value: secret } } });
    expect(await deliver("good")).toMatchObject([{ branch: "Event", attempts: 0 }]);
    expect(bench.workbench.connections.redact(`a ${secret} b`)).toBe("a (secret) b");
  });

  it("says what a deployment lacks", async () => {
    const deployed = await ask<TriggerRunView>("webhook", "deploy", { form: {} });
    expect(deployed.problem?.message).toContain("Choose a connection");
  });
});
