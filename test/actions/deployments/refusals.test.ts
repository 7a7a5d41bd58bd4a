import { failureOf } from "../../support/connector";
import { useTestClock } from "../../support/hooks";
import type { ScriptEntry } from "../../support/scriptedServer";
import { model, refusal } from "../../tasks/deployments/fakeManager";
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
    const named = (name: string) => ({ name: `${name}OfManyKindsOfDeployments` });
    setting.manager.models = [
      model("gpt-5.4", "2026-03-05"),
      model("gpt-5.4", "2026-06-01", { skus: ["One", "Two", "Three", "Four"].map(named) }),
      model("gpt-5.4", "2025-01-01", { lifecycleStatus: "Deprecated" }),
    ];
    const sentence =
      "The model 'Publisher: , Format: OpenAI, Name: gpt-5.4, Version: 1999-01-01, Source: , SourceAccount: ' of account deployment is not supported.";
    refusePut(refusal(400, "DeploymentModelNotSupported", sentence));
    const { note } = await failureOf(create({ modelVersion: "1999-01-01" }));
    expect(note).toBe(
      "Of gpt-5.4, the account can deploy 2026-06-01 (OneOfManyKindsOfDeployments, TwoOfManyKindsOfDeployments, ThreeOfManyKindsOfDeployments, FourOfManyKindsOfDeployments), 2026-03-05 (GlobalStandard).",
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
