import { failureOf } from "../../support/connector";
import { shareStarted } from "../../support/hooks";
import { forbidden, listing, managed, startCatalogue } from "./catalogueServer";

const setting = shareStarted(() => startCatalogue());

const quota = (params: Record<string, unknown> = {}) => setting.runManaged("listQuotaUsage", params);

const usage = (value: unknown, currentValue: unknown, limit: unknown, localizedValue?: string) => ({
  name: { value, localizedValue },
  ...{ currentValue, limit, unit: "Count", status: "Included", nextResetTime: null },
});
const tuned = "gpt-4.1-2025-04-14.ft-0123abcd";
const sku = (name: string, usageName: string | null) => ({ name, usageName });
const models = [
  // The quota does not follow the model's name.
  managed("gpt-4.1", "2025-04-14", {
    skus: [sku("GlobalStandard", "OpenAI.GlobalStandard.gpt4.1"), sku("Standard", "OpenAI.Standard.gpt4.1")],
  }),
  managed("gpt-4.1", "2025-09-09", { skus: [sku("GlobalStandard", "openai.globalstandard.GPT4.1")] }),
  managed("gpt-5.4", "2026-03-05", { skus: [sku("GlobalProvisionedManaged", "OpenAI.PTU.all")] }),
  managed("lone", "1", { skus: [sku("GlobalStandard", null)] }),
];
const usages = [
  usage("OpenAI.GlobalStandard.gpt4.1", 60, 1000, "Tokens Per Minute (thousands) - gpt-4.1"),
  usage("OpenAI.Standard.gpt4.1", "10", "40"),
  usage("OpenAI.PTU.all", 0, 0),
  usage("OpenAI.Standard.gpt4.1-finetune", 249, 250),
  usage("AccountCount", 3, 30),
];

beforeEach(() => {
  setting.manage({
    "/accounts/a": { body: { name: "a", location: "Sweden Central" } },
    "/locations/swedencentral/usages": listing(...usages),
    "/locations/eastus2/usages": listing(usage("OpenAI.GlobalStandard.gpt4.1", 0, 5)),
    "/models": listing(...models),
  });
});

const namesOf = ({ data }: Record<string, unknown>) =>
  (data as Array<{ name: string }>).map(({ name }) => name);

