import { useLocalTrust } from "../../support/hooks";
import { account, type Managed, refusalOf, useManaged, wanted } from "./managed";

useLocalTrust();
const start = useManaged();
const one = `${account}/deployments/team`;
const usage = "OpenAI.GlobalStandard.gpt5.4";

const put = ({ call }: Managed, body: unknown = wanted("gpt-5.4")) => call("PUT", one, body);
const model = (fields: Record<string, unknown>) => ({
  sku: { name: "GlobalStandard", capacity: 1 },
  properties: { model: { format: "OpenAI", ...fields } },
});

test.each([
  ["nothing", undefined, "InvalidRequestContent", "could not be deserialized"],
  ["no model", { sku: { name: "Standard" }, properties: {} }, "InvalidRequestContent", "properties.model"],
  [
    "scale settings",
    { properties: { model: { name: "gpt-5.4" }, scaleSettings: { scaleType: "Standard" } } },
    "InvalidResourceProperties",
    "please use 'sku' instead",
  ],
  [
    "an unknown model",
    wanted("gpt-9"),
    "DeploymentModelNotSupported",
    "Format: OpenAI, Name: gpt-9, Version: , Source: ,",
  ],
  [
    "a version of another model",
    wanted("gpt-5.4", "2026-03-17"),
    "DeploymentModelNotSupported",
    "Name: gpt-5.4, Version: 2026-03-17,",
  ],
  [
    "no version where the default one is retired",
    wanted("gpt-4o"),
    "DeploymentModelNotSupported",
    "Creating account deployment is not supported by the model 'gpt-4o'.",
  ],
  [
    "a retired version",
    wanted("gpt-4o", "2024-05-13"),
    "ServiceModelDeprecated",
    "has been deprecated since 2026-10-01",
  ],
  [
    "a model that takes no new deployments",
    wanted("tts", "001", { name: "Standard", capacity: 1 }),
    "ServiceModelDeprecating",
    "It ends on 2026-12-15",
  ],
  [
    "a model that the subscription has no access to",
    wanted("gpt-6-astra"),
    "SpecialFeatureOrQuotaIdRequired",
    "'Format:OpenAI,Name:gpt-6-astra,Version:2026-09-03'",
  ],
  [
    "a SKU that the model is not offered in",
    wanted("gpt-5.4", undefined, { name: "DeveloperTier", capacity: 1 }),
    "InvalidResourceProperties",
    "The specified SKU 'DeveloperTier' of account deployment is not supported by the model 'gpt-5.4' version: '2026-03-05'.",
  ],
  [
    "a capacity beyond the SKU's",
    wanted("gpt-5.4", undefined, { name: "Standard", capacity: 0 }),
    "InvalidCapacity",
    "The specified capacity '0' of account deployment should be greater than 0 and no more than 10000.",
  ],
  [
    "an empty capacity",
    { ...wanted("gpt-5.4"), sku: { name: "Standard", capacity: "" } },
    "InvalidCapacity",
    "The specified capacity ' ' of account deployment",
  ],
])("a PUT of %s is refused", async (_what, body, code, words) => {
  const managed = await start();
  const refused = await managed.call("PUT", one, body);
  expect(refusalOf(refused)).toEqual([400, code]);
  expect(refused.body.error.message).toContain(words);
  expect(managed.store.list()).toEqual([]);
});

test("a publisher spelled in another way is 500 without a word", async () => {
  const managed = await start();
  const name = "Llama-3.3-70B-Instruct";
  expect(await put(managed, model({ name, version: "9" }))).toMatchObject({ status: 500, body: "" });
  expect((await put(managed, model({ name, version: "9", format: "Meta" }))).status).toBe(201);
});

test("another model under the name is refused, and for a provisioned one taken", async () => {
  const provisioned = { name: "GlobalProvisionedManaged", capacity: 15 };
  const managed = await start({
    store: {
      deployments: [
        { name: "team", model: "gpt-5.4" },
        { name: "large", model: "gpt-5.4", sku: provisioned },
      ],
    },
  });
  const refused = await put(managed, wanted("gpt-5.4-mini"));
  expect(refusalOf(refused)).toEqual([400, "CannotChangeDeploymentModel"]);
  const body = wanted("gpt-5.4-mini", undefined, provisioned);
  expect((await managed.call("PUT", `${account}/deployments/large`, body)).status).toBe(200);
});

test("what is retired may still be changed under the name that it has", async () => {
  const version = "2024-05-13";
  const managed = await start({ store: { deployments: [{ name: "team", model: "gpt-4o", version }] } });
  expect((await put(managed, wanted("gpt-4o", version))).status).toBe(200);
});

