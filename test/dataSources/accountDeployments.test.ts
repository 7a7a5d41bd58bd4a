import { errorAnswer } from "../support/answers";
import { shareStarted } from "../support/hooks";
import { byPath, modelList, pick, pickKeys, startAzure, subscriptionWith } from "./azureSetting";

const azure = shareStarted(() => startAzure());

beforeEach(() => azure.service.script(byPath({ "/models": modelList("gpt-5.4") })));

/** The account at the service's address, with these deployments. */
const accountHere = (...deployments: NonNullable<Parameters<typeof subscriptionWith>[1]["deployments"]>) => ({
  name: "my-resource",
  endpoint: `${azure.service.url}/`,
  deployments,
});

const pickAny = (params: Record<string, unknown> = {}) =>
  pick("selectDeployment", { connection: azure.principal(), ...params });

describe("the deployments of the account at the connection's endpoint", () => {
  it("are shown with model, version and SKU, in natural order", async () => {
    const subscription = subscriptionWith(
      "s1",
      accountHere("o10", "o9", { name: "my-gpt", model: "gpt-5.4" }),
    );
    await azure.manage({ subscriptions: [subscription] });
    const { choices, warnings } = await pickAny();
    expect(choices).toEqual([
      { key: "my-gpt", label: "my-gpt (gpt-5.4 2026-03-05, GlobalStandard)" },
      { key: "o9", label: "o9 (o9 2026-03-05, GlobalStandard)" },
      { key: "o10", label: "o10 (o10 2026-03-05, GlobalStandard)" },
    ]);
    expect(warnings).toEqual([]);
  });

  it("are read without asking the service anything", async () => {
    await azure.manage({ subscriptions: [subscriptionWith("s1", accountHere("my-gpt"))] });
    await pickAny();
    expect(azure.service.requests).toEqual([]);
  });

  it.each(["Creating", "Failed", "Disabled", "Deleting"])(
    "leave out what is %s",
    async (provisioningState) => {
      const account = accountHere("ready", { name: "other", provisioningState });
      await azure.manage({ subscriptions: [subscriptionWith("s1", account)] });
      expect((await pickAny()).choices.map(({ key }) => key)).toEqual(["ready"]);
    },
  );

  it("are all of them when the lists have pages", async () => {
    const others = ["a", "b", "c"].map((name) => ({ name }));
    await azure.manage({
      subscriptions: [
        subscriptionWith("s1"),
        subscriptionWith("s2", ...others, accountHere("d1", "d2", "d3")),
      ],
      pageSize: 1,
    });
    expect((await pickAny()).choices.map(({ key }) => key)).toEqual(["d1", "d2", "d3"]);
  });

  it("are an empty list for an account without deployments", async () => {
    await azure.manage({ subscriptions: [subscriptionWith("s1", accountHere())] });
    expect(await pickAny()).toEqual({ choices: [], warnings: [] });
  });

  it("have the pasted endpoint's deployment on top when they lack it", async () => {
    await azure.manage({ subscriptions: [subscriptionWith("s1", accountHere("a-gpt"))] });
    const endpoint = `${azure.service.url}/openai/deployments/my-gpt/chat/completions`;
    const { choices } = await pickAny({ connection: azure.principal(endpoint) });
    expect(choices).toEqual([
      { key: "my-gpt", label: "my-gpt (named by the connection's endpoint)" },
      { key: "a-gpt", label: expect.stringMatching(/^a-gpt \(a-gpt /) },
    ]);
  });

  it("have the pasted endpoint's deployment once", async () => {
    await azure.manage({ subscriptions: [subscriptionWith("s1", accountHere("a-gpt", "my-gpt"))] });
    const endpoint = `${azure.service.url}/openai/deployments/my-gpt/chat/completions`;
    expect(await pickKeys("selectDeployment", { connection: azure.principal(endpoint) })).toEqual([
      "a-gpt",
      "my-gpt",
    ]);
  });
});

describe("the account", () => {
  it("is found by one of its further addresses", async () => {
    const account = {
      name: "my-resource",
      endpoints: { Chat: `${azure.service.url}/` },
      deployments: ["my-gpt"],
    };
    await azure.manage({
      subscriptions: [subscriptionWith("s1", { name: "other", deployments: ["x"] }, account)],
    });
    expect(await pickKeys("selectDeployment", { connection: azure.principal() })).toEqual(["my-gpt"]);
  });

  it.each(["openai.azure.com", "services.ai.azure.com", "cognitiveservices.azure.com"])(
    "is found by its subdomain at %s",
    async (domain) => {
      const account = {
        ...{ name: "other-name", customSubDomainName: "My-Resource", endpoints: {} },
        ...{ endpoint: "https://swedencentral.example.com/", deployments: ["my-gpt"] },
      };
      await azure.manage({ subscriptions: [subscriptionWith("s1", { name: "first" }, account)] });
      const connection = azure.principal(`https://my-resource.${domain}`);
      expect(await pickKeys("selectDeployment", { connection })).toEqual(["my-gpt"]);
    },
  );

  it("is not taken for one of the same subdomain behind a gateway's name", async () => {
    const account = { name: "localhost", deployments: ["foreign"] };
    await azure.manage({ subscriptions: [subscriptionWith("s1", account)] });
    expect((await pickAny()).choices.map(({ key }) => key)).toEqual(["gpt-5.4"]);
  });

  it("ends the search when it is found", async () => {
    const subscriptions = Array.from({ length: 40 }, (_, index) =>
      index === 0 ? subscriptionWith("s0", accountHere("my-gpt")) : subscriptionWith(`s${index}`),
    );
    await azure.manage({ subscriptions });
    await pickAny();
    expect(azure.managed().filter((path) => path.endsWith("/accounts")).length).toBeLessThan(15);
  });

  it("is looked for in fifty subscriptions at most", async () => {
    const subscriptions = Array.from({ length: 60 }, (_, index) => subscriptionWith(`s${index}`));
    await azure.manage({ subscriptions });
    await pickAny();
    expect(azure.managed().filter((path) => path.endsWith("/accounts"))).toHaveLength(50);
  });

  it("is found although another subscription refuses", async () => {
    const subscriptions = [subscriptionWith("s1"), subscriptionWith("s2", accountHere("my-gpt"))];
    await azure.manage({
      subscriptions,
      faults: [{ kind: "status", status: 403, body: {}, match: { path: "/s1/" } }],
    });
    expect(await pickKeys("selectDeployment", { connection: azure.principal() })).toEqual(["my-gpt"]);
  });

  it("is asked for alone when subscription, group and name are given", async () => {
    const account = { name: "elsewhere", deployments: ["far-gpt"] };
    await azure.manage({
      subscriptions: [subscriptionWith("s1", accountHere("my-gpt")), subscriptionWith("s2", account)],
    });
    const place = { subscriptionId: " s2 ", resourceGroup: "rg", accountName: "elsewhere" };
    const { choices } = await pickAny(place);
    expect(choices.map(({ key }) => key)).toEqual(["far-gpt"]);
    expect(azure.managed()).toEqual([
      "/subscriptions/s2/resourceGroups/rg/providers/Microsoft.CognitiveServices/accounts/elsewhere/deployments",
    ]);
  });

  it("is found by its name alone", async () => {
    const account = { name: "Elsewhere", deployments: ["far-gpt"] };
    await azure.manage({ subscriptions: [subscriptionWith("s1", accountHere("my-gpt"), account)] });
    expect((await pickAny({ accountName: "elsewhere" })).choices.map(({ key }) => key)).toEqual(["far-gpt"]);
  });

  it("is looked for in the subscription that is given, and nowhere else", async () => {
    await azure.manage({
      subscriptions: [subscriptionWith("s1"), subscriptionWith("s2", accountHere("my-gpt"))],
    });
    await pickAny({ subscriptionId: "s2" });
    expect(azure.managed().filter((path) => !path.startsWith("/subscriptions/s2/"))).toEqual([]);
  });

  it("is looked for in the resource group that is given, and nowhere else", async () => {
    await azure.manage({ subscriptions: [subscriptionWith("s1", accountHere("my-gpt"))] });
    await pickAny({ resourceGroup: "rg" });
    expect(azure.managed().filter((path) => path.endsWith("/accounts"))).toEqual([
      "/subscriptions/s1/resourceGroups/rg/providers/Microsoft.CognitiveServices/accounts",
    ]);
  });

  it("does not lead to another host by its id", async () => {
    const foreign = await azure.serve({ body: { value: [{ name: "foreign" }] } });
    const listing = (...value: unknown[]) => ({ body: { value } });
    const account = {
      ...{ id: `@${new URL(foreign.url).host}/x`, name: "r", kind: "OpenAI" },
      properties: { endpoint: azure.service.url },
    };
    const manager = await azure.serve(
      byPath({ "/subscriptions": listing({ subscriptionId: "s1" }), "/accounts": listing(account) }),
    );
    const connection = azure.principal(undefined, { managementHost: manager.url });
    expect((await pickAny({ connection })).choices.map(({ key }) => key)).toEqual(["gpt-5.4"]);
    expect(foreign.requests).toEqual([]);
  });

  it("can't be reached by ids that are paths", async () => {
    await azure.manage({ subscriptions: [] });
    await pickAny({ subscriptionId: "../x", resourceGroup: "a/b", accountName: "c?d" });
    expect(azure.managed()).toEqual([
      "/subscriptions/..%2Fx/resourceGroups/a%2Fb/providers/Microsoft.CognitiveServices/accounts/c%3Fd/deployments",
    ]);
  });
});

describe("when Resource Manager does not tell, the catalogue is shown and the log says why", () => {
  const expectCatalogue = async (reason: RegExp): Promise<void> => {
    const { choices, warnings } = await pickAny();
    expect(choices.map(({ key }) => key)).toEqual(["gpt-5.4"]);
    expect(warnings).toEqual([expect.stringMatching(reason)]);
    expect(warnings[0]).toMatch(/^Select Deployment goes on without the list of deployments: /);
  };

  it("because no account has the endpoint", async () => {
    await azure.manage({ subscriptions: [subscriptionWith("s1", { name: "other" })] });
    await expectCatalogue(/No account at https:\/\/localhost:\d+ is in the 1 subscriptions looked through/);
  });

  it("because the identity may read no subscription", async () => {
    await azure.manage({ deniedActions: ["*"] });
    await expectCatalogue(/role Reader/);
  });

  it("because every subscription refuses", async () => {
    await azure.manage({
      subscriptions: [subscriptionWith("s1", accountHere("my-gpt"))],
      deniedActions: ["Microsoft.CognitiveServices/accounts/read"],
    });
    await expectCatalogue(/1 refused: .*AuthorizationFailed|1 refused: .*authorization/);
  });

  it("because the deployments may not be read", async () => {
    await azure.manage({
      subscriptions: [subscriptionWith("s1", accountHere("my-gpt"))],
      deniedActions: ["Microsoft.CognitiveServices/accounts/deployments/read"],
    });
    await expectCatalogue(/deployments\/read/);
  });

  it("because its address leads nowhere", async () => {
    const closed = azure.principal(undefined, { managementHost: "https://localhost:1" });
    const { choices, warnings } = await pickAny({ connection: closed });
    expect(choices.map(({ key }) => key)).toEqual(["gpt-5.4"]);
    expect(warnings).toHaveLength(1);
  });
});

describe("tokens", () => {
  it("go each to the service it is for, and nowhere else", async () => {
    await azure.manage({ subscriptions: [subscriptionWith("s1", { name: "other" })] });
    await pickAny();
    expect(azure.audiencesAt(azure.service.requests)).toEqual(["https://cognitiveservices.azure.com"]);
    expect(azure.audiencesAt(azure.manager.requests)).toEqual([azure.manager.url]);
  });

  it("are not asked for Resource Manager by a key's connection, nor is it called", async () => {
    await azure.manage({ subscriptions: [subscriptionWith("s1", accountHere("my-gpt"))] });
    const before = azure.entra.tokensIssued.length;
    const keys = await pickKeys("selectDeployment", {
      connection: azure.withKey(),
      ...{ subscriptionId: "s1", resourceGroup: "rg", accountName: "my-resource" },
    });
    expect(keys).toEqual(["gpt-5.4"]);
    expect(azure.manager.requests).toEqual([]);
    expect(azure.entra.tokensIssued).toHaveLength(before);
  });

  it("of a pasted connection stay away from Resource Manager", async () => {
    await azure.manage({ subscriptions: [subscriptionWith("s1", accountHere("my-gpt"))] });
    expect(await pickKeys("selectDeployment", { connection: azure.pasted() })).toEqual(["gpt-5.4"]);
    expect(azure.manager.requests).toEqual([]);
  });

  it("that the service refuses are told as the connection's fault, whatever Resource Manager did", async () => {
    await azure.manage({ subscriptions: [] });
    azure.service.script(errorAnswer(401));
    await expect(pickAny()).rejects.toMatchObject({ name: "ConnectionError" });
  });
});
