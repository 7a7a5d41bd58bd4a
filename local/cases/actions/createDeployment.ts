import { requestOptions, resource } from "../groups";
import type { StepCase } from "../stepCase";

/** A deployment as the catalogue suggests it, and one with everything said. */
export const createDeployment: StepCase = {
  required: { deploymentName: "my-chat", modelName: "gpt-5.4" },
  every: [
    {
      deploymentName: "my-other-chat",
      modelName: "gpt-5.4",
      modelVersion: "2026-03-05",
      sku: "GlobalStandard",
      capacity: "10",
      waitUntilDone: "false",
      ...resource,
      deploymentSettings: {
        versionUpgradeOption: "OnceCurrentVersionExpired",
        contentFilterPolicy: "Microsoft.DefaultV2",
        spilloverDeploymentName: "gpt-5.4",
        serviceTier: "Default",
        modelFormat: "OpenAI",
        source:
          "/subscriptions/00000000-0000-0000-0000-000000000000/resourceGroups/my-resource-group/providers/Microsoft.CognitiveServices/accounts/my-resource",
        sourceAccount: "my-resource",
        tags: [{ key: "team", value: "support" }],
        extraParameters: '{"tags": {"stage": "test"}}',
        managementVersion: "2026-07-01",
      },
      requestOptions,
    },
  ],
  needs: "resourceManager",
};
