import { dataSource } from "@prismatic-io/spectral";
import { deploymentChoices } from "./deployments/deploymentChoices";
import { deploymentInputs } from "./deployments/deploymentInputs";

const label = "Select Audio Deployment";

/** The deployments that turn speech into text, or text into speech. */
export const selectAudioDeployment = dataSource({
  display: { label, description: "Select one of the deployments or models that transcribe or speak." },
  inputs: deploymentInputs,
  dataSourceType: "picklist",
  perform: (context, params) => deploymentChoices(context, { ...params, label, ability: "audio" }),
  examplePayload: {
    result: [{ key: "my-transcriber", label: "my-transcriber (gpt-transcribe 2026-08-01, GlobalStandard)" }],
  },
});
