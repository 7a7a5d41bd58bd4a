import { accountInputs } from "../../inputs/deployment";
import { picker } from "../picker";
import { type Ability, type Deployment, toElement } from "./deployment";
import { deploymentChoices } from "./deploymentChoices";

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
    inputs: accountInputs,
    choices: (run, place) => deploymentChoices(run, ability, place),
    example: toElement(example),
  });
