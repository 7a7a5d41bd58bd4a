import { modelList } from "../../dataSources/azureSetting";
import { failureOf } from "../../support/connector";
import { shareStarted } from "../../support/hooks";
import { sendAnswer } from "../../support/scriptedServer";
import { deployed, forbidden, listing, managed, startCatalogue } from "./catalogueServer";

const setting = shareStarted(() => startCatalogue());

type Listed = { data: Array<Record<string, unknown>>; count: number; warnings: string[] } & Record<
  string,
  unknown
>;

const list = (params: Record<string, unknown> = {}): Promise<Listed> =>
  setting.runManaged("listModels", params) as Promise<Listed>;
const ids = ({ data }: Listed): unknown[] => data.map(({ id }) => id);

const whole = managed("gpt-4.1", "2025-04-14", {
  isDefaultVersion: true,
  lifecycleStatus: "Legacy",
  capabilities: {
    chatCompletion: "true",
    responses: "true",
    FineTuneTokensMaxValue: "2000000000",
    maxContextToken: "1047576",
    maxOutputToken: "32768",
  },
  deprecation: {
    inference: "2099-04-14T00:00:00Z",
    fineTune: "2099-03-01T00:00:00Z",
    deprecationStatus: "Tentative",
  },
  replacementConfig: {
    targetModelName: "gpt-5.4",
    targetModelVersion: "2026-03-05",
    autoUpgradeStartDate: "2099-03-14T00:00:00Z",
    upgradeOnExpiryLeadTimeDays: 7,
  },
  skus: [
    {
      name: "GlobalStandard",
      usageName: "OpenAI.GlobalStandard.gpt4.1",
      capacity: { minimum: null, maximum: 1000, step: "1", default: 10, allowedValues: [1, "5", null] },
      deprecationDate: "2099-04-14T09:00:00+09:00",
    },
    { name: "GlobalBatch", usageName: null, capacity: null },
  ],
});

beforeEach(() => {
  setting.serve({});
  setting.manage({
    "/deployments": listing(deployed("my-chat", "gpt-4.1", "2025-04-14")),
    "/models": listing(whole),
  });
});

