import { accountTemplate, type ManagementRoute } from "../managementRoute";
import type { DeploymentAnswers } from "./deploymentAnswers";
import { versionWithStates } from "./readDeployment";

const type = "Microsoft.CognitiveServices/accounts/deployments";
const all = `${accountTemplate}/deployments`;
const one = `${all}/{name}`;

/** The deployments of an account: listed, made, changed, deleted, paused and resumed. */
export const deploymentRoutes = (answers: DeploymentAnswers): ManagementRoute[] => [
  { method: "GET", path: all, action: `${type}/read`, answer: answers.list },
  { method: "GET", path: one, action: `${type}/read`, answer: answers.get },
  { method: "PUT", path: one, action: `${type}/write`, answer: answers.put },
  { method: "PATCH", path: one, action: `${type}/write`, answer: answers.patch },
  { method: "DELETE", path: one, action: `${type}/delete`, answer: answers.remove },
  { method: "GET", path: `${one}/skus`, action: `${type}/skus/read`, answer: answers.skus },
  ...(["pause", "resume"] as const).map((verb) => ({
    method: "POST" as const,
    path: `${one}/${verb}`,
    action: `${type}/${verb}/action`,
    since: versionWithStates,
    answer: answers[verb],
  })),
];
