import type { ManagedAnswer, ManagementClient } from "../../client/createManagementClient";
import { addNote, isOwnError } from "../../client/errors/errors";
import { type ManagedDeployment, stateOf } from "../../output/deployment";
import type { DeploymentProgress } from "../../output/deploymentProgress";
import { textIn } from "../../text/answerFields";
import { fieldsOf, isObject } from "../../text/isObject";
import { readableModels } from "../models/managedModels";
import { changeInTurn } from "./changeInTurn";
import { type DeploymentAddress, deploymentUrl } from "./deploymentAddress";
import { type Change, holds } from "./deploymentBody";
import { type Plan, versionFor } from "./deploymentPlan";
import { doubtfulEnd, joined, operationFailed, progressAt } from "./deploymentProgress";
import type { DeploymentWish } from "./deploymentWish";
import { endOfMaking, type Followed, followedAt, followOperation, isGoing } from "./followOperation";
import { noteOnModel } from "./modelNotes";
import { planDeployment } from "./planDeployment";
import { differenceWarning } from "./putWarnings";
import { readDeployment } from "./readDeployment";
import { sendChange } from "./sendChange";

/** What became of a deployment that was to be made or changed. */
export interface PutDeployment extends DeploymentProgress {
  /** What is changed: nothing, the capacity alone, or more; none where nothing was sent for want of time. */
  change: "created" | Change | "none";
}

/** How a deployment is made or changed. */
interface PutOptions {
  /** False hands back what Azure has begun, for Wait for Deployment. */
  isAwaited?: boolean | undefined;
}

/** How far a deployment is that another operation has under way. */
const goingOn = (deployment: ManagedDeployment | undefined): DeploymentProgress =>
  progressAt(deployment && isGoing(deployment) ? "deleting" : "creating", deployment);

/** A deployment whose latest operation has ended: one that is about to be made or to go is waited for. */
const settled = async (
  client: ManagementClient,
  address: DeploymentAddress,
  version: string,
): Promise<Followed> => {
  const endOf = (deployment: ManagedDeployment | undefined): Followed["end"] =>
    deployment === undefined ? "done" : endOfMaking(deployment);
  const deployment = await readDeployment(client, address, version);
  const end = endOf(deployment);
  return end === "open"
    ? followOperation(client, { address, answered: deployment, endOf, version })
    : { end, deployment };
};

/** The call that makes a plan true. */
const callFor = (client: ManagementClient, address: DeploymentAddress, { change, wanted, version }: Plan) => {
  const isScaling = change === "scaled";
  const body = isScaling ? { sku: wanted["sku"] } : wanted;
  return {
    account: address.account,
    send: () => client.call(isScaling ? "PATCH" : "PUT", deploymentUrl(address, version), body),
    wasTaken: async () => {
      const deployment = await readDeployment(client, address, version);
      return deployment !== undefined && (endOfMaking(deployment) === "open" || holds(deployment, body));
    },
  };
};

/** Adds to a refusal what the account's catalogue and quota say of the model. */
const noted = async <Result>(
  client: ManagementClient,
  { account }: DeploymentAddress,
  { wanted, catalogue }: Plan,
  work: () => Promise<Result>,
): Promise<Result> => {
  try {
    return await work();
  } catch (error) {
    if (isOwnError(error)) {
      const { name, version } = fieldsOf(fieldsOf(wanted["properties"])["model"]);
      const note = await noteOnModel(client, account, error, {
        modelName: textIn(name) ?? "",
        modelVersion: textIn(version),
        sku: textIn(fieldsOf(wanted["sku"])["name"]),
        catalogue: catalogue ?? (await readableModels(client, account)),
      });
      if (note) addNote(error, note);
    }
    throw error;
  }
};

/** So often may a deployment stand as it was before, where its operation can't be looked at. */
const mostUnchangedLooks = 4;

/** How making a plan true ended: what stands as it was tells nothing of an operation that can't be looked at. */
const endOfPlan = ({ change, wanted }: Plan) => {
  let looks = 0;
  return (deployment: ManagedDeployment | undefined, isEnded: boolean): Followed["end"] => {
    const end = endOfMaking(deployment);
    if (end !== "done" || isEnded || change === "created" || !deployment) return end;
    looks += 1;
    return holds(deployment, wanted) || looks > mostUnchangedLooks ? "done" : "open";
  };
};

/** What came of the plan once Azure took it, as far as the step waits for it. */
const follow = async (
  client: ManagementClient,
  address: DeploymentAddress,
  plan: Plan,
  answer: ManagedAnswer | undefined,
  isAwaited: boolean,
): Promise<Followed> => {
  const answered: ManagedDeployment | undefined = isObject(answer?.value) ? answer.value : undefined;
  const headers = answer?.headers;
  const isTold = headers && !followedAt(headers) && answered && stateOf(answered) !== undefined;
  const end = isTold ? endOfMaking(answered) : "open";
  return end === "open" && isAwaited
    ? followOperation(client, { address, headers, answered, endOf: endOfPlan(plan), version: plan.version })
    : { end, deployment: answered };
};

const carryOut = async (
  client: ManagementClient,
  address: DeploymentAddress,
  plan: Plan,
  isAwaited: boolean,
): Promise<PutDeployment> => {
  const { change, wanted, warning } = plan;
  const sent = await sendChange(client, callFor(client, address, plan));
  if (sent.is === "notTaken")
    return { change: "none", ...progressAt("notStarted", undefined, { warning: joined(warning, sent.why) }) };
  if (sent.is === "unknown")
    return { change, ...progressAt("creating", undefined, { warning: joined(warning, doubtfulEnd) }) };
  const followed = await follow(client, address, plan, sent.answer, isAwaited);
  if (followed.end === "failed") throw operationFailed(client.action, address.deploymentName, followed);
  const state = followed.end === "done" ? "succeeded" : "creating";
  const difference = state === "succeeded" ? differenceWarning(wanted, followed.deployment) : undefined;
  return {
    change,
    ...progressAt(state, followed.deployment, { warning: joined(warning, followed.warning, difference) }),
  };
};

const putInTurn = async (
  client: ManagementClient,
  address: DeploymentAddress,
  wish: DeploymentWish,
  isAwaited: boolean,
): Promise<PutDeployment> => {
  const { end, deployment } = await settled(client, address, versionFor(wish));
  if (end === "open") return { change: "none", ...goingOn(deployment) };
  const plan = await planDeployment(client, address, wish, deployment);
  if (plan.change === "unchanged")
    return { change: "unchanged", ...progressAt("succeeded", deployment, plan) };
  return noted(client, address, plan, () => carryOut(client, address, plan, isAwaited));
};

/**
 * Makes a deployment, or makes an existing one what is wished: by the capacity alone where nothing else differs, and
 * not at all where nothing does. Doing it again after a cut-off or a lost answer makes nothing twice. When the step's
 * time is up, it says how far Azure is.
 * @throws AzureOpenAIError or ConnectionError when Azure refuses it or fails at it.
 */
export const putDeployment = async (
  client: ManagementClient,
  address: DeploymentAddress,
  wish: DeploymentWish,
  { isAwaited = true }: PutOptions = {},
): Promise<PutDeployment> =>
  (await changeInTurn(client, address, () => putInTurn(client, address, wish, isAwaited))) ?? {
    change: "none",
    ...progressAt("notStarted", undefined),
  };
