import { asSentence } from "../../client/answer/plainText";
import { clock } from "../../client/clock";
import { AzureOpenAIError } from "../../client/errors/errors";
import { managementMend } from "../../client/errors/managementRefusals";
import { type ManagedDeployment, stateOf } from "../../output/deployment";
import type { DeploymentProgress } from "../../output/deploymentProgress";
import { textIn } from "../../text/answerFields";
import { fieldsOf } from "../../text/isObject";
import { shownName } from "../../text/nearestNames";
import { endOfMaking, type Followed } from "./followOperation";

/** What is waited for in each state. */
const waits: Readonly<Record<DeploymentProgress["state"], string | null>> = {
  succeeded: null,
  deleted: null,
  notStarted: "The step's turn at the account: its time was up before Azure took anything",
  creating: "Azure makes or changes the deployment",
  deleting: "Azure deletes the deployment",
  starting: "The endpoint answers for the deployment",
};

/** When a deployment was changed last, by what the service says of it. */
export const changedAt = (deployment: ManagedDeployment | undefined): string | undefined =>
  textIn(fieldsOf(deployment?.systemData)["lastModifiedAt"]);

/** Several warnings as one; null for none. */
export const joined = (...warnings: ReadonlyArray<string | null | undefined>): string | null =>
  [...new Set(warnings.filter(Boolean))].join(" ") || null;

/** What to say of a change of which the step's end leaves open whether Azure took it. */
export const doubtfulEnd = "The step's time was up before an answer told whether Azure took it.";

/** How far a deployment is, in this state. */
export const progressAt = (
  state: DeploymentProgress["state"],
  deployment: ManagedDeployment | undefined,
  { warning, since }: { warning?: string | null | undefined; since?: string | undefined } = {},
): DeploymentProgress => {
  const waitsFor = waits[state];
  return {
    state,
    isDone: waitsFor === null,
    waitsFor,
    since: waitsFor === null ? null : (since ?? changedAt(deployment) ?? new Date(clock.now()).toISOString()),
    deployment: deployment ?? null,
    warning: warning ?? null,
  };
};

/** The error of an operation that Azure took and that ended badly. */
export const operationFailed = (
  action: string,
  deploymentName: string,
  { deployment, problem, warning }: Pick<Followed, "deployment" | "problem" | "warning">,
): AzureOpenAIError => {
  const state = deployment && stateOf(deployment);
  const end =
    endOfMaking(deployment) === "failed"
      ? `it ended in the state ${state}`
      : `Azure failed at it${state ? `; the deployment is in the state ${state}` : ""}`;
  return new AzureOpenAIError(
    {
      what: `${action} asked for the deployment ${shownName(deploymentName)}, and ${end}.`,
      sentence: problem && asSentence(problem.message),
      mend:
        (problem && managementMend(problem)) ??
        "Azure tells no reason that is known: look at the quota and at whether the model still takes new deployments, then run the step again.",
      note: warning,
    },
    { kind: "rejected", attempts: 1, ...(problem?.code && { code: problem.code }) },
  );
};
