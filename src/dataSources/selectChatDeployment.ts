import { dataSource } from "@prismatic-io/spectral";
import { deploymentChoices } from "./deployments/deploymentChoices";
import { deploymentInputs } from "./deployments/deploymentInputs";

const label = "Select Chat Deployment";

/** The deployments that a chat step can call. */
export const selectChatDeployment = dataSource({
  display: { label, description: "Select one of the deployments or models that write text." },
  inputs: deploymentInputs,
  dataSourceType: "picklist",
  perform: (context, params) => deploymentChoices(context, { ...params, label, ability: "chat" }),
  examplePayload: { result: [{ key: "my-gpt", label: "my-gpt (gpt-5.4 2026-03-05, GlobalStandard)" }] },
});
