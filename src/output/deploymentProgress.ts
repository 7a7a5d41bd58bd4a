import {
  type DeploymentOutput,
  deploymentShape,
  exampleDeployment,
  type ManagedDeployment,
  showDeployment,
} from "./deployment";
import { described, flag, objectOf, orNull, text } from "./shape";

/** How far a deployment is on its way to what was asked for. */
export interface DeploymentProgress {
  /**
   * notStarted: nothing was sent in the step's time; creating, deleting: Azure is at it; starting: Azure is done and
   * the endpoint does not answer yet.
   */
  state: "succeeded" | "deleted" | "notStarted" | "creating" | "deleting" | "starting";
  /** False when the step's time was up before: the same step, or Wait for Deployment, carries on. */
  isDone: boolean;
  /** What is waited for, in words; null when it is done. */
  waitsFor: string | null;
  /** Since when, as an ISO time. */
  since: string | null;
  deployment: ManagedDeployment | null;
  warning: string | null;
}

/** What a step with a deployment gives, property by property. */
export const progressProperties = {
  state: text<DeploymentProgress["state"]>(
    "succeeded, deleted, creating, deleting, starting (the endpoint does not answer yet) or notStarted (nothing was sent)",
  ),
  isDone: flag("False when the step's time was up before: run it again, or Wait for Deployment"),
  waitsFor: orNull(text("What is waited for; null when it is done")),
  since: orNull(text("Since when, as an ISO time; null when it is done")),
  deployment: described(
    "The deployment with its summary; null where it is not known",
    orNull(deploymentShape),
  ),
  warning: orNull(text("What to look at; null for nothing")),
};

/** What a step with a deployment gives. */
export const progressShape = objectOf(progressProperties);

/** How far a deployment is, as a step gives it. */
type ShownProgress = Omit<DeploymentProgress, "deployment"> & { deployment: DeploymentOutput | null };

/** How far a deployment is, the deployment with its summary. */
export const showProgress = <Progress extends DeploymentProgress>({
  deployment,
  warning,
  ...progress
}: Progress): Omit<Progress, "deployment" | "warning"> & Pick<ShownProgress, "deployment" | "warning"> => ({
  ...progress,
  deployment: deployment && showDeployment(deployment),
  warning,
});

/** A deployment that is done, as examples show it. */
export const exampleProgress: ShownProgress = {
  state: "succeeded",
  isDone: true,
  waitsFor: null,
  since: null,
  deployment: showDeployment(exampleDeployment),
  warning: null,
};
