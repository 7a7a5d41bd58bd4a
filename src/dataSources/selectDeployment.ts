import { dataSource, input } from "@prismatic-io/spectral";
import { choices } from "../inputs/choices";
import { cleanChoice } from "../inputs/cleaners";
import { type Ability, abilities } from "./deployments/deployment";
import { deploymentChoices } from "./deployments/deploymentChoices";
import { deploymentInputs } from "./deployments/deploymentInputs";

const label = "Select Deployment";

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

const { connection, ...place } = deploymentInputs;

/** The deployments that a step can call, or those of one ability. */
export const selectDeployment = dataSource({
  display: {
    label,
    description:
      "Select one of the resource's deployments. Where they can't be listed, the models that the service offers are shown.",
  },
  inputs: { connection, ability, ...place },
  dataSourceType: "picklist",
  perform: (context, params) => deploymentChoices(context, { ...params, label }),
  examplePayload: { result: [{ key: "my-gpt", label: "my-gpt (gpt-5.4 2026-03-05, GlobalStandard)" }] },
});
