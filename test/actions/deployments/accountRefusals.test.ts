import { failureOf } from "../../support/connector";
import { useTestClock } from "../../support/hooks";
import type { ScriptEntry } from "../../support/scriptedServer";
import { account, deployment, refusal } from "../../tasks/deployments/fakeManager";
import { shareManager } from "../../tasks/deployments/managerSetting";

const setting = shareManager();
useTestClock(Date.now);

const create = (form: Record<string, unknown> = {}) =>
  setting.step("createDeployment", { modelName: "gpt-5.4", capacity: "30", ...form });

describe("a refusal for want of a role", () => {
  const denied = (scope: string): ScriptEntry =>
    refusal(
      403,
      "AuthorizationFailed",
      `The client 'c' with object id 'o' does not have authorization to perform action 'Microsoft.CognitiveServices/accounts/deployments/write' over scope '${scope}' or the scope is invalid. If access was recently granted, please refresh your credentials.`,
    );

  /** Refuses what begins with one of the paths, and any change. */
  const deny = (...paths: string[]): void => {
    setting.manager.intercept = ({ method, url }) => {
      const { pathname } = new URL(url, "https://localhost");
      return method !== "GET" || paths.includes(pathname) ? denied(account) : undefined;
    };
  };

  it("names action, scope and role, and says that the address is right where the account can be read", async () => {
    deny();
    const failure = await failureOf(create());
    expect(failure.connection).toBeDefined();
    expect(failure.mend).toContain(`role Cognitive Services Contributor or Foundry Owner on ${account}`);
    expect(failure.note).toBe(
      "The account my-resource can be read by this identity, so that its address is right and it is the role that is missing.",
    );
  });

  it("names the part of the address that can't be read", async () => {
    deny(account, `${account}/models`);
    setting.manager.intercept = ((inner) => (request, path) => {
      const { pathname } = new URL(request.url, "https://localhost");
      return pathname.toLowerCase() === "/subscriptions/s1/resourcegroups/rg"
        ? { body: {} }
        : inner(request, path);
    })(setting.manager.intercept);
    expect((await failureOf(create())).note).toMatch(
      /^The account my-resource can't be read by this identity, and what it is in can/,
    );
  });

  it("is asked about once more with a new token, which may have the role", async () => {
    let puts = 0;
    setting.manager.intercept = ({ method }) => {
      if (method !== "PUT") return undefined;
      puts += 1;
      return puts === 1 ? denied(account) : undefined;
    };
    expect(await create()).toMatchObject({ state: "succeeded" });
    expect(setting.azure.entra.tokensIssued).toHaveLength(2);
  });
});

describe("an account that is not there", () => {
  const missing = refusal(
    404,
    "ResourceNotFound",
    "The Resource 'Microsoft.CognitiveServices/accounts/my-resource' under resource group 'rg' was not found. For more details please go to https://aka.ms/ARMResourceNotFoundFix",
  );
  const provider = "/subscriptions/s1/providers/Microsoft.CognitiveServices";
  const listed = (path: string, id: string) => {
    setting.manager.intercept = (_request, asked) => {
      if (asked.startsWith("/deployments")) return missing;
      if (asked === path) return { body: { value: [{ id }] } };
      return asked.startsWith(provider) ? { body: { value: [] } } : undefined;
    };
  };

  it("is found in its group", async () => {
    listed(
      `${provider}/accounts`,
      account.replace("/rg/", "/Other-Group/").replace("my-resource", "My-Resource"),
    );
    expect((await failureOf(create())).note).toBe("my-resource is in the resource group Other-Group.");
  });

  it("is found among the deleted", async () => {
    listed(
      `${provider}/deletedAccounts`,
      `${provider}/locations/swedencentral/resourceGroups/rg/deletedAccounts/my-resource`,
    );
    expect((await failureOf(setting.step("getDeployment"))).note).toMatch(
      /^my-resource was deleted; it can be restored or purged/,
    );
  });

  it.each(["", account.replace("/rg/", "/%E0%/").replace("my-resource", "%zz")])(
    "is not seen in %j",
    async (id) => {
      listed(`${provider}/accounts`, id);
      expect((await failureOf(setting.step("deleteDeployment"))).note).toMatch(
        /shows no account named my-resource/,
      );
    },
  );
});

describe("other connections than a service principal", () => {
  it.each(["listDeployments", "createDeployment", "waitForDeployment"])(
    "are refused by %s",
    async (action) => {
      const connection = setting.azure.withKey();
      const failure = await failureOf(setting.step(action, { connection, modelName: "gpt-5.4" }));
      expect(failure.connection).toBeDefined();
      expect(failure.message).toMatch(
        /takes no credential of this connection\. Choose a connection of the kind Microsoft Entra Service Principal\.$/,
      );
      expect(setting.manager.calls).toEqual([]);
    },
  );
});

describe("a deployment that is not there", () => {
  it.each(["getDeployment", "waitForDeployment"])("is told by %s with those that are", async (action) => {
    setting.manager.deployments.set("my-chats", deployment("my-chats"));
    const failure = await failureOf(setting.step(action));
    expect(failure).toMatchObject({ kind: "notFound", status: 404 });
    expect(failure.message).toMatch(
      /found no deployment named my-chat\. .*The account has my-chats\. Did you mean my-chats\?$/,
    );
  });
});

describe("a subscription of another tenant", () => {
  it("is told by the token's refusal, which is asked once more with a new token", async () => {
    const sentence =
      "The access token is from the wrong issuer 'https://sts.windows.net/a/'. It must match the tenant 'https://sts.windows.net/b/' associated with this subscription.";
    setting.manager.intercept = () => refusal(401, "InvalidAuthenticationTokenTenant", sentence);
    const failure = await failureOf(setting.step("getDeployment"));
    expect(failure.mend).toMatch(/^The subscription belongs to another tenant than the token/);
    expect(setting.azure.entra.tokensIssued).toHaveLength(2);
  });

  it("is not seen at all", async () => {
    setting.manager.intercept = () =>
      refusal(404, "SubscriptionNotFound", "The subscription 's1' could not be found.");
    expect((await failureOf(setting.step("createDeployment"))).mend).toMatch(
      /^Check Subscription ID, and that Tenant ID/,
    );
  });
});
