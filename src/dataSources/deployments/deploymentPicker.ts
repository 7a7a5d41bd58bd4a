import { optionalAccountName, optionalResourceGroup, optionalSubscriptionId } from "../../inputs/location";
import { picker } from "../picker";
import { type Ability, type Deployment, toElement } from "./deployment";
import { deploymentChoices } from "./deploymentChoices";

/** Inputs for the place of the deployments. A step fills in the connection alone. */
export const placeInputs = {
  subscriptionId: optionalSubscriptionId,
  resourceGroup: optionalResourceGroup,
  accountName: optionalAccountName,
};

/** The declaration of a picker of deployments. */
interface Declaration {
  label: string;
  description: string;
  example: Deployment;
}

/** Makes a picker of the deployments for one kind of work. */
export const deploymentPicker = (ability: Ability, { example, ...display }: Declaration) =>
  picker({
    ...display,
    inputs: placeInputs,
    choices: (run, place) => deploymentChoices(run, ability, place),
    example: toElement(example),
  });
