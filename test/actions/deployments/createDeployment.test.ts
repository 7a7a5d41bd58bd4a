import { failureOf } from "../../support/connector";
import { useTestClock } from "../../support/hooks";
import { deployment, model, refusal } from "../../tasks/deployments/fakeManager";
import { shareManager } from "../../tasks/deployments/managerSetting";

const setting = shareManager();
useTestClock(Date.now);

const create = (form: Record<string, unknown> = {}) =>
  setting.step("createDeployment", { modelName: "gpt-5.4", ...form });

const day = (daysFromNow: number): string => new Date(Date.now() + daysFromNow * 86_400_000).toISOString();

describe("a deployment that is not there", () => {
  it("is made with the default version, its default capacity and the usual SKU, and followed to its end", async () => {
    setting.manager.looks = 3;
    const made = await create();
    expect(made).toMatchObject({
      change: "created",
      state: "succeeded",
      isDone: true,
      waitsFor: null,
      warning: null,
    });
    expect(made.deployment?.summary).toMatchObject({ name: "my-chat", state: "Succeeded", capacity: 20 });
    expect(setting.manager.bodies).toEqual([
      {
        sku: { name: "GlobalStandard", capacity: 20 },
        properties: {
          model: { format: "OpenAI", name: "gpt-5.4", version: "2026-03-05" },
          versionUpgradeOption: "OnceNewDefaultVersionAvailable",
        },
      },
    ]);
    expect(setting.manager.calls.filter((call) => call.includes("operations"))).toHaveLength(3);
    expect(new Set(setting.manager.versions)).toEqual(new Set(["2024-10-01", "2025-09-01", "1"]));
  });

  it("is asked for with a content type only where something is sent", async () => {
    const sent = new Set<string>();
    setting.manager.intercept = ({ method, headers }) => {
      sent.add(`${method} ${headers["content-type"]}`);
      return undefined;
    };
    await create();
    expect([...sent].sort()).toEqual(["GET undefined", "PUT application/json"]);
  });

  it("is made with all that the form says", async () => {
    await create({
      modelVersion: "2026-03-05",
      sku: "standard",
      capacity: "3",
      deploymentSettings: {
        versionUpgradeOption: "NoAutoUpgrade",
        contentFilterPolicy: "strict",
        spilloverDeploymentName: "overflow",
        tags: [{ key: "team", value: "support" }],
        source: "/subscriptions/s2/x",
        extraParameters: '{"properties": {"custom": 0}}',
      },
    });
    expect(setting.manager.bodies).toEqual([
      {
        sku: { name: "standard", capacity: 3 },
        tags: { team: "support" },
        properties: {
          model: { format: "OpenAI", name: "gpt-5.4", version: "2026-03-05", source: "/subscriptions/s2/x" },
          versionUpgradeOption: "NoAutoUpgrade",
          raiPolicyName: "strict",
          spilloverDeploymentName: "overflow",
          custom: 0,
        },
      },
    ]);
  });

  it("is asked for by the newest version where a service tier or routing is", async () => {
    await create({ deploymentSettings: { serviceTier: "Priority" } });
    expect(setting.manager.versions[setting.manager.calls.indexOf("PUT /deployments/my-chat")]).toBe(
      "2026-07-01",
    );
  });

  it.each([
    [
      "the newest that lives where the default is retired",
      [
        ["2025-01-01", { isDefaultVersion: true, deprecation: { inference: "2020-01-01T00:00:00Z" } }],
        ["2025-04-01", {}],
        ["2025-10-01", {}],
      ],
      "2025-10-01",
    ],
    [
      "no version that is deprecated",
      [
        ["2025-01-01", {}],
        ["2025-10-01", { lifecycleStatus: "Deprecated" }],
      ],
      "2025-01-01",
    ],
  ] as const)("gets %s", async (_what, versions, expected) => {
    setting.manager.models = versions.map(([version, more]) => model("gpt-x", version, more));
    await create({ modelName: "gpt-x" });
    expect(setting.manager.bodies[0]).toMatchObject({ properties: { model: { version: expected } } });
  });

  it("gets the format and the SKU that the catalogue has for it", async () => {
    setting.manager.models = [
      model("Phi-9", "3", { format: "Microsoft", skus: [{ name: "DataZoneStandard" }] }),
    ];
    await create({ modelName: "phi-9" });
    expect(setting.manager.bodies[0]).toMatchObject({
      sku: { name: "DataZoneStandard", capacity: 1 },
      properties: { model: { format: "Microsoft", name: "Phi-9", version: "3" } },
    });
  });

  it("gets the least capacity of its SKU where the catalogue has no usual one", async () => {
    const skus = [{ name: "GlobalProvisionedManaged", capacity: { default: 0, minimum: 15, maximum: 1000 } }];
    setting.manager.models = [model("gpt-x", "1", { skus })];
    await create({ modelName: "gpt-x" });
    expect(setting.manager.bodies[0]).toMatchObject({
      sku: { name: "GlobalProvisionedManaged", capacity: 15 },
    });
  });

  it("of a fine-tuned model has the version 1 and no version upgrade", async () => {
    await create({ modelName: "gpt-4.1-2025-04-14.ft-0a1b2c", sku: "DeveloperTier" });
    expect(setting.manager.bodies[0]).toEqual({
      sku: { name: "DeveloperTier", capacity: 1 },
      properties: { model: { format: "OpenAI", name: "gpt-4.1-2025-04-14.ft-0a1b2c", version: "1" } },
    });
  });

  it.each([
    ["DeveloperTier", /^A deployment of the SKU DeveloperTier is deleted 24 hours after/],
    ["Standard", /^A deployment of a fine-tuned model is billed by the hour, also while nobody calls it/],
    ["", /^A deployment of a fine-tuned model is billed by the hour/],
  ])("of a fine-tuned model tells what it costs: %j", async (sku, warning) => {
    const made = await create({ modelName: "gpt-5.4.ft-0a1b2c", sku });
    expect(made.warning).toMatch(warning);
  });

  it("is made although the list of models may not be read, and says so", async () => {
    setting.manager.intercept = (_request, path) =>
      path === "/models" ? refusal(403, "AuthorizationFailed", "no") : undefined;
    const made = await create();
    expect(made.state).toBe("succeeded");
    expect(made.warning).toContain("the service chooses the version");
  });

  it("warns of a name, a policy and a retirement that will be regretted", async () => {
    setting.manager.models = [model("gpt-5.4", "2026-03-05", { deprecation: { inference: day(30) } })];
    setting.manager.intercept = (_request, path) =>
      path.startsWith("/raiPolicies/") ? refusal(404, "ResourceNotFound", "no") : undefined;
    const { warning } = await create({
      deploymentName: "gpt-5.4",
      deploymentSettings: { contentFilterPolicy: "lost", versionUpgradeOption: "NoAutoUpgrade" },
    });
    expect(warning).toMatch(
      /named like its model.*is retired on .*stops answering then.*no content filter policy named lost/,
    );
  });

  it("asks for a model", async () => {
    const failure = await failureOf(create({ modelName: "" }));
    expect(failure.message).toMatch(/^Model Name: it is empty, and there is no deployment named my-chat yet/);
    expect(setting.changes()).toEqual([]);
  });

  it("tells where Azure made something else", async () => {
    setting.manager.intercept = ({ method }) =>
      method === "PUT"
        ? { body: deployment("my-chat", { sku: { name: "GlobalStandard", capacity: 1 } }) }
        : undefined;
    expect((await create()).warning).toBe("Azure made it with capacity 1 in place of 20.");
  });

  it("that is not to be waited for is handed back as Azure takes it", async () => {
    const made = await create({ waitUntilDone: "false" });
    expect(made).toMatchObject({ change: "created", state: "creating", isDone: false });
    expect(made.waitsFor).toMatch(/Azure/);
    expect(setting.manager.calls.some((call) => call.includes("operations"))).toBe(false);
  });
});

