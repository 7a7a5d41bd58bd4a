import { optionalAccountName, optionalResourceGroup, optionalSubscriptionId } from "../../inputs/location";
import { picker } from "../picker";
import { type Ability, type Deployment, toElement } from "./deployment";
import { deploymentChoices } from "./deploymentChoices";

/** Where the deployments are, which a picker can be told; a step fills in its connection alone. */
export const placeInputs = {
  subscriptionId: optionalSubscriptionId,
  resourceGroup: optionalResourceGroup,
  accountName: optionalAccountName,
};

/** What is particular to a picker of deployments. */
interface Declaration {
  label: string;
  description: string;
  example: Deployment;
}

/** A picker of the deployments that a step can call for one kind of work. */
export const deploymentPicker = (ability: Ability, { example, ...display }: Declaration) =>
  picker({
    ...display,
    inputs: placeInputs,
    choices: (run, place) => deploymentChoices(run, ability, place),
    example: toElement(example),
  });
