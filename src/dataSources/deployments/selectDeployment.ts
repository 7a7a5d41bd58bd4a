import { input } from "@prismatic-io/spectral";
import { choices } from "../../inputs/choices";
import { cleanChoice } from "../../inputs/cleaners";
import { accountInputs } from "../../inputs/deployment";
import { picker } from "../picker";
import { type Ability, abilities, toElement } from "./deployment";
import { deploymentChoices } from "./deploymentChoices";

const ability = input({
  label: "Ability",
  type: "string",
  required: false,
  default: "any",
  model: choices(abilities),
  comments:
    "What the deployments have to be able to do. A deployment of which nothing is known is shown always.",
  placeholder: "Choose an ability",
  example: "chat",
  clean: (value: unknown): Ability => cleanChoice("Ability", abilities)(value) ?? "any",
});

/** The deployments that a step can call, or those of one ability. */
export const selectDeployment = picker({
  label: "Select Deployment",
  description:
    "Select one of the resource's deployments. Where they can't be listed, the models that the service offers are shown.",
  inputs: { ability, ...accountInputs },
  choices: (run, { ability, ...place }) => deploymentChoices(run, ability, place),
  example: toElement({ name: "my-gpt", model: "gpt-5.4", version: "2026-03-05", sku: "GlobalStandard" }),
});
