import type { Model } from "../../output/model";
import { newestVersion, usualVersion } from "./deploymentAddress";
import { type Change, type DeploymentBody, needsNewest, wishedBody } from "./deploymentBody";
import type { DeploymentWish } from "./deploymentWish";

/** A change that is ready to be sent. */
export interface Plan {
  change: "created" | Change;
  /** The deployment as it is to be. */
  wanted: DeploymentBody;
  /** The api-version that has all of it. */
  version: string;
  warning: string | null;
  catalogue: readonly Model[] | undefined;
}

/** The version that a wish asks for; one for a service tier or routing knows these. */
export const versionFor = (wish: DeploymentWish): string =>
  needsNewest(wishedBody({}, wish)) ? newestVersion : usualVersion;
