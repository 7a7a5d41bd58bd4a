import { accountInputs } from "../../inputs/deployment";
import { picker } from "../picker";
import { toElement } from "./deployment";
import { deploymentChoices } from "./deploymentChoices";

/** The models that judge on OpenAI, and the deployments whose content filter does on Azure. */
export const selectModerationDeployment = picker({
  label: "Select Moderation Deployment",
  description: "Select a moderation model of OpenAI, or a chat deployment whose content filter judges.",
  inputs: accountInputs,
  choices: (run, place) =>
    deploymentChoices(run, run.service().endpoint.api === "openai" ? "moderation" : "chat", place),
  example: toElement({ name: "my-gpt", model: "gpt-5.4", version: "2026-03-05", sku: "GlobalStandard" }),
});