describe("the quotas of a region", () => {
  it("are those of the account's, each with the models that draw on it and what is left", async () => {
    const { data, ...rest } = await quota();
    expect(rest).toEqual({
      ...{ answer: null, reason: null, count: 5, region: "swedencentral", warnings: [] },
      accountLimits: [],
      lookedUpAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    });
    expect((data as unknown[]).slice(0, 2)).toEqual([
      {
        name: "OpenAI.GlobalStandard.gpt4.1",
        ...{ label: "Tokens Per Minute (thousands) - gpt-4.1", sku: "GlobalStandard" },
        models: ["gpt-4.1-2025-04-14", "gpt-4.1-2025-09-09"],
        ...{ used: 60, limit: 1000, free: 940, unit: "thousandTokensPerMinute" },
        ...{ status: "Included", resetsAt: null },
      },
      expect.objectContaining({ label: null, sku: "Standard", used: 10, limit: 40, free: 30 }),
    ]);
    expect((data as unknown[]).slice(2)).toMatchObject([
      { sku: "GlobalProvisionedManaged", unit: "provisionedUnits", free: 0 },
      { sku: "Standard", models: [], free: 1 },
      { sku: null, models: [], unit: "Count", free: 27 },
    ]);
  });

  it("are those of the region that is entered, however it is spelled, without looking for the account", async () => {
    const params = { region: "East US 2", resourceGroup: undefined, accountName: undefined };
    expect(await quota(params)).toMatchObject({ region: "eastus2", count: 1 });
    expect(setting.manager.requests.map(({ url }) => url.split("?")[0])).toEqual([
      "/subscriptions/s1/providers/Microsoft.CognitiveServices/locations/eastus2/models",
      "/subscriptions/s1/providers/Microsoft.CognitiveServices/locations/eastus2/usages",
    ]);
  });

  it.each([
    [
      [
        { name: "MaxFineTuneCount", value: "500" },
        { name: "MaxUserFileCount", value: 100 },
        { name: "MaxDedicatedFineTuneCount", value: null },
        { name: "MaxTrainingFileSize", value: "much" },
        { name: "VirtualNetworks" },
        { value: "3" },
        null,
      ],
      [
        { name: "MaxFineTuneCount", limit: 500 },
        { name: "MaxUserFileCount", limit: 100 },
        { name: "MaxDedicatedFineTuneCount", limit: null },
        { name: "MaxTrainingFileSize", limit: null },
      ],
    ],
    [{ MaxFineTuneCount: "500" }, []],
    ["500", []],
  ])("come with the limits that the account tells: %j", async (capabilities, accountLimits) => {
    setting.manage({
      "/accounts/a": { body: { name: "a", location: "Sweden Central", properties: { capabilities } } },
      ...{ "/locations/swedencentral/usages": listing(...usages), "/models": listing(...models) },
    });
    expect(await quota()).toMatchObject({ count: 5, accountLimits });
  });

  test.each<[Record<string, unknown>, string[]]>([
    [{ modelName: "gpt-4.1" }, ["OpenAI.GlobalStandard.gpt4.1", "OpenAI.Standard.gpt4.1"]],
    [{ modelName: "gpt-4.1", modelVersion: "2025-09-09" }, ["OpenAI.GlobalStandard.gpt4.1"]],
    [{ modelName: "GPT-4.1-2025-09-09" }, ["OpenAI.GlobalStandard.gpt4.1"]],
    [{ sku: "standard" }, ["OpenAI.Standard.gpt4.1", "OpenAI.Standard.gpt4.1-finetune"]],
    [{ modelName: "gpt-4.1", sku: "Standard" }, ["OpenAI.Standard.gpt4.1"]],
    [{ modelName: tuned }, ["OpenAI.Standard.gpt4.1-finetune"]],
    [{ modelName: "lone" }, []],
    [{ modelName: "nobody" }, []],
  ])("are narrowed down by %j", async (params, names) => {
    expect(namesOf(await quota(params))).toEqual(names);
  });

  it("stay readable whatever an entry holds", async () => {
    setting.manage({
      "/accounts/a": { body: { location: "swedencentral" } },
      "/usages": listing(
        null,
        5,
        {},
        usage(null, 1, 2),
        usage({}, 1, 2),
        usage("x", null, {}),
        usage("y", 5, -1),
      ),
      "/models": listing({ name: "m", version: "1", skus: [null, 5, sku("S", "x"), { name: 5 }] }),
    });
    expect((await quota())["data"]).toMatchObject([
      { name: "x", models: ["m-1"], used: null, limit: null, free: null },
      { name: "y", used: 5, limit: -1, free: 0 },
    ]);
  });

  it("are listed without models where these can't be read, which is said", async () => {
    setting.manage({
      "/accounts/a": { body: { location: "swedencentral" } },
      "/usages": listing(...usages),
      "/models": forbidden,
    });
    const { count, warnings } = await quota();
    expect([count, warnings]).toEqual([5, [expect.stringContaining("accounts/models/read")]]);
  });

  it("that are refused are told with what is wrong: the role on the subscription, or the address", async () => {
    setting.manage({
      "/accounts/a": { body: { location: "swedencentral" } },
      "/usages": forbidden,
      "/models": listing(...models),
    });
    expect((await failureOf(quota())).message).toContain("it is the role that is missing");
    setting.manage({
      "/accounts/a": {
        status: 404,
        body: {
          error: {
            code: "ResourceNotFound",
            message:
              "The Resource 'Microsoft.CognitiveServices/accounts/a' under resource group 'rg' was not found.",
          },
        },
      },
      "/providers/Microsoft.CognitiveServices/accounts": listing({
        id: "/subscriptions/s1/resourceGroups/other/providers/Microsoft.CognitiveServices/accounts/A",
      }),
    });
    expect((await failureOf(quota())).message).toContain("a is in the resource group other.");
  });

  it("can't be listed with a key", async () => {
    await expect(setting.runWithKey("listQuotaUsage")).rejects.toThrow(/Service Principal/);
  });
});

