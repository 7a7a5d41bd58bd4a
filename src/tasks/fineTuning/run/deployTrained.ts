import type { ManagementClient } from "../../../client/createManagementClient";
import { type ManagedDeployment, showDeployment } from "../../../output/deployment";
import type { DeploymentProgress } from "../../../output/deploymentProgress";
import { fieldsOf } from "../../../text/isObject";
import { isSameName } from "../../../text/isSameName";
import { awaitDeployment } from "../../deployments/awaitDeployment";
import type { DeploymentAddress } from "../../deployments/deploymentAddress";
import { addressOf } from "../../deployments/findAccount";
import { endOfMaking, isGoing } from "../../deployments/followOperation";
import { isCheckpointOf } from "../../deployments/planDeployment";
import { putDeployment } from "../../deployments/putDeployment";
import { costWarning } from "../../deployments/putWarnings";
import { readDeployment } from "../../deployments/readDeployment";
import { removeDeployment } from "../../deployments/removeDeployment";
import { modelUnder, takenName } from "../../deployments/takenName";
import { markerName } from "../soughtJob";
import { type FineTuneRun, type Rest, runsUndeployed, type Stage } from "./fineTuneRun";
import { waitFor } from "./rests";

/** Where the model is to be deployed; undefined where it is not to be. */
const placeOf = async (
  run: FineTuneRun,
): Promise<{ manager: ManagementClient; address: DeploymentAddress } | undefined> => {
  const { deploymentName, ...place } = run.wish.deployment;
  if (deploymentName === undefined || runsUndeployed(run)) return undefined;
  const manager = run.openManager();
  run.found.address ??= await addressOf(manager, { deploymentName, ...place });
  return { manager, address: run.found.address };
};

/**
 * Refuses a name that is taken, before anything is paid for: what is to be trained can't be what is deployed there.
 * @throws AzureOpenAIError that names the model which is deployed under it.
 */
export const refuseTakenName = async (run: FineTuneRun): Promise<void> => {
  const place = await placeOf(run);
  const deployment = place && (await readDeployment(place.manager, place.address));
  if (!deployment) return;
  const { deploymentName } = place.address;
  throw takenName(run.client.action, { deploymentName, had: modelUnder(deployment), undone: "created" });
};

/** True for a deployment that a run of this job made. */
const isOwn = ({ tags }: ManagedDeployment, { job }: FineTuneRun["found"]): boolean =>
  job !== undefined && fieldsOf(tags)[markerName] === job.id;

/**
 * True for a deployment that somebody else made of this model: it is used as it is.
 * @throws AzureOpenAIError for one of another model, also where Azure would exchange it.
 */
const isAdopted = (
  { client, found }: FineTuneRun,
  { deploymentName }: DeploymentAddress,
  standing: ManagedDeployment | undefined,
): boolean => {
  if (!standing) return false;
  const had = modelUnder(standing);
  const { model: wanted } = found;
  if (had !== undefined && !isSameName(had, wanted) && !isCheckpointOf(had, wanted))
    throw takenName(client.action, { deploymentName, had, wanted, undone: "deployed" });
  return !isOwn(standing, found) && endOfMaking(standing) !== "failed";
};

const resting = ({ isDone, waitsFor, since }: DeploymentProgress): Rest | undefined =>
  isDone ? undefined : waitFor(waitsFor ?? "Azure deploys the model", since);

/** Takes what a step with the deployment told. */
const take = ({ found, warnings }: FineTuneRun, { deployment, warning }: DeploymentProgress): void => {
  if (deployment) found.deployment = showDeployment(deployment);
  if (warning !== null) warnings.add(warning);
};

/**
 * Deploys the model, and waits until calls of it are answered. A deployment of it that runs did not make is left as it
 * is.
 * @throws AzureOpenAIError where the name runs another model, or Azure refuses or fails at it.
 */
export const deployTrained: Stage = async (run) => {
  const { client, found, wish, warnings } = run;
  const place = await placeOf(run);
  if (!place) {
    if (!runsUndeployed(run)) warnings.add("The model was not deployed, since Deployment Name is empty.");
    return undefined;
  }
  const { manager, address } = place;
  const existing = await readDeployment(manager, address);
  // One that is being deleted is made anew.
  const standing = existing && !isGoing(existing) ? existing : undefined;
  const { sku, capacity, contentFilterPolicy } = wish.deployment;
  if (!isAdopted(run, address, standing)) {
    const tags = found.job && !standing ? { [markerName]: found.job.id } : undefined;
    const put = await putDeployment(manager, address, {
      ...{ modelName: found.model, sku, capacity, contentFilterPolicy, tags },
    });
    take(run, put);
    const rest = resting(put);
    // What makes a deployment warns of it.
    if (put.change !== "created") warnings.add(costWarning(found.deployment?.summary.sku ?? sku));
    if (rest) return rest;
  }
  const awaited = await awaitDeployment(manager, () => client, address);
  take(run, awaited);
  return resting(awaited);
};

/** Removes the deployment that a run made for the evaluation; one that somebody else made stays. */
export const removeTrained = async (run: FineTuneRun): Promise<Rest | undefined> => {
  const place = await placeOf(run);
  const deployment = place && (await readDeployment(place.manager, place.address));
  if (!place || !deployment) return undefined;
  if (!isOwn(deployment, run.found)) {
    run.warnings.add("The deployment was made by something else than this job's runs, and stays.");
    return undefined;
  }
  const removed = await removeDeployment(place.manager, place.address);
  delete run.found.deployment;
  const rest = resting(removed);
  return rest && { ...rest, stage: "evaluating" };
};
