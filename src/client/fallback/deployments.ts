import type OpenAI from "openai";
import type { PacedCall } from "../call";
import { type ErrorFacts, isConnectionProblem, isOwnError, type OwnError } from "../errors/errors";
import { callSdk } from "../sdk/sdk";
import { coolDownEndMs, endCoolDown, startCoolDown } from "./coolDown";
import {
  type Candidate,
  type FallbackReport,
  isOwnEnd,
  keyOf,
  type ModelAnswer,
  mayPass,
  referenceTo,
  withShare,
} from "./fallback";
import { pricedAnswer } from "./pricedAnswer";

/** One of the deployments among which a step divides its calls. */
export interface Deployment {
  /** The key of its quota. */
  readonly key: string;
  /** Until when it is left alone after a failure, in milliseconds since the epoch; 0 where it is well. */
  restsUntilMs(): number;
  /**
   * Makes an SDK call there. A refusal for rate is not retried: the pacer waits.
   * @param passedOver - the deployments that failed at it before
   */
  ask<Result>(
    call: (openai: OpenAI, model: string) => PromiseLike<Result>,
    paced: PacedCall,
    passedOver: FallbackReport["passedOver"],
  ): Promise<ModelAnswer<Result>>;
  /** True for an error that another deployment may not have. */
  passesOn(error: unknown): boolean;
  /** The deployment as outputs name it, with why it failed. */
  failure(error: unknown): FallbackReport["passedOver"][number];
}

/** A wrong credential is of one connection alone, a setting that is refused and the longest input of one model. */
const isOfOne = (error: OwnError): boolean =>
  mayPass(error) ||
  isConnectionProblem(error) ||
  error.reason === "setting" ||
  (error.reason === "tooLarge" && error.kind === "rejected");

const isForRate = ({ kind, reason }: Partial<ErrorFacts>): boolean => kind === "rateLimited" && !reason;

/** The first candidate of each quota. */
const distinct = (candidates: readonly Candidate[]): Candidate[] =>
  [
    ...new Map(candidates.toReversed().map((candidate) => [keyOf(candidate), candidate])).values(),
  ].toReversed();

/** The deployments of a step, for calls that are divided among them. Each call leaves time for the others. */
export const deploymentsOf = (candidates: readonly Candidate[]): Deployment[] => {
  /** Errors of answers that were none, such as a web page in place of data: they tell of the place that was asked. */
  const ofNoAnswer = new WeakSet<OwnError>();
  const passesOn = (error: unknown): boolean =>
    isOwnError(error) && (isOfOne(error) || ofNoAnswer.has(error));
  return distinct(candidates).map((candidate, _index, { length }) => {
    const { step, model } = candidate;
    const key = keyOf(candidate);
    return {
      key,
      restsUntilMs: () => coolDownEndMs(key),
      ask: async (call, paced, passedOver) => {
        const own = withShare({ ...step, ...paced, leavesRefusals: true }, length - passedOver.length);
        try {
          const answer = await callSdk(own, model, (openai) => call(openai, model));
          endCoolDown(key);
          const fallback = { answeredBy: referenceTo(candidate), passedOver };
          return { ...pricedAnswer(step, model, answer), fallback };
        } catch (error) {
          if (isOwnError(error) && error.kind === "unexpectedResponse") ofNoAnswer.add(error);
          // The pacer waits after a plain refusal for rate; other steps have other settings.
          const isWell = isOwnError(error) && (error.reason === "setting" || isForRate(error));
          if (passesOn(error) && isOwnError(error) && !isWell && !isOwnEnd(error, step, own))
            startCoolDown(key, error, error.message);
          throw error;
        }
      },
      passesOn,
      failure: (error) => ({
        ...referenceTo(candidate),
        reason: error instanceof Error ? error.message : String(error),
      }),
    };
  });
};