describe("a deployment that is there", () => {
  const there = (more = {}, properties = {}): void =>
    void setting.manager.deployments.set(
      "my-chat",
      deployment("my-chat", { tags: { a: "1" }, ...more }, properties),
    );

  it("is left alone where nothing differs", async () => {
    there();
    const form = { sku: "globalstandard", capacity: "10", modelVersion: "2026-03-05" };
    expect(await create(form)).toMatchObject({ change: "unchanged", state: "succeeded", isDone: true });
    expect(setting.changes()).toEqual([]);
  });

  it("is scaled by a PATCH of its SKU where the capacity alone differs", async () => {
    there();
    const scaled = await create({ capacity: "30" });
    expect(scaled).toMatchObject({ change: "scaled", state: "succeeded" });
    expect(setting.changes()).toEqual(["PATCH /deployments/my-chat"]);
    expect(setting.manager.bodies).toEqual([{ sku: { name: "GlobalStandard", capacity: 30 } }]);
  });

  it("is sent as a whole for anything else, with all that it has but what only the service sets", async () => {
    there({}, { spilloverDeploymentName: "overflow", capabilities: { chatCompletion: "true" } });
    expect(await create({ modelName: "", modelVersion: "2026-06-01" })).toMatchObject({ change: "updated" });
    expect(setting.manager.bodies).toEqual([
      {
        sku: { name: "GlobalStandard", capacity: 10 },
        tags: { a: "1" },
        properties: {
          model: { format: "OpenAI", name: "gpt-5.4", version: "2026-06-01" },
          raiPolicyName: "Microsoft.DefaultV2",
          spilloverDeploymentName: "overflow",
        },
      },
    ]);
  });

  it("keeps what only the newest version shows", async () => {
    there({}, {});
    setting.manager.intercept = ({ method, url }, path) =>
      method === "GET" && path === "/deployments/my-chat" && url.includes("2026-07-01")
        ? { body: deployment("my-chat", {}, { serviceTier: "Priority" }) }
        : undefined;
    await create({ deploymentSettings: { contentFilterPolicy: "strict" } });
    const put = setting.manager.calls.indexOf("PUT /deployments/my-chat");
    expect(setting.manager.versions[put]).toBe("2026-07-01");
    expect(setting.manager.bodies[0]).toMatchObject({
      properties: { serviceTier: "Priority", raiPolicyName: "strict" },
    });
  });

  it.each([
    [refusal(503, "ServerBusy", "Busy."), false],
    [refusal(403, "Forbidden", "No."), false],
    [refusal(429, "TooManyRequests", "This api-version is not supported so often."), false],
    [refusal(500, "InternalError", "The api-version is not supported now."), false],
    [refusal(400, "BadRequest", "Something is wrong."), false],
    [refusal(400, "BadRequest", "The value '2026-07-01' of api-version is not known here."), true],
    [refusal(404, "InvalidResourceType", "The type is not supported."), true],
    [refusal(400, "ApiVersionUnsupported", "The supported versions are '2024-10-01'."), true],
  ])(
    "is changed as the usual version shows it where the cloud has no newer one alone: %j",
    async (answer, isSent) => {
      there();
      setting.manager.intercept = ({ method, url }) =>
        method === "GET" && url.includes("2026-07-01") ? answer : undefined;
      const made = create({ deploymentSettings: { contentFilterPolicy: "strict" } });
      if (isSent) expect(await made).toMatchObject({ change: "updated" });
      else expect((await failureOf(made)).status).toBe(answer.status);
      expect(setting.changes()).toHaveLength(isSent ? 1 : 0);
    },
  );

  it("of another model is refused before anything is sent", async () => {
    there();
    const failure = await failureOf(create({ modelName: "gpt-4.1" }));
    expect(failure.message).toMatch(
      /my-chat runs gpt-5\.4, not gpt-4\.1; nothing was changed\. Delete it first/,
    );
    expect(setting.changes()).toEqual([]);
  });

  it("is left alone where what is asked for is what it does not tell", async () => {
    there({}, { model: { format: "OpenAI", name: "gpt-4.1-2025-04-14.ft-0a:ckpt-step-90", version: "1" } });
    const asked = await create({
      modelName: "ftchkpt-0123",
      modelVersion: "1",
      deploymentSettings: {
        modelFormat: "openai",
        serviceTier: "Default",
        versionUpgradeOption: "OnceCurrentVersionExpired",
        source: "/subscriptions/s2/x",
        sourceAccount: "y",
      },
    });
    expect(asked).toMatchObject({ change: "unchanged", state: "succeeded" });
    expect(setting.changes()).toEqual([]);
  });

  it("is made anew where it failed", async () => {
    there({}, { provisioningState: "Failed" });
    expect(await create()).toMatchObject({ change: "updated", state: "succeeded" });
    expect(setting.changes()).toEqual(["PUT /deployments/my-chat"]);
  });

  it("warns where provisioned units are given back", async () => {
    there({ sku: { name: "GlobalProvisionedManaged", capacity: 100 } });
    expect((await create({ capacity: "50" })).warning).toMatch(/may not be had again/);
  });
});
