import { errorAnswer } from "../support/answers";
import { failureOf } from "../support/connector";
import { shareStarted, useTestClock } from "../support/hooks";
import { pick, pickKeys, startAzure, subscriptionWith } from "./azureSetting";

const azure = shareStarted(() => startAzure());

beforeAll(() => {
  azure.service.script(errorAnswer(500));
});

const pickers: Array<[picker: string, label: string, params: Record<string, unknown>]> = [
  ["selectSubscription", "Select Subscription", {}],
  ["selectResourceGroup", "Select Resource Group", { subscriptionId: "s1" }],
  ["selectAccount", "Select Account", { subscriptionId: "s1" }],
];

describe("Select Subscription", () => {
  it("shows names with ids, and the state of what is not enabled", async () => {
    await azure.manage({
      subscriptions: [
        { id: "s2", name: "Test 10" },
        { id: "s1", name: "Test 9" },
        { id: "s3", name: "Closed", state: "Disabled" },
      ],
    });
    expect((await pick("selectSubscription", { connection: azure.principal() })).choices).toEqual([
      { key: "s3", label: "Closed (s3, disabled)" },
      { key: "s1", label: "Test 9 (s1)" },
      { key: "s2", label: "Test 10 (s2)" },
    ]);
  });
});

describe("Select Resource Group", () => {
  it("shows the groups of the subscription with their regions", async () => {
    await azure.manage({
      subscriptions: [
        { id: "s1", resourceGroups: [{ name: "rg-10" }, { name: "rg-9", location: "westus3" }] },
        { id: "s2", resourceGroups: [{ name: "other" }] },
      ],
    });
    const params = { connection: azure.principal(), subscriptionId: "s1" };
    expect((await pick("selectResourceGroup", params)).choices).toEqual([
      { key: "rg-9", label: "rg-9 (westus3)" },
      { key: "rg-10", label: "rg-10 (swedencentral)" },
    ]);
  });
});

describe("Select Account", () => {
  const manage = () =>
    azure.manage({
      subscriptions: [
        {
          ...subscriptionWith("s1"),
          resourceGroups: [
            {
              name: "rg",
              accounts: [
                { name: "b", kind: "OpenAI" },
                { name: "speech", kind: "SpeechServices" },
              ],
            },
            { name: "rg2", accounts: [{ name: "a", location: "westus3" }] },
          ],
        },
      ],
    });

  it("shows the accounts that serve models, with region and kind", async () => {
    await manage();
    const params = { connection: azure.principal(), subscriptionId: "s1" };
    expect((await pick("selectAccount", params)).choices).toEqual([
      { key: "a", label: "a (westus3, AIServices)" },
      { key: "b", label: "b (swedencentral, OpenAI)" },
    ]);
  });

  it("keeps to the resource group that is given", async () => {
    await manage();
    const params = { connection: azure.principal(), subscriptionId: "s1", resourceGroup: "rg" };
    expect(await pickKeys("selectAccount", params)).toEqual(["b"]);
  });
});

describe("each of them", () => {
  it.each(pickers)("follows the pages: %s", async (picker, _label, params) => {
    const accounts = ["a", "b", "c"].map((name) => ({ name }));
    const resourceGroups = ["x", "y", "z"].map((name) => ({ name, accounts: name === "x" ? accounts : [] }));
    await azure.manage({
      subscriptions: ["s1", "s2", "s3"].map((id) => ({ id, resourceGroups })),
      pageSize: 1,
    });
    expect(await pickKeys(picker, { connection: azure.principal(), ...params })).toHaveLength(3);
    expect(azure.manager.requests).toHaveLength(3);
  });

  it.each(pickers)("says which connection it needs: %s", async (picker, label, params) => {
    await azure.manage({});
    for (const connection of [azure.withKey(), azure.pasted()]) {
      const failure = await failureOf(pick(picker, { connection, ...params }));
      expect(failure.message).toMatch(
        new RegExp(`^${label}: .*Microsoft Entra Service Principal connection`),
      );
    }
    expect(azure.manager.requests).toEqual([]);
  });

  it.each(pickers)("says what role is missing: %s", async (picker, label, params) => {
    await azure.manage({ subscriptions: [subscriptionWith("s1")], deniedActions: ["*"] });
    const failure = await failureOf(pick(picker, { connection: azure.principal(), ...params }));
    expect(failure.message).toMatch(
      new RegExp(`^${label} was rejected .* Give the identity the role Reader on /subscriptions`),
    );
  });

  it.each(pickers.slice(1))(
    "looks through every subscription that can be read where none is entered: %s",
    async (picker) => {
      const withOne = (name: string) => [{ name, accounts: [{ name }] }];
      await azure.manage({
        subscriptions: [
          { id: "s1", resourceGroups: withOne("a") },
          { id: "s2", resourceGroups: [...withOne("b"), ...withOne("A")] },
        ],
      });
      for (const subscriptionId of [undefined, "", "  "])
        expect(await pickKeys(picker, { connection: azure.principal(), subscriptionId })).toEqual(["a", "b"]);
    },
  );

  it.each(pickers.slice(1))(
    "skips subscriptions that refuse, and says why where all do: %s",
    async (picker, label) => {
      const refusing = { ...subscriptionWith("s1"), tenantId: "11111111-2222-3333-4444-555555555555" };
      await azure.manage({ subscriptions: [refusing, subscriptionWith("s2", { name: "rg" })] });
      expect(await pickKeys(picker, { connection: azure.principal() })).toEqual(["rg"]);
      await azure.manage({ subscriptions: [refusing] });
      const failure = await failureOf(pick(picker, { connection: azure.principal() }));
      expect(failure.message).toMatch(new RegExp(`^${label} .*tenant`));
    },
  );

  it.each(pickers)(
    "sends a token for Resource Manager there, and nothing to the service: %s",
    async (picker, _label, params) => {
      await azure.manage({ subscriptions: [subscriptionWith("s1")] });
      await pick(picker, { connection: azure.principal(), ...params });
      expect(azure.audiencesAt(azure.manager.requests)).toEqual([azure.manager.url]);
      expect(azure.service.requests).toEqual([]);
    },
  );
});

describe("time", () => {
  const clock = useTestClock(Date.now);

  beforeEach(() => {
    // The identity library reckons in the machine's time.
  });

  it.each(pickers)("is 25 seconds at most while a form waits: %s", async (picker, _label, params) => {
    const silent = await azure.serve(() => setImmediate(() => clock.fireEarliestTimer()));
    const startedMs = clock.now();
    const connection = azure.principal(undefined, { managementHost: silent.url });
    const failure = await failureOf(pick(picker, { connection, ...params }));
    expect(failure).toMatchObject({ kind: "timeout" });
    expect(clock.now() - startedMs).toBeLessThanOrEqual(25_000);
  });
});
