import { failureOf } from "../../support/connector";
import { useTestClock } from "../../support/hooks";
import type { ScriptEntry } from "../../support/scriptedServer";
import { account, deployment, model, refusal } from "../../tasks/deployments/fakeManager";
import { shareManager } from "../../tasks/deployments/managerSetting";

const setting = shareManager();
useTestClock(Date.now);

const create = (form: Record<string, unknown> = {}) =>
  setting.step("createDeployment", { modelName: "gpt-5.4", capacity: "30", ...form });

/** Refuses to make a deployment. */
const refusePut = (entry: ScriptEntry): void => {
  setting.manager.intercept = ({ method }) => (method === "PUT" ? entry : undefined);
};

const wordings = {
  required: (used: number, limit: number) =>
    `This operation require 30 new capacity in quota Tokens Per Minute (thousands) - gpt-5.4, which is bigger than the current available capacity ${limit - used}. The current quota usage is ${used} and the quota limit is ${limit} for quota Tokens Per Minute (thousands) - gpt-5.4.`,
  specified:
    "The specified capacity '30' of account deployment is bigger than available capacity '12' for UsageName 'OpenAI.GlobalStandard.gpt-5.4'.",
};

describe("a refusal to make a deployment", () => {
  it.each([
    ["InsufficientQuota", wordings.required(0, 0), /no quota of .* in this region/],
    [
      "InsufficientQuota",
      wordings.required(5, 20),
      /All the quota of .* is 20, and 30 was asked for: enter a smaller Capacity/,
    ],
    ["InsufficientQuota", wordings.required(88, 100), /12 of .* is free.*since 88 is used/],
    ["InsufficientQuota", wordings.required(100, 100), /Nothing of .* is free: delete or shrink/],
    ["InsufficientQuota", wordings.specified, /12 of OpenAI\.GlobalStandard\.gpt-5\.4 is free/],
    ["BadRequest", wordings.specified, /12 of OpenAI\.GlobalStandard\.gpt-5\.4 is free/],
    [
      "InvalidCapacity",
      "The specified capacity ' ' of account deployment should be greater than 0 and no more than 3.",
      /Enter a Capacity from 1 to 3\./,
    ],
    [
      "CannotChangeDeploymentModel",
      "The model of deployment cannot be changed.",
      /a deployment keeps its model/,
    ],
    [
      "ServiceModelDeprecated",
      "The model has been deprecated since 04/30/2026.",
      /enter a living one under Model Version/,
    ],
    [
      "InvalidResourceProperties",
      "The specified SKU 'Standard' of account deployment is not supported by the model 'gpt-5.4' version: '1'.",
      /Choose another SKU/,
    ],
    [
      "SpecialFeatureOrQuotaIdRequired",
      "The current subscription does not have access to this model 'Format:OpenAI,Name:gpt-9,Version:1'.",
      /approved subscriptions alone/,
    ],
    [
      "SpecialFeatureOrQuotaIdRequired",
      "The subscription does not have QuotaId/Feature required by SKU 'S0' from kind 'OpenAI' or contains blocked QuotaId/Feature.",
      /subscription that is paid by use/,
    ],
    [
      "715-123420",
      "An error occurred. Please reach out to support for additional assistance.",
      /not eligible, and for an onboarding/,
    ],
    [
      "FlagMustBeSetForRestore",
      "An existing resource with ID 'x' has been soft-deleted. To restore the resource, you must specify 'restore' to be 'true' in the property.",
      /restore or purge it/,
    ],
    ["BadRequest", "Only one deployment can be made per model name and version", /have a deployment already/],
    [
      "DeploymentLimit",
      "The maximum number of deployments in this resource has been reached.",
      /32 standard and 10 fine-tuned deployments/,
    ],
    [
      "BadRequest",
      "This model is unable to be deployed. Model evaluation identified that this fine tuned model scores above acceptable thresholds for [Violence].",
      /earlier checkpoint/,
    ],
    ["RequestDisallowedByPolicy", "Resource 'x' was disallowed by policy.", /A policy of Azure forbids it/],
    [
      "MissingSubscriptionRegistration",
      "The subscription is not registered to use namespace 'Microsoft.CognitiveServices'.",
      /Register the resource provider/,
    ],
    [
      "InvalidApiVersionParameter",
      "The api-version '2031-01-01' is invalid. The supported versions are '2026-07-01,2025-09-01,2025-10-01-preview,2024-10-01'.",
      /Enter one of 2026-07-01, 2025-09-01, 2024-10-01 under Resource Manager API Version\./,
    ],
    [
      "NoRegisteredProviderFound",
      "No registered resource provider found for location 'usgovvirginia' and API version '2026-07-01' for type 'accounts'. The supported api-versions are '2023-05-01, 2024-10-01'. The supported locations are ', x'.",
      /Enter one of 2024-10-01, 2023-05-01 under/,
    ],
  ])("says what to do: %s, %s", async (code, sentence, mend) => {
    refusePut(refusal(400, code, sentence));
    const failure = await failureOf(create());
    expect(failure).toMatchObject({ status: 400, code });
    expect(failure.mend).toMatch(mend);
    expect(setting.changes()).toHaveLength(1);
  });

  it("is read within what wraps it", async () => {
    const inner = { code: "InsufficientQuota", message: wordings.specified };
    const details = [{ code: "MultipleErrorsOccurred", message: "Several.", details: [inner] }];
    const message = "The template deployment 'x' is not valid according to the validation procedure.";
    refusePut({ status: 400, body: { error: { code: "InvalidTemplateDeployment", message, details } } });
    const failure = await failureOf(create());
    expect(failure.code).toBe("InsufficientQuota");
    expect(failure.mend).toMatch(/12 of OpenAI\.GlobalStandard\.gpt-5\.4 is free/);
  });

  it("for want of quota that tells no numbers gets them from the region's usages", async () => {
    setting.manager.intercept = ({ method }, path) => {
      if (method === "PUT")
        return refusal(
          400,
          "InsufficientQuota",
          "Insufficient quota. Cannot create/update/move resource 'x'.",
        );
      if (!path.endsWith("/locations/swedencentral/usages")) return undefined;
      const usage = { name: { value: "OpenAI.GlobalStandard.gpt-5.4" }, currentValue: 95, limit: 100 };
      return { body: { value: [null, usage] } };
    };
    expect((await failureOf(create())).note).toBe(
      "In swedencentral, 95 of 100 of OpenAI.GlobalStandard.gpt-5.4 is used.",
    );
  });

  it("of a version lists those that live, with their SKUs", async () => {
    setting.manager.models = [
      model("gpt-5.4", "2026-03-05"),
      model("gpt-5.4", "2026-06-01"),
      model("gpt-5.4", "2025-01-01", { lifecycleStatus: "Deprecated" }),
    ];
    const sentence =
      "The model 'Publisher: , Format: OpenAI, Name: gpt-5.4, Version: 1999-01-01, Source: , SourceAccount: ' of account deployment is not supported.";
    refusePut(refusal(400, "DeploymentModelNotSupported", sentence));
    const { note } = await failureOf(create({ modelVersion: "1999-01-01" }));
    expect(note).toBe(
      "Of gpt-5.4, the account can deploy 2026-06-01 (GlobalStandard), 2026-03-05 (GlobalStandard).",
    );
  });

  it("of a model that the account does not have names the nearest, on one line", async () => {
    refusePut(refusal(400, "DeploymentModelNotSupported", "The model is not supported."));
    const { note } = await failureOf(create({ modelName: "gpt-54" }));
    expect(note).toBe("The account can deploy no version of gpt-54. Did you mean gpt-5.4?");
    const odd = await failureOf(create({ modelName: `my\r\nmodel ${"x".repeat(20_000)}` }));
    expect(odd.note).toMatch(/^The account can deploy no version of .{1,80}$/);
  });
});

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

  it("is nowhere to be seen", async () => {
    listed("", "");
    expect((await failureOf(setting.step("deleteDeployment"))).note).toMatch(
      /shows no account named my-resource/,
    );
  });
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
