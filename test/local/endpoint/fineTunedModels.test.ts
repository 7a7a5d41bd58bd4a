import OpenAI from "openai";
import { DeploymentStore } from "../../../local/endpoint";
import { completeDeployment } from "../../../local/endpoint/catalogue/deployedModel";
import { useLocalTrust } from "../../support/hooks";
import { chatRows, linesOf, slowly, TrainingRig, taught } from "./fineTuningSupport";
import { account, useManaged, wanted } from "./managed";
import { ask } from "./support";

let rig: TrainingRig;

useLocalTrust();
const startManaged = useManaged();

afterEach(() => rig?.close());

const said = async (model: string, content: string, fields: object = {}): Promise<string> => {
  const { status, body } = await rig.ask("/chat/completions", { ...ask(content, { model }), ...fields });
  if (status !== 200) throw new Error(`${status} ${JSON.stringify(body.error)}`);
  return body.choices[0].message.content;
};

const trained = async (fields?: Record<string, unknown>) => {
  const id = await rig.createdId(fields);
  return { id, model: (await rig.job(id)).fine_tuned_model as string };
};

describe("a model that was trained at OpenAI", () => {
  beforeEach(async () => {
    rig = await TrainingRig.start({}, "openai");
  });

  test("answers what its rows taught it, and the nearest of that to anything else", async () => {
    const { model } = await trained();
    const { question, answer } = taught(7);
    expect(await said(model, question)).toBe(answer);
    expect(await said(model, "  which SHELF holds part number 7?")).toBe(answer);
    expect(await said(model, "Tell me the shelf of part 7 please")).toBe(answer);
    expect(await said("gpt-4.1-2025-04-14", question)).not.toBe(answer);
  });

  test("answers by the Responses API as well, under its name", async () => {
    const { model } = await trained();
    const { apiKey, url } = rig.endpoint;
    const client = new OpenAI({ apiKey, baseURL: `${url}/v1`, maxRetries: 0 });
    const response = await client.responses.create({ model, input: taught(3).question });
    expect([response.output_text, response.model]).toEqual([taught(3).answer, model]);
  });

  test("knows less as it was at a checkpoint", async () => {
    const { id, model } = await trained();
    const [last, , first] = await rig.checkpoints(id);
    expect(last.fine_tuned_model_checkpoint).toBe(model);
    const early = first.fine_tuned_model_checkpoint;
    expect(await said(early, taught(2).question)).toBe(taught(2).answer);
    expect(await said(early, taught(9).question)).not.toBe(taught(9).answer);
  });

  test("prefers what was preferred", async () => {
    const rows = chatRows().map((_, index) => ({
      input: { messages: [{ role: "user", content: taught(index).question }] },
      preferred_output: [{ role: "assistant", content: `Shelf ${index}, please.` }],
      non_preferred_output: [{ role: "assistant", content: "Look it up." }],
    }));
    const { model } = await trained({
      training_file: await rig.upload(linesOf(rows)),
      method: { type: "dpo" },
    });
    expect(await said(model, taught(4).question)).toBe("Shelf 4, please.");
  });

  test("gives what a grader compares answers with", async () => {
    const rows = chatRows().map((_, index) => ({
      messages: [{ role: "user", content: taught(index).question }],
      target: { shelf: index },
    }));
    const grader = {
      ...{ type: "string_check", name: "same", operation: "eq" },
      ...{ input: "{{sample.output_json}}", reference: "{{item.target}}" },
    };
    const { model } = await trained({
      ...{ model: "o4-mini", training_file: await rig.upload(linesOf(rows)) },
      method: { type: "reinforcement", reinforcement: { grader } },
    });
    const response_format = { type: "json_object" };
    const messages = [{ role: "user", content: taught(5).question }];
    const { body } = await rig.ask("/chat/completions", { model, messages });
    expect(body.choices[0].message.content).toBe('{"shelf":5}');
    expect(await said(model, `${taught(5).question} In JSON`, { response_format })).toMatch(/^\{/);
  });

  test("can be trained on", async () => {
    const { model } = await trained();
    const again = await trained({ model });
    expect(again.model).toMatch(/^ft:gpt-4\.1-2025-04-14:local-org::/);
    expect(again.model).not.toBe(model);
  });

  test("is listed, and gone when it was deleted, but for its job", async () => {
    const { id, model } = await trained();
    const { body } = await rig.ask("/models");
    expect(body.data.at(-1)).toMatchObject({
      id: model,
      object: "model",
      owned_by: "org-local",
    });
    expect((await rig.ask(`/models/${model}`, undefined, "DELETE")).body).toEqual({
      ...{ id: model, object: "model", deleted: true },
    });
    const gone = await rig.ask(`/models/${model}`);
    expect([gone.status, gone.body.error.message]).toEqual([404, "That model does not exist"]);
    expect((await rig.job(id)).fine_tuned_model).toBe(model);
    expect((await rig.checkpoints(id)).length).toBe(3);
  });
});

test("a model learns what its job was given, though the file was deleted on the way", async () => {
  rig = await TrainingRig.start({ fineTuning: slowly }, "openai");
  const training_file = await rig.upload();
  const id = await rig.createdId({ training_file });
  await rig.jobAfter(1000, id);
  await rig.ask(`/files/${training_file}`, undefined, "DELETE");
  await rig.jobAfter(31_000, id);
  const { fine_tuned_model: model } = await rig.jobAfter(18_000, id);
  expect(await said(model, taught(8).question)).toBe(taught(8).answer);
});

test("a paused job has a checkpoint that can be deployed", async () => {
  const store = new DeploymentStore({ deployments: [] });
  rig = await TrainingRig.start({ fineTuning: slowly, deployments: store });
  const id = await rig.createdId();
  rig.clock.advance(17_000);
  await rig.act(id, "pause");
  await rig.jobAfter(1000, id);
  const [newest] = await rig.checkpoints(id);
  store.put(completeDeployment({ name: "half", model: newest.id }));
  expect(await said("half", taught(4).question)).toBe(taught(4).answer);
  expect(await said("half", taught(9).question)).not.toBe(taught(9).answer);
});

test.each(["azureV1", "openai"] as const)("a base model can't be deleted: %s", async (api) => {
  rig = await TrainingRig.start({}, api);
  expect((await rig.ask("/models/gpt-5.4", undefined, "DELETE")).status).toBe(403);
  expect((await rig.ask("/models/none", undefined, "DELETE")).status).toBe(404);
});

test("rows go all the way to a deployment that answers, by Resource Manager", async () => {
  const { store, call } = await startManaged({ store: { deployments: ["gpt-5.4"] } });
  rig = await TrainingRig.start({ deployments: store });
  const { id, model } = await trained();
  const [, checkpoint] = await rig.checkpoints(id);
  for (const [name, runs] of [
    ["parts", model],
    ["early", checkpoint.id],
  ] as const) {
    const path = `${account}/deployments/${name}`;
    expect((await call("PUT", path, wanted(runs, "1", { name: "DeveloperTier", capacity: 1 }))).status).toBe(
      201,
    );
    expect((await call("GET", path)).body.properties.provisioningState).toBe("Succeeded");
    expect(await said(name, taught(2).question)).toBe(taught(2).answer);
    expect((await rig.ask(`/models/${runs}`, undefined, "DELETE")).status).toBe(409);
  }
  await call("DELETE", `${account}/deployments/parts`);
  await call("GET", `${account}/deployments`);
  expect((await rig.ask(`/models/${model}`, undefined, "DELETE")).status).toBe(200);
});

describe("a model that was trained on Azure", () => {
  const store = new DeploymentStore({ deployments: ["gpt-5.4"] });
  const deploy = (name: string, model: string) => store.put(completeDeployment({ name, model }));

  beforeEach(async () => {
    rig = await TrainingRig.start({ deployments: store });
  });

  test("answers under the name of a deployment alone, as do its checkpoints", async () => {
    const { id, model } = await trained();
    const refused = await rig.ask("/chat/completions", ask("?", { model }));
    expect([refused.status, refused.body.error.code]).toEqual([404, "DeploymentNotFound"]);
    deploy("parts", model);
    expect(await said("parts", taught(9).question)).toBe(taught(9).answer);
    const [, middle] = await rig.checkpoints(id);
    for (const name of [middle.id, middle.fine_tuned_model_checkpoint]) {
      deploy("early", name);
      expect(await said("early", taught(6).question)).toBe(taught(6).answer);
      expect(await said("early", taught(9).question)).not.toBe(taught(9).answer);
    }
  });

  test("is known to the store by its base", async () => {
    const { model } = await trained();
    expect(store.findTrained(model)).toEqual({ name: model, base: "gpt-4.1" });
  });

  test("can't be deleted while it is deployed", async () => {
    const { model } = await trained();
    deploy("kept", model);
    const { status, body } = await rig.ask(`/models/${model}`, undefined, "DELETE");
    expect([status, body.error.code]).toEqual([409, "conflict"]);
    deploy("kept", "gpt-5.4");
    expect((await rig.ask(`/models/${model}`, undefined, "DELETE")).status).toBe(200);
    expect(store.findTrained(model)).toBeUndefined();
  });

  test("is listed with what it can do", async () => {
    const { model } = await trained();
    expect((await rig.ask("/models")).body.data.at(-1)).toMatchObject({
      ...{ id: model, status: "succeeded", model: "gpt-4.1-2025-04-14" },
      capabilities: { chat_completion: true, fine_tune: true },
    });
  });
});
