import { deploymentPicker } from "./deploymentPicker";

/** The deployments that a chat step can call. */
export const selectChatDeployment = deploymentPicker("chat", {
  label: "Select Chat Deployment",
  description: "Select one of the deployments or models that write text.",
  example: { name: "my-gpt", model: "gpt-5.4", version: "2026-03-05", sku: "GlobalStandard" },
});