describe("a quota", () => {
  const deployments = [{ name: "first", model: "gpt-5.4", sku: { name: "GlobalStandard", capacity: 30 } }];
  const name = "Tokens Per Minute (thousands) - gpt-5.4 - GlobalStandard";

  test.each([
    [
      "numbers" as const,
      `This operation require 25 new capacity in quota ${name}, which is bigger than the current available capacity 20. The current quota usage is 30 and the quota limit is 50 for quota ${name}.`,
    ],
    [
      "usageName" as const,
      `The specified capacity '25' of account deployment is bigger than available capacity '20' for UsageName '${name}'.`,
    ],
    ["plain" as const, "Insufficient quota. Cannot create/update/move resource 'mine'."],
  ])("is refused by %s", async (wording, message) => {
    const managed = await start({ store: { deployments }, quotas: { limits: { [usage]: 50 }, wording } });
    const refused = await put(
      managed,
      wanted("gpt-5.4", undefined, { name: "GlobalStandard", capacity: 25 }),
    );
    expect(refusalOf(refused)).toEqual([400, "InsufficientQuota"]);
    expect(refused.body.error.message).toBe(message);
  });

  test("is refused by the quota that models of one base share", async () => {
    const managed = await start({ quotas: { limits: { "OpenAI.Standard.gpt4.1-finetune": 1 } } });
    managed.store.addTrained({ name: "gpt-4.1.ft-1", base: "gpt-4.1" });
    const refused = await put(managed, wanted("gpt-4.1.ft-1", "1", { name: "Standard", capacity: 2 }));
    expect(refused.body.error.message).toContain(
      "quota Tokens Per Minute (thousands) - gpt-4.1-finetune - Standard,",
    );
  });

  test("may be refused inside the refusal of a template", async () => {
    const managed = await start({ quotas: { limits: { [usage]: 5 }, wording: "wrapped" } });
    const { error } = (await put(managed)).body;
    expect([error.code, error.details[0].code]).toEqual(["InvalidTemplateDeployment", "InsufficientQuota"]);
    expect(error.details[0].message).toContain("'10' of account deployment is bigger than");
  });

  test("is asked for what is new alone, and not where something becomes smaller", async () => {
    const managed = await start({ store: { deployments }, quotas: { limits: { [usage]: 40 } } });
    const patch = (capacity: number) =>
      managed.call("PATCH", `${account}/deployments/first`, { sku: { name: "GlobalStandard", capacity } });
    expect([(await patch(40)).status, (await patch(41)).status, (await patch(1)).status]).toEqual([
      202, 400, 202,
    ]);
    expect(
      (await put(managed, wanted("gpt-5.4", undefined, { name: "GlobalStandard", capacity: 39 }))).status,
    ).toBe(201);
  });
});

test("a quota is still in use for a while after its deployment was deleted", async () => {
  const managed = await start({ quotas: { limits: { [usage]: 10 }, releaseMs: 20_000 } });
  await put(managed);
  await managed.call("DELETE", one);
  const again = async () => (await put(managed)).status;
  managed.clock.advance(19_999);
  expect(await again()).toBe(400);
  managed.clock.advance(1);
  expect(await again()).toBe(201);
});

describe("a model that was trained", () => {
  const trained = "gpt-4.1-2025-04-14.ft-0a1b2c";
  const standard = { name: "standard", capacity: 1 };

  const withTrained = async (options = {}) => {
    const managed = await start(options);
    managed.store.addTrained({ name: trained, base: "gpt-4.1" });
    return managed;
  };

  test("is deployed by its name, in a SKU of its own quota", async () => {
    const managed = await withTrained();
    const made = await put(managed, wanted(trained, "1", standard));
    expect([made.status, made.body.properties.model.name]).toEqual([201, trained]);
    expect(managed.store.lookUp("team", "azureV1").model).toBe(trained);
  });

  test("is found by the version of its base that can be trained", async () => {
    const managed = await start();
    managed.store.addTrained({ name: "gpt-4o-2024-08-06.ft-1", base: "gpt-4o" });
    expect((await put(managed, wanted("gpt-4o-2024-08-06.ft-1", "1", standard))).status).toBe(201);
  });

  test("has to be known, and its region one where its base is trained", async () => {
    const elsewhere = await withTrained({ account: { location: "westus3" } });
    const refused = await put(elsewhere, wanted(trained, "1", standard));
    expect(refusalOf(refused)).toEqual([400, "DeploymentModelNotSupported"]);
    const unknown = await put(await start(), wanted(trained, "1", standard));
    expect(refusalOf(unknown)).toEqual([400, "DeploymentModelNotSupported"]);
  });

  test("can be that of another account, which is named as its source", async () => {
    const managed = await withTrained();
    const from = await start({
      subscription: {
        resourceGroups: [
          { name: "group-a", accounts: [{ name: "mine" }, { name: "other", store: managed.store }] },
        ],
      },
    });
    const source = account.replace("mine", "other");
    const body = { sku: standard, properties: { model: { format: "OpenAI", name: trained, version: "1" } } };
    expect((await put(from, body)).status).toBe(400);
    const named = { ...body, properties: { model: { ...body.properties.model, source } } };
    const made = await put(from, named);
    expect([made.status, made.body.properties.model.source]).toEqual([201, source]);
    const sku = { name: "Standard", capacity: 2 };
    expect((await from.call("PATCH", one, { sku })).status).toBe(202);
    expect((await from.call("GET", one)).body.sku).toEqual(sku);
  });

  test("counts against a limit of its own", async () => {
    const managed = await withTrained({ deploymentLimits: { standard: 1, fineTuned: 1 } });
    const names: Array<[string, string]> = [
      ["a", trained],
      ["b", trained],
      ["c", "gpt-5.4"],
      ["d", "gpt-5.4"],
    ];
    const statuses: number[] = [];
    for (const [name, of] of names) {
      const body = wanted(of, undefined, { name: "Standard", capacity: 1 });
      statuses.push((await managed.call("PUT", `${account}/deployments/${name}`, body)).status);
    }
    expect(statuses).toEqual([201, 400, 201, 400]);
  });
});
