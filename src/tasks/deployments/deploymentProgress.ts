import type { ManagedDeployment } from "../../output/deployment";

/** How far a deployment is on its way to what was asked for. */
export interface DeploymentProgress {
  /**
   * notStarted: another operation had the account all the time; creating, deleting: Azure is at it; starting: Azure is
   * done and the endpoint does not answer yet.
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
