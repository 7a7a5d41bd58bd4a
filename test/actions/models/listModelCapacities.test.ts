import { failureOf } from "../../support/connector";
import { shareStarted } from "../../support/hooks";
import { forbidden, listing, managed, startCatalogue } from "./catalogueServer";

const setting = shareStarted(() => startCatalogue());

const capacities = (params: Record<string, unknown> = {}) =>
  setting.runManaged("listModelCapacities", { modelName: "gpt-4.1", ...params });

const tuned = "gpt-4.1-2025-04-14.ft-0123abcd";
const sku = (name: string, usageName: string) => ({ name, usageName });
const models = [
  managed("gpt-4.1", "2024-01-01", { isDefaultVersion: true, deprecation: { inference: "2024-06-01" } }),
  managed("gpt-4.1", "2025-04-14", { skus: [sku("GlobalStandard", "Q.gpt4.1"), sku("Standard", "Q.std")] }),
  managed("Llama-3", "9", { format: "Meta" }),
  managed(tuned, "1", { skus: [sku("Standard", "Q.tuned")] }),
];
const capacity = (location: unknown, skuName: unknown, free: unknown, forFineTuning?: unknown) => ({
  location,
  name: "ignored",
  properties: { skuName, availableCapacity: free, availableFinetuneCapacity: forFineTuning },
});
const usage = (value: string, currentValue: number, limit: number) => ({
  name: { value },
  currentValue,
  limit,
});

beforeEach(() => {
  setting.manage({
    "/accounts/a": { body: { location: "swedencentral" } },
    "/locations/swedencentral/modelCapacities": listing(
      capacity("swedencentral", "GlobalStandard", 300),
      capacity("swedencentral", "Standard", 50, 10),
    ),
    "/modelCapacities": listing(
      capacity("Sweden Central", "GlobalStandard", 300),
      capacity("eastus2", "GlobalStandard", "20"),
      capacity("norwayeast", "Standard", 7),
    ),
    "/locations/swedencentral/usages": listing(
      usage("q.GPT4.1", 60, 100),
      usage("Q.std", 0, 1000),
      usage("Q.tuned", 2, 6),
    ),
    "/locations/eastus2/usages": listing(usage("Q.gpt4.1", 0, 1000)),
    "/usages": forbidden,
    "/models": listing(...models),
  });
});

const requestFor = (end: string) => {
  const found = setting.manager.requests.find(({ url }) => url.split("?")[0]?.endsWith(end));
  return new URL(found?.url ?? "", "https://x").searchParams;
};
const rowsOf = ({ data }: Record<string, unknown>) =>
  (data as Array<Record<string, unknown>>).map(
    ({ location, sku, free, freeForFineTuning, quotaFree, deployable }) => [
      ...[location, sku, free, freeForFineTuning, quotaFree, deployable],
    ],
  );

describe("capacities", () => {
  it("are listed for every region, for the newest version that is alive", async () => {
    const answer = await capacities();
    expect(rowsOf(answer)).toEqual([
      ["swedencentral", "GlobalStandard", 300, null, null, null],
      ["eastus2", "GlobalStandard", 20, null, null, null],
      ["norwayeast", "Standard", 7, null, null, null],
    ]);
    expect(answer).toMatchObject({
      model: { name: "gpt-4.1", version: "2025-04-14", format: "OpenAI" },
      count: 3,
      warnings: [],
    });
    expect(Object.fromEntries(requestFor("/modelCapacities"))).toMatchObject({
      ...{ modelName: "gpt-4.1", modelVersion: "2025-04-14", modelFormat: "OpenAI" },
    });
  });

  it("have beside them what the quota has left, and the smaller of both, in a region that is entered", async () => {
    expect(rowsOf(await capacities({ region: "Sweden Central" }))).toEqual([
      ["swedencentral", "GlobalStandard", 300, null, 40, 40],
      ["swedencentral", "Standard", 50, 10, 1000, 50],
    ]);
  });

  it("have the quota of every region where it is asked for, and say where it can't be read", async () => {
    const answer = await capacities({ includeQuota: true, sku: "globalstandard" });
    expect(rowsOf(answer)).toEqual([
      ["swedencentral", "GlobalStandard", 300, null, 40, 40],
      ["eastus2", "GlobalStandard", 20, null, 1000, 20],
    ]);
    const all = await capacities({ includeQuota: true });
    expect(rowsOf(all)[2]).toEqual(["norwayeast", "Standard", 7, null, null, null]);
    expect(all["warnings"]).toEqual([expect.stringMatching(/^The quota of norwayeast is not known: /)]);
  });

  it("say of which regions the quota was not looked up, since there are too many", async () => {
    const regions = Array.from({ length: 62 }, (_, index) => `region${index}`);
    setting.manage({
      "/modelCapacities": listing(...regions.map((region) => capacity(region, "GlobalStandard", 1))),
      "/usages": listing(),
      "/models": listing(...models),
    });
    expect((await capacities({ includeQuota: true }))["warnings"]).toEqual([
      "The quota of region60, region61 was not looked up: enter the one that counts under Region.",
    ]);
  });

  it("of a fine-tuned model are those of its base, with the fine-tuned ones' own capacity and quota", async () => {
    const answer = await capacities({ modelName: tuned, modelVersion: "1", region: "swedencentral" });
    expect(answer).toMatchObject({ model: { name: "gpt-4.1", version: "2025-04-14" } });
    expect(rowsOf(answer)).toEqual([
      ["swedencentral", "GlobalStandard", 300, null, null, null],
      ["swedencentral", "Standard", 50, 10, 4, 4],
    ]);
  });

  test.each<[Record<string, unknown>, Record<string, string>]>([
    [{ modelName: "Llama-3" }, { modelName: "Llama-3", modelVersion: "9", modelFormat: "Meta" }],
    [{ modelName: "gpt-4.1-2024-01-01" }, { modelName: "gpt-4.1", modelVersion: "2024-01-01" }],
    [{ modelName: "gpt-4.1", modelVersion: "2024-01-01" }, { modelVersion: "2024-01-01" }],
    [
      { modelName: "new", modelVersion: "5" },
      { modelName: "new", modelVersion: "5", modelFormat: "OpenAI" },
    ],
    [{ modelName: "new", modelVersion: "5", modelFormat: "xAI" }, { modelFormat: "xAI" }],
    [{ modelName: "new-2026-01-01" }, { modelName: "new", modelVersion: "2026-01-01" }],
  ])("of %j are asked for by what the list of models says of it", async (params, query) => {
    await capacities(params);
    expect(Object.fromEntries(requestFor("/modelCapacities"))).toMatchObject(query);
  });

  it("stay readable whatever an entry holds", async () => {
    setting.manage({
      "/modelCapacities": listing(
        null,
        5,
        {},
        capacity(5, "S", 1),
        capacity("x", null, null),
        capacity("y", "S", {}),
      ),
      "/models": listing(...models),
    });
    expect(rowsOf(await capacities())).toEqual([
      ["x", "ignored", null, null, null, null],
      ["y", "S", null, null, null, null],
    ]);
  });

  it("of a model whose version is not known can't be asked for, which says why", async () => {
    expect((await failureOf(capacities({ modelName: "gpt-4.2" }))).message).toBe(
      "List Model Capacities: no version of gpt-4.2 is known. Did you mean gpt-4.1? Enter Model Version where that is the right name.",
    );
    setting.manage({ "/models": forbidden });
    expect((await failureOf(capacities())).message).toMatch(
      /no version of gpt-4.1 is known. .*does not have authorization/,
    );
  });
});
