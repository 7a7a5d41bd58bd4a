import { deploymentPicker } from "./deploymentPicker";

/** The deployments that turn speech into text, or text into speech. */
export const selectAudioDeployment = deploymentPicker("audio", {
  label: "Select Audio Deployment",
  description: "Select one of the deployments or models that transcribe or speak.",
  example: { name: "my-transcriber", model: "gpt-transcribe", version: "2026-08-01", sku: "GlobalStandard" },
});
