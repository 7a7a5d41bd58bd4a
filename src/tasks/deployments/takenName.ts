import { AzureOpenAIError } from "../../client/errors/errors";
import type { ManagedDeployment } from "../../output/deployment";
import { textIn } from "../../text/answerFields";
import { fieldsOf } from "../../text/isObject";
import { shownName } from "../../text/nearestNames";

/** The model under a deployment; undefined where it is not told. */
export const modelUnder = ({ properties }: Pick<ManagedDeployment, "properties">): string | undefined =>
  textIn(fieldsOf(fieldsOf(properties)["model"])["name"]);

/** What a name that is asked for has, and what it was asked for. */
interface TakenName {
  deploymentName: string;
  had: string | undefined;
  /** Undefined while it is not known. */
  wanted?: string | undefined;
  /** Completes "nothing was". */
  undone: string;
}

/** The error for a name under which another model is deployed. */
export const takenName = (
  action: string,
  { deploymentName, had = "another model", wanted, undone }: TakenName,
): AzureOpenAIError =>
  new AzureOpenAIError(
    {
      what: `${action} found that the deployment ${shownName(deploymentName)} runs ${shownName(had)}${wanted === undefined ? "" : `, not ${shownName(wanted)}`}; nothing was ${undone}.`,
      mend: "Delete it first, or enter another Deployment Name: a deployment keeps its model.",
    },
    { kind: "rejected", attempts: 0 },
  );
