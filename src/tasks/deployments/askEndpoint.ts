import type { Client } from "../../client/createClient";
import { isOwnError } from "../../client/errors/errors";
import { chatPurpose } from "../../inputs/model";

/** What the endpoint of the models says of a deployment. */
export interface EndpointLook {
  answers: boolean;
  /** True when it knows the deployment and lets nobody call it. */
  isPaused: boolean;
  /** True when it says itself that it does not have the deployment yet. */
  isMissing: boolean;
  /** What it said; undefined for an answer and for the refusal of a wrong request. */
  said?: string;
}

const notYetCodes = new Set(["DeploymentNotFound", "DeploymentNotReady", "deployment_not_found"]);
const notYetSentence =
  /\bdeployment\b.{0,80}\b(?:not (?:yet )?(?:exist|ready|found|available)|does not exist|being created)|\bload lora\b/i;
/** What a model says that answers other calls than these. */
const otherWork = new Set(["OperationNotSupported"]);
/** Statuses of refusals that tell nothing of the request, which others may be answered to: a role, a rate. */
const closedStatuses = new Set([401, 403, 429]);
/** Statuses of refusals that only a deployment which is there has: a wrong request, a missing role, a rate. */
const knowingStatuses = new Set([400, 401, 403, 409, 413, 422, 423, 429]);

/**
 * Asks the endpoint for an answer to no messages at all, which costs no tokens: what is there refuses it as a wrong
 * request, what is not says so, and whatever else fails is not there yet.
 */
export const askEndpoint = async (service: Client, deploymentName: string): Promise<EndpointLook> => {
  try {
    await service.withModel(deploymentName, chatPurpose, (openai, model) =>
      openai.chat.completions.create({ model, messages: [] }),
    );
    return { answers: true, isPaused: false, isMissing: false };
  } catch (error) {
    if (!isOwnError(error)) throw error;
    const { status = 0, code = "", sentence = "", message } = error;
    const isMissing = notYetCodes.has(code) || notYetSentence.test(sentence);
    const isKnown = knowingStatuses.has(status) || otherWork.has(code) || (status >= 200 && status < 300);
    const answers = isKnown && !isMissing;
    const isTold = !answers || closedStatuses.has(status);
    return {
      answers,
      isPaused: answers && status === 423,
      isMissing,
      ...(isTold && { said: sentence || message }),
    };
  }
};
