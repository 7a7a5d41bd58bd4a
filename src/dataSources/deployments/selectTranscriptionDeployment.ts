import { deploymentPicker } from "./deploymentPicker";

/** The deployments that a step with a recording can call. */
export const selectTranscriptionDeployment = deploymentPicker("transcription", {
  label: "Select Transcription Deployment",
  description: "Select one of the deployments or models that transcribe.",
  example: { name: "my-transcriber", model: "gpt-transcribe", version: "2026-08-01", sku: "GlobalStandard" },
});
