import { azureModels } from "../../../local/endpoint/catalogue/azureModels";
import { useLocalTrust } from "../../support/hooks";
import { account, refusalOf, region, subscription, useManaged, wanted } from "./managed";

useLocalTrust();
const start = useManaged();

interface ListedModel {
  name: string;
  version: string;
}

const byName = (models: ListedModel[], name: string, version?: string) =>
  models.find((model) => model.name === name && (version === undefined || model.version === version));

test("an account lists versions of models with their ends, successors and SKUs", async () => {
  const { call } = await start();
  const { value } = (await call("GET", `${account}/models`)).body;
  expect(byName(value, "gpt-4.1")).toMatchObject({
    ...{ format: "OpenAI", version: "2025-04-14", isDefaultVersion: true, lifecycleStatus: "Legacy" },
    capabilities: { chatCompletion: "true", fineTune: "true", FineTuneTokensMaxValue: "2000000000" },
    deprecation: {
      inference: "2027-04-14T00:00:00Z",
      fineTune: "2027-04-14T00:00:00Z",
      deprecationStatus: "Planned",
    },
    replacementConfig: { targetModelName: "gpt-5.4", targetModelVersion: "2026-03-05" },
  });
  expect(byName(value, "gpt-5.4")).toMatchObject({
    skus: expect.arrayContaining([
      expect.objectContaining({
        name: "GlobalStandard",
        usageName: "OpenAI.GlobalStandard.gpt5.4",
        capacity: { minimum: 1, maximum: 10_000, step: 1, default: 50 },
      }),
    ]),
  });
  expect(byName(value, "gpt-4o", "2024-05-13")).toMatchObject({ lifecycleStatus: "Deprecated" });
  expect(byName(value, "whisper")).toMatchObject({ deprecation: { inference: "2026-12-15T00:00:00Z" } });
  expect(value.length).toBeGreaterThan(12);
});

test("a region wraps the same models, and says where they can be trained", async () => {
  const { call } = await start();
  const listed = async (location: string) =>
    (await call("GET", `${region.replace("swedencentral", location)}/models`)).body.value;
  const [entry] = await listed("swedencentral");
  expect(entry).toMatchObject({ kind: "OpenAI", skuName: "S0", model: { name: "gpt-6.1-sol" } });
  const fineTune = async (location: string) =>
    byName(
      (await listed(location)).map(({ model }: { model: ListedModel }) => model),
      "gpt-4.1-mini",
    );
  expect(await fineTune("northcentralus")).toMatchObject({ finetuneCapabilities: { fineTune: "true" } });
  expect(await fineTune("westus3")).not.toHaveProperty("finetuneCapabilities");
});

test("an account lists what was trained in it, with its base and SKUs of its own", async () => {
  const { call, store } = await start();
  store.addTrained({ name: "gpt-4.1-2025-04-14.ft-1", base: "gpt-4.1-2025-04-14" });
  const { value } = (await call("GET", `${account}/models`)).body;
  expect(byName(value, "gpt-4.1-2025-04-14.ft-1")).toMatchObject({
    version: "1",
    baseModel: { name: "gpt-4.1", version: "2025-04-14" },
    skus: [
      { name: "Standard", usageName: "OpenAI.Standard.gpt4.1-finetune" },
      { name: "GlobalStandard" },
      { name: "DeveloperTier" },
    ],
  });
});

test("usages follow the deployments", async () => {
  const { call, store } = await start({ quotas: { limits: { "OpenAI.GlobalStandard.gpt5.4": 60 } } });
  store.addTrained({ name: "gpt-4.1.ft-1", base: "gpt-4.1" });
  const usage = async (name: string) =>
    (await call("GET", `${region}/usages`)).body.value.find(
      (entry: { name: { value: string } }) => entry.name.value === name,
    );
  const name = "OpenAI.GlobalStandard.gpt5.4";
  expect(await usage(name)).toMatchObject({ currentValue: 0, limit: 60, unit: "Count" });
  await call("PUT", `${account}/deployments/a`, wanted("gpt-5.4"));
  await call("PUT", `${account}/deployments/b`, wanted("gpt-5.4"));
  await call(
    "PUT",
    `${account}/deployments/c`,
    wanted("gpt-4.1.ft-1", "1", { name: "Standard", capacity: 3 }),
  );
  expect((await usage(name)).currentValue).toBe(20);
  expect((await usage("OpenAI.Standard.gpt4.1-finetune")).currentValue).toBe(3);
  await call("DELETE", `${account}/deployments/a`);
  expect((await usage(name)).currentValue).toBe(10);
  const elsewhere = (await call("GET", `${region.replace("swedencentral", "westus3")}/usages`)).body.value;
  expect(elsewhere.some(({ currentValue }: { currentValue: number }) => currentValue > 0)).toBe(false);
});

test("capacities are told of a model in one region or in all", async () => {
  const { call } = await start({ quotas: { capacities: { westus3: 0 } } });
  const query = "modelFormat=OpenAI&modelName=gpt-4.1&modelVersion=2025-04-14";
  const provider = `${subscription}/providers/Microsoft.CognitiveServices`;
  const { value } = (await call("GET", `${provider}/modelCapacities?${query}`)).body;
  const standard = value.filter(({ name }: { name: string }) => name === "Standard");
  expect(standard.map(({ location, properties }: Record<string, never>) => [location, properties])).toEqual([
    ["swedencentral", expect.objectContaining({ availableCapacity: 300, availableFinetuneCapacity: 10 })],
    ["northcentralus", expect.objectContaining({ availableCapacity: 300, availableFinetuneCapacity: 10 })],
    ["eastus2", expect.objectContaining({ availableCapacity: 300 })],
    ["westus3", expect.objectContaining({ availableCapacity: 0 })],
  ]);
  const here = (await call("GET", `${region}/modelCapacities?${query}`)).body.value;
  expect(new Set(here.map(({ location }: { location: string }) => location))).toEqual(
    new Set(["swedencentral"]),
  );
  const missing = await call("GET", `${provider}/modelCapacities?modelName=gpt-4.1`);
  expect(refusalOf(missing)).toEqual([400, "BadRequest"]);
});

test("every list of the catalogue is cut into pages", async () => {
  const { call } = await start({ pageSize: 10 });
  const first = (await call("GET", `${account}/models`)).body;
  expect(first.value).toHaveLength(10);
  expect((await call("GET", first.nextLink)).body.value[0].name).not.toBe(first.value[0].name);
});

test("every model has one default version, and a successor that is a model", () => {
  for (const { name, replacement } of azureModels) {
    const versions = azureModels.filter((model) => model.name === name);
    expect([name, versions.filter(({ isDefault }) => isDefault).length]).toEqual([name, 1]);
    const isKnown = ({ version, ...model }: { name: string; version: string }) =>
      model.name === replacement?.name && version === replacement.version;
    expect([name, replacement === undefined || azureModels.some(isKnown)]).toEqual([name, true]);
  }
});
