import type { Catalogue, Part } from "../../../local/workbench/wire/catalogue";
import type { Choice } from "../../../local/workbench/wire/formInput";
import { shareWorkbench } from "../support/workbench";

const bench = shareWorkbench();

const choices = async (body: object): Promise<{ status: number; json: unknown }> => {
  const answer = await bench.post("/api/choices", body);
  return { status: answer.status, json: await answer.json() };
};

const connections = { connection: "local" };

test("a data source is run with the same-named boxes of the form, those of groups included, and leaves no run", async () => {
  const all = (await choices({ dataSource: "selectFile", connections, form: {} })).json as Choice[];
  expect(all).toEqual(expect.any(Array));
  const form = { resource: { value: { purpose: { value: "no such purpose" } } } };
  const narrowed = await choices({ dataSource: "selectFile", connections, form });
  expect(narrowed.json).toEqual([]);
  const listed = await choices({ dataSource: "selectChatDeployment", connections, form: {} });
  expect(listed.json).toContainEqual({ label: expect.any(String), value: expect.stringMatching(/^gpt/) });
  expect(await (await bench.get("/api/runs")).json()).toEqual([]);
});

test("a data source that can't list says so, and so does a request for none", async () => {
  const unnamed = await choices({ dataSource: "selectSku", connections, form: {} });
  expect(unnamed).toMatchObject({ status: 422, json: { message: expect.stringContaining("Model Name") } });
  const form = { modelName: { value: "gpt-5.4" } };
  const failed = await choices({ dataSource: "selectSku", connections, form });
  expect(failed).toMatchObject({ status: 422, json: { message: expect.stringContaining("Principal") } });
  const lacking = await choices({ dataSource: "selectModel", connections: {}, form: {} });
  expect(lacking).toEqual({ status: 400, json: { message: "Connection: choose a connection first." } });
  expect((await choices({ dataSource: "nothing", connections, form: {} })).status).toBe(404);
  expect((await choices({ form: {} })).status).toBe(400);
});

test("the catalogue names areas and inputs, and a part has the shapes of its branches", async () => {
  const { entries } = (await (await bench.get("/api/catalogue")).json()) as Catalogue;
  expect(entries.find(({ key }) => key === "createFineTuningJob")).toMatchObject({
    ...{ kind: "action", area: "Fine tuning", inputLabels: expect.arrayContaining(["Connection"]) },
  });
  const path = "/api/parts/action/createChatCompletionBranch";
  const part = (await (await bench.get(path)).json()) as Part;
  expect(part.shapes?.map(({ branch }) => branch)).toEqual(part.branches);
  const example = await bench.get(`${path}/example?path=output_text`);
  expect(await example.json()).toMatchObject({ kind: "text" });
  expect((await bench.get("/api/parts/connection/apiKey/example")).status).toBe(404);
});
