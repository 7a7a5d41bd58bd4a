import { headerText, type ResponseHeaders } from "../../client/answer/headers";
import { clock } from "../../client/clock";
import type { ManagementClient } from "../../client/createManagementClient";
import { isOwnError, type OwnError } from "../../client/errors/errors";
import { serverWaitMs } from "../../client/retry/retryTiming";
import { type ManagedDeployment, stateOf } from "../../output/deployment";
import { statedProblem } from "../../output/statedProblem";
import { textIn } from "../../text/answerFields";
import { fieldsOf } from "../../text/isObject";
import type { DeploymentAddress } from "./deploymentAddress";
import { createLooks, mayPass } from "./looks";
import { readDeployment } from "./readDeployment";

/** Why an operation failed, as far as it says so. */
interface OperationProblem {
  message: string;
  code?: string;
}

/** What came of an operation. */
export interface Followed {
  /** done: as it was wanted; failed: it ended otherwise; open: the step's time was up before. */
  end: "done" | "failed" | "open";
  /** The deployment when it was last seen; undefined when it was not there. */
  deployment: ManagedDeployment | undefined;
  problem?: OperationProblem | undefined;
  /** Why it could not be followed to its end. */
  warning?: string | undefined;
}

/** An operation that was accepted, and how its end is told by the deployment. */
interface Operation {
  address: DeploymentAddress;
  /** Headers of the answer that accepted it; none where that was lost. */
  headers?: ResponseHeaders | undefined;
  /** The deployment as the answer had it. */
  answered?: ManagedDeployment | undefined;
  /** @param isEnded - the operation's own address said that it ended */
  endOf(deployment: ManagedDeployment | undefined, isEnded: boolean): Followed["end"];
  version?: string | undefined;
}

/** What a look at an operation itself tells; ended is for the deployment to show. */
type Look =
  | { is: "running"; askedMs: number | undefined; url: string | undefined }
  | { is: "ended"; problem?: OperationProblem | undefined; refusal?: OwnError };

/** Where an operation is asked after: PUT has the one header, PATCH and DELETE the other. */
export const followedAt = (headers: ResponseHeaders = {}): string | undefined =>
  headerText(headers, "azure-asyncoperation") ?? headerText(headers, "location");

const waitIn = (headers: ResponseHeaders = {}): number | undefined => serverWaitMs(headers, clock.now());

const endedWell = new Set(["succeeded", "completed"]);
const endedBadly = new Set(["failed", "canceled", "cancelled"]);

const lookAt = async (client: ManagementClient, url: string): Promise<Look> => {
  const { status, value, headers } = await client.call("GET", url);
  const word = textIn(fieldsOf(value)["status"])?.toLowerCase() ?? "";
  if (endedBadly.has(word)) {
    const problem = statedProblem(fieldsOf(value)["error"]) ?? { message: `The operation is ${word}.` };
    return { is: "ended", problem };
  }
  // Without a word for it, the status tells: what is at `location` then is whatever was asked for.
  const isRunning = status === 202 || (word !== "" && !endedWell.has(word));
  return isRunning ? { is: "running", askedMs: waitIn(headers), url: followedAt(headers) } : { is: "ended" };
};

/** A look that is refused tells nothing of the operation, which goes on; one in whose place an error came does. */
const refusedLook = (error: OwnError): Look => {
  const isOfOperation = error.status !== undefined && error.status < 300 && error.sentence !== undefined;
  const problem = isOfOperation
    ? { message: error.sentence ?? "", ...(error.code && { code: error.code }) }
    : undefined;
  return { is: "ended", problem, refusal: error };
};

const lookOrRefusal = async (client: ManagementClient, url: string): Promise<Look> => {
  try {
    return await lookAt(client, url);
  } catch (error) {
    if (isOwnError(error)) return refusedLook(error);
    throw error;
  }
};

/** Many an operation ends at once. */
const soonestMs = 1_000;

/**
 * Follows an operation to its end, or as far as the step's time goes: by its own address, and by the deployment where
 * that ended, was refused (it stands at the subscription's location, which a role on the account does not reach) or
 * was lost. It never throws for what can't be looked at: the operation goes on.
 */
export const followOperation = async (client: ManagementClient, operation: Operation): Promise<Followed> => {
  const { address, endOf, version } = operation;
  const nextLook = createLooks(client, soonestMs);
  let url = followedAt(operation.headers);
  let askedMs = waitIn(operation.headers);
  let isEnded = false;
  let followed: Followed = { end: "open", deployment: operation.answered };
  while (await nextLook(askedMs)) {
    askedMs = undefined;
    if (url) {
      const look = await lookOrRefusal(client, url);
      if (look.is === "running") {
        askedMs = look.askedMs;
        url = look.url ?? url;
        continue;
      }
      url = undefined;
      isEnded = look.refusal === undefined;
      followed = { ...followed, problem: look.problem, warning: look.refusal?.message };
    }
    try {
      const deployment = await readDeployment(client, address, version);
      const end = endOf(deployment, isEnded);
      followed = { ...followed, deployment, end: end === "open" && followed.problem ? "failed" : end };
      if (followed.end !== "open") return followed;
    } catch (error) {
      if (!isOwnError(error)) throw error;
      followed = { ...followed, warning: error.message };
      if (!mayPass(error)) return followed;
    }
  }
  return followed;
};

const failedStates = new Set(["failed", "canceled", "cancelled", "disabled"]);

/** How making or changing a deployment ended, by its state where it tells one; one that is not seen yet may come. */
export const endOfMaking = (deployment: ManagedDeployment | undefined): Followed["end"] => {
  if (!deployment) return "open";
  const state = stateOf(deployment)?.toLowerCase() ?? "succeeded";
  if (state === "succeeded") return "done";
  return failedStates.has(state) ? "failed" : "open";
};

/** True for a deployment that Azure is deleting. */
export const isGoing = (deployment: ManagedDeployment): boolean =>
  stateOf(deployment)?.toLowerCase() === "deleting";

/** How deleting a deployment ended: one that still stands may be about to go. */
export const endOfDeleting = (deployment: ManagedDeployment | undefined): Followed["end"] => {
  if (deployment === undefined) return "done";
  return endOfMaking(deployment) === "failed" ? "failed" : "open";
};