describe("a model of Azure Resource Manager", () => {
  it("has everything that is told of it in one form", async () => {
    expect(await list()).toEqual({
      data: [
        {
          ...{ id: "gpt-4.1-2025-04-14", name: "gpt-4.1", version: "2025-04-14", format: "OpenAI" },
          ...{ lifecycle: "legacy", isDefaultVersion: true, isFineTuned: false, baseModel: null },
          abilities: ["chat", "responses", "batch", "fine-tuning"],
          fineTuning: { isOffered: true, methods: ["supervised", "preference"] },
          retirement: {
            inference: "2099-04-14T00:00:00.000Z",
            fineTuning: "2099-03-01T00:00:00.000Z",
            status: "tentative",
            daysLeft: expect.any(Number),
            isRetired: false,
          },
          replacement: { name: "gpt-5.4", version: "2026-03-05", upgradesFrom: "2099-03-14T00:00:00.000Z" },
          ...{ contextTokens: 1_047_576, outputTokens: 32_768 },
          skus: [
            {
              name: "GlobalStandard",
              usageName: "OpenAI.GlobalStandard.gpt4.1",
              capacity: { minimum: null, maximum: 1000, step: 1, default: 10, allowed: [1, 5] },
              retiresAt: "2099-04-14T00:00:00.000Z",
            },
            {
              ...{ name: "GlobalBatch", usageName: null, retiresAt: null },
              capacity: { minimum: null, maximum: null, step: null, default: null, allowed: null },
            },
          ],
          deployments: ["my-chat"],
          raw: whole,
        },
      ],
      count: 1,
      source: "resourceManager",
      sourceReason: null,
      warnings: [],
    });
    expect(setting.service.requests).toEqual([]);
  });

  it("is listed once where each kind of account has an entry of it, also below `model`", async () => {
    const entry = (kind: string, skus: unknown[]) => ({ kind, skuName: "S0", model: { ...whole, skus } });
    setting.manage({
      "/deployments": listing(),
      "/models": listing(entry("OpenAI", []), entry("AIServices", [{ name: "Standard" }]), entry("MaaS", [])),
    });
    const { data } = await list();
    expect(data).toMatchObject([{ id: "gpt-4.1-2025-04-14", skus: [{ name: "Standard" }] }]);
  });

  it("is read from every page", async () => {
    const { url } = setting.manager;
    setting.manage({
      "/deployments": listing(),
      "/models": (request, response) => {
        const page = Number(new URL(request.url, url).searchParams.get("page") ?? "1");
        const nextLink = page < 4 ? `${url}/x/models?page=${page + 1}` : null;
        sendAnswer(response, { body: { value: [managed(`gpt-${page}`, "1")], nextLink } });
      },
    });
    expect(ids(await list())).toEqual(["gpt-1-1", "gpt-2-1", "gpt-3-1", "gpt-4-1"]);
  });

  it("is read from what a gateway wrapped", async () => {
    setting.manage({
      "/deployments": { body: { code: 0, msg: "ok", data: { value: [] } } },
      "/models": { body: { success: true, error: null, response: { value: [whole] } } },
    });
    expect(ids(await list())).toEqual(["gpt-4.1-2025-04-14"]);
  });

  it("is one of thousands", async () => {
    const many = Array.from({ length: 5_000 }, (_, index) => managed(`m${index}`, "1"));
    setting.manage({ "/deployments": listing(), "/models": listing(...many) });
    const { count, data } = await list({ nameContains: "m4999" });
    expect([count, data[0]?.["id"]]).toEqual([1, "m4999-1"]);
  });

  it("stays readable whatever its fields hold", async () => {
    const odd = {
      ...{ name: "odd", version: 5, format: null, capabilities: [], finetuneCapabilities: "x", skus: {} },
      ...{ deprecation: { inference: "soon", fineTune: {} }, lifecycleStatus: "Sunset", isDefaultVersion: 1 },
      ...{ replacementConfig: 7, baseModel: [] },
    };
    setting.manage({
      "/deployments": listing(null, 5, { name: "x" }, { name: "y", properties: { model: 5 } }),
      "/models": listing(null, "text", 7, [], {}, { name: " " }, { model: {} }, { model: { name: 5 } }, odd),
    });
    const { data, warnings } = await list();
    expect(data).toMatchObject([
      { id: "odd", version: null, format: null, lifecycle: "Sunset", isDefaultVersion: null, abilities: [] },
    ]);
    expect(warnings).toEqual([]);
  });

  it("is listed without deployments where these can't be read", async () => {
    setting.manage({ "/deployments": forbidden, "/models": listing(whole) });
    const { data, source } = await list();
    expect([source, data[0]?.["deployments"]]).toEqual(["resourceManager", null]);
  });

  it("is asked for in an older version where the cloud does not have the newest", async () => {
    const versions: Array<string | null> = [];
    setting.manage({
      "/deployments": listing(),
      "/models": (request, response) => {
        const version = new URL(request.url, "https://x").searchParams.get("api-version");
        versions.push(version);
        const error = { code: "InvalidApiVersionParameter", message: "The api-version is invalid." };
        if (version === "2024-10-01") sendAnswer(response, { body: { value: [whole] } });
        else sendAnswer(response, { status: 400, body: { error } });
      },
    });
    expect(ids(await list())).toEqual(["gpt-4.1-2025-04-14"]);
    expect(versions).toEqual(["2025-09-01", "2024-10-01"]);
  });
});