describe("an amount that is needed", () => {
  const ask = (neededCapacity: number, params: Record<string, unknown>) =>
    quota({ neededCapacity, ...params });

  test.each<[number, Record<string, unknown>, string, string]>([
    [940, { modelName: "gpt-4.1", sku: "GlobalStandard" }, "enough", "940 needed, 940 free, 60 used of 1000"],
    [941, { modelName: "gpt-4.1", sku: "GlobalStandard" }, "notEnough", "Ask for 940 at most, or free some"],
    [
      2000,
      { modelName: "gpt-4.1", sku: "GlobalStandard" },
      "notEnough",
      "Ask for 940 at most, or ask for more quota.",
    ],
    [1, { modelName: "gpt-5.4" }, "notEnough", "has no quota of this"],
    [30, { modelName: "gpt-4.1" }, "enough", "OpenAI.Standard.gpt4.1: 30 needed"],
    [500, { modelName: "gpt-4.1" }, "notKnown", "It depends on Model Name and SKU"],
    [5000, { modelName: "gpt-4.1" }, "notEnough", "OpenAI.GlobalStandard.gpt4.1"],
    // The base model's quota proves nothing for what was made from it.
    [2, { modelName: tuned }, "notEnough", "OpenAI.Standard.gpt4.1-finetune"],
    [1, { modelName: "lone" }, "notKnown", "No quota of the region belongs"],
    [1, { modelName: "nobody" }, "notKnown", "No quota of the region belongs"],
  ])("of %d for %j is %s", async (needed, params, answer, reason) => {
    expect(await ask(needed, params)).toMatchObject({ answer, reason: expect.stringContaining(reason) });
  });

  it.each(["/usages", "/accounts/a"])(
    "is not known where %s is refused, and the step goes on",
    async (path) => {
      setting.manage({
        "/accounts/a": { body: { location: "swedencentral" } },
        "/usages": listing(),
        "/models": listing(...models),
        [path]: forbidden,
      });
      expect(await ask(1, { modelName: "gpt-4.1" })).toMatchObject({
        ...{ data: [], count: 0, answer: "notKnown" },
        reason: expect.stringContaining("does not have authorization"),
      });
      expect((await failureOf(quota())).message).toContain("does not have authorization");
    },
  );

  test.each([
    [5, "Free some by smaller deployments, or ask for more quota."],
    [50, "Ask for more quota."],
  ])("of %d where nothing is free is never advised to be nothing", async (needed, mend) => {
    setting.manage({
      "/accounts/a": { body: { location: "swedencentral" } },
      "/usages": listing(usage("OpenAI.Standard.gpt4.1", 10, 10)),
      "/models": listing(...models),
    });
    const { reason } = await ask(needed, { modelName: "gpt-4.1", sku: "Standard" });
    expect(reason).toBe(`OpenAI.Standard.gpt4.1: ${needed} needed, 0 free, 10 used of 10. ${mend}`);
  });

  it("is not known where the quota does not tell", async () => {
    setting.manage({
      "/accounts/a": { body: { location: "swedencentral" } },
      "/usages": listing(usage("OpenAI.Standard.gpt4.1", null, 5)),
      "/models": listing(...models),
    });
    expect(await ask(1, { modelName: "gpt-4.1" })).toMatchObject({ answer: "notKnown" });
  });
});
