import type OpenAI from "openai";
import type { ResponseHeaders } from "../client/answer/headers";
import type { Client } from "../client/createClient";
import type { ModelPurpose } from "../client/endpoint/modelChoice";
import { isAzureOpenAIError } from "../client/errors/errors";
import type { Deployment } from "../client/fallback/deployments";
import type { FallbackReport, ModelAnswer } from "../client/fallback/fallback";
import { refuseInput } from "../text/InputError";
import { signatureOf } from "./commonRefusal";
import type { PacedLane } from "./pacedOptions";
import { pacerFor } from "./pacerFor";

/** Makes one SDK call of the step's model for an item. */
export type ItemCall = <Result>(
  call: (openai: OpenAI, model: string) => PromiseLike<Result>,
) => Promise<ModelAnswer<Result>>;

/** A plain refusal for rate, after which an item waits for its turn again. */
const isRateRefusal = (error: unknown): boolean =>
  isAzureOpenAIError(error) && error.kind === "rateLimited" && error.reason === undefined;

/** How the items of a run call their model. */
interface ItemCalls {
  lanes: readonly [PacedLane, ...PacedLane[]];
  /** The call of one item in one lane. Why it failed there is told with its answer from another lane. */
  askIn(lane: number, item: number, onHeaders: (headers: ResponseHeaders) => void): ItemCall;
  passesOn(error: unknown): boolean;
}

/** Calls of the step's own deployment, which leave fallbacks to the client. */
const callsOfOne = (
  client: Client,
  model: string | undefined,
  purpose: ModelPurpose,
  ownQuota?: string,
): ItemCalls => ({
  lanes: [{ pacer: pacerFor(ownQuota ?? client.quotaKey(model, purpose)) }],
  askIn: (_lane, item, onHeaders) => (call) => client.withModel(model, purpose, call, { item, onHeaders }),
  passesOn: () => false,
});

/**
 * True for an error that another deployment may not have. One that says nothing of its item counts too: the item met
 * that deployment by chance.
 */
const passesOnFrom =
  (deployment: Deployment) =>
  (error: unknown): boolean =>
    deployment.passesOn(error) || signatureOf(error) !== undefined;

/** Calls that are divided among several deployments, each at the pace of its own quota. */
const callsOfSeveral = (deployments: readonly [Deployment, ...Deployment[]]): ItemCalls => {
  const failures = new Map<number, FallbackReport["passedOver"]>();
  const laneOf = ({ key, restsUntilMs }: Deployment): PacedLane => ({ pacer: pacerFor(key), restsUntilMs });
  const [first, ...others] = deployments;
  const passesOn = passesOnFrom(first);
  return {
    lanes: [laneOf(first), ...others.map(laneOf)],
    askIn: (lane, item, onHeaders) => async (call) => {
      const deployment = deployments[lane] ?? first;
      const failed = failures.get(item) ?? [];
      try {
        return await deployment.ask(call, { item, onHeaders }, failed);
      } catch (error) {
        if (passesOn(error) && !isRateRefusal(error))
          failures.set(item, [...failed, deployment.failure(error)]);
        throw error;
      }
    },
    passesOn,
  };
};

/**
 * The calls of a run: of the step's own deployment, or divided among all that it may use.
 * @throws InputError when they are to be divided and there is only one.
 */
export const itemCalls = (
  client: Client,
  model: string | undefined,
  purpose: ModelPurpose,
  { spread, ownQuota }: { spread?: boolean | undefined; ownQuota?: string | undefined },
): ItemCalls => {
  if (!spread || ownQuota !== undefined) return callsOfOne(client, model, purpose, ownQuota);
  const [first, second, ...others] = client.deployments(model, purpose);
  if (first && second) return callsOfSeveral([first, second, ...others]);
  return refuseInput(
    "Spread over Fallbacks",
    "there is only one deployment to use.",
    "Enter Fallback Models / Deployments or a Fallback Connection, or set it to false.",
  );
};