describe("the service's own list is read", () => {
  const azureEntry = {
    id: "gpt-4.1-2025-04-14",
    lifecycle_status: "generally-available",
    capabilities: { chat_completion: true, fine_tune: true, embeddings: false },
    deprecation: { inference: 4_079_548_800, fine_tune: 4_079_548_800 },
  };
  const tuned = { id: "gpt-4.1-2025-04-14.ft-0123abcd", model: "gpt-4.1-2025-04-14", fine_tune: "ftjob-1" };

  it("with a key, which says why", async () => {
    setting.serve({ "/models": modelList(azureEntry, tuned) });
    const listed = await setting.runWithKey("listModels");
    expect(listed).toMatchObject({
      source: "service",
      sourceReason: expect.stringContaining("Microsoft Entra Service Principal"),
      data: [
        {
          ...{ id: "gpt-4.1-2025-04-14", name: "gpt-4.1", version: "2025-04-14", isFineTuned: false },
          ...{ lifecycle: "generallyAvailable", abilities: ["chat", "fine-tuning"], deployments: null },
          retirement: { inference: "2099-04-11T00:00:00.000Z", fineTuning: "2099-04-11T00:00:00.000Z" },
        },
        { id: tuned.id, name: tuned.id, version: null, isFineTuned: true, baseModel: "gpt-4.1-2025-04-14" },
      ],
    });
    expect(setting.manager.requests).toEqual([]);
  });

  it("where Resource Manager refuses, which is said with its words", async () => {
    setting.manage({ "/models": forbidden, "/deployments": forbidden });
    const { source, sourceReason, data } = await list();
    expect([source, data.map(({ id }) => id)]).toEqual(["service", ["gpt-5.4"]]);
    expect(sourceReason).toContain("accounts/models/read");
  });

  it("where the account is not found by the endpoint", async () => {
    setting.manage({ "/subscriptions": listing() });
    const place = { subscriptionId: undefined, resourceGroup: undefined, accountName: undefined };
    const { source, sourceReason } = await list(place);
    expect([source, sourceReason]).toEqual(["service", expect.stringContaining("No account")]);
  });

  it("of OpenAI, where names alone are known", async () => {
    setting.serve({
      "/models": modelList("ft:gpt-4.1-mini-2025-04-14:my-org::abc", "o4-mini-2025-04-16", "x"),
    });
    const listed = (await setting.runWithKey("listModels", {}, { isOpenAIKey: "true" })) as Listed;
    expect(listed.data).toMatchObject([
      {
        id: "ft:gpt-4.1-mini-2025-04-14:my-org::abc",
        ...{ isFineTuned: true, baseModel: "gpt-4.1-mini-2025-04-14", abilities: ["chat"] },
        fineTuning: { isOffered: null, methods: ["supervised", "preference"] },
      },
      { name: "o4-mini", fineTuning: { isOffered: null, methods: ["reinforcement"] } },
      { id: "x", abilities: [], fineTuning: { isOffered: null, methods: [] } },
    ]);
    expect(listed.warnings).toEqual([expect.stringMatching(/^OpenAI .*fine-tuning/)]);
  });

  it("and when it fails as well, both refusals are told", async () => {
    setting.manage({ "/models": forbidden, "/deployments": forbidden });
    setting.serve({ "/models": { status: 403, body: { error: { message: "No models for this caller." } } } });
    const { message } = await failureOf(list());
    expect(message).toContain("No models for this caller.");
    expect(message).toContain("accounts/models/read");
  });
});

describe("filters", () => {
  const models = [
    managed("gpt-5.4", "2026-03-05", { lifecycleStatus: "Stable" }),
    managed("text-embedding-3-large", "1", { capabilities: { embeddings: "true" } }),
    managed("gpt-4.1", "2025-04-14", { capabilities: { chatCompletion: "true", fineTune: "true" } }),
    managed("gpt-5.4-mini", "2026-03-17", { capabilities: { chatCompletion: "true", fineTune: "true" } }),
    managed("gone", "1", {
      deprecation: { inference: "2020-01-01T00:00:00Z" },
      lifecycleStatus: "Deprecated",
    }),
    managed("mystery", "1", { format: "Someone", capabilities: {}, lifecycleStatus: null, skus: [] }),
  ];
  beforeEach(() => setting.manage({ "/deployments": listing(), "/models": listing(...models) }));

  test.each<[Record<string, unknown>, string[], number]>([
    [{ nameContains: "GPT-5" }, ["gpt-5.4-2026-03-05", "gpt-5.4-mini-2026-03-17"], 0],
    [{ task: "embeddings" }, ["text-embedding-3-large-1"], 1],
    [{ task: "chat", nameContains: "4.1" }, ["gpt-4.1-2025-04-14"], 0],
    [{ fineTuning: "any" }, ["gpt-4.1-2025-04-14", "gpt-5.4-mini-2026-03-17"], 1],
    [{ fineTuning: "preference" }, ["gpt-4.1-2025-04-14"], 2],
    [{ fineTuning: "reinforcement" }, [], 2],
    [{ lifecycle: "deprecated" }, [], 1],
    [{ lifecycle: "deprecated", includeRetired: true }, ["gone-1"], 1],
    [{ lifecycle: "generallyAvailable", task: "embeddings" }, ["text-embedding-3-large-1"], 1],
  ])("%j", async (filter, expected, unknown) => {
    const listed = await list(filter);
    expect([ids(listed), listed.count]).toEqual([expected, expected.length]);
    expect(listed.warnings.filter((warning) => warning.includes("left out"))).toEqual(
      unknown === 0 ? [] : [expect.stringMatching(new RegExp(`^${unknown} more`))],
    );
  });
});
