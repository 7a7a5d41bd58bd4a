import { deploymentPicker } from "./deploymentPicker";

/** The deployments that a speech step can call. */
export const selectSpeechDeployment = deploymentPicker("speech", {
  label: "Select Speech Deployment",
  description: "Select one of the deployments or models that speak.",
  example: { name: "my-voice", model: "gpt-4o-mini-tts", version: "2025-12-15", sku: "GlobalStandard" },
});
