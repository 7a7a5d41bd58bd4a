import type { Client } from "../../../client/createClient";
import type { ManagementClient } from "../../../client/createManagementClient";
import { UsageCounter } from "../../../output/usage";
import { createTurns } from "../../../pacing/turns";
import { type FineTuneRun, type FineTuneWish, runsUndeployed } from "./fineTuneRun";

/**
 * A run that has found nothing yet. Its way to Azure Resource Manager is opened at once where it is needed: the time
 * of both begins with the step.
 * @throws ConnectionError for a connection that can't deploy what is to be deployed.
 */
export const openRun = (
  client: Client,
  openManager: () => ManagementClient,
  wish: FineTuneWish,
): FineTuneRun => {
  const isDeployed = wish.deployment.deploymentName !== undefined && !runsUndeployed({ client });
  let manager = isDeployed ? openManager() : undefined;
  return {
    client,
    openManager: () => {
      manager ??= openManager();
      return manager;
    },
    nextTurn: createTurns(client),
    wish,
    found: { files: {} },
    usage: new UsageCounter(),
    warnings: new Set(),
  };
};
