import type OpenAI from "openai";
import { shownName } from "../../text/nearestNames";
import type { TokenPrice } from "../../text/tokenPrice";
import type { Step } from "../call";
import { clock } from "../clock";
import { addNote, type ErrorFacts, isOwnError, type OwnError } from "../errors/errors";
import { callSdk } from "../sdk/sdk";
import { coolDownReason, endCoolDown, startCoolDown } from "./coolDown";
import { pricedAnswer } from "./pricedAnswer";
import { quotaKey } from "./quotaKey";

/** A deployment that may answer a step's call. */
export interface Candidate {
  step: Step;
  model: string;
  /** The label of the input that names its connection. */
  connection: "Connection" | "Fallback Connection";
}

/** A deployment as outputs name it: the input of its connection, its endpoint and its name. */
interface DeploymentReference {
  connection: Candidate["connection"];
  endpoint: string;
  deployment: string;
}

/** The deployment that answered, and why those before it did not. */
export interface FallbackReport {
  answeredBy: DeploymentReference;
  passedOver: Array<DeploymentReference & { reason: string }>;
}

/** An answer, its price, and which deployment gave it where there were several. */
export interface ModelAnswer<Result> {
  answer: Result;
  /** The price of its tokens, where the connection that answered has one. */
  price?: TokenPrice;
  fallback?: FallbackReport;
}

/** The key of a candidate's quota and cool-down. */
export const keyOf = ({ step, model }: Candidate): string => quotaKey(step, model);

/** The deployment as outputs name it. */
export const referenceTo = ({ connection, step, model }: Candidate): DeploymentReference => ({
  connection,
  endpoint: step.endpoint.baseUrl,
  deployment: model,
});

/**
 * Kinds of errors that another deployment may not have: too many requests, an outage, no answer in time, no such
 * deployment.
 */
const passing = new Set<unknown>(["rateLimited", "service", "timeout", "network", "notFound"]);

/** True where another deployment or account may answer what this one refused. */
export const mayPass = ({ kind, reason, status }: Partial<ErrorFacts>): boolean =>
  passing.has(kind) ||
  reason === "account" ||
  reason === "deployment" ||
  // A 429 for size is about the deployment's own quota; another one may be larger.
  (reason === "tooLarge" && status === 429);

/** A deployment that had less time than this to answer, in milliseconds, need not be slow. */
const tellingMs = 60_000;

/**
 * True where the failure is the step's own and starts no cool-down: the step was cancelled, its time was used up, or
 * its request is too large.
 */
export const isOwnEnd = ({ limit, reason }: Partial<ErrorFacts>, step: Step, share: Step): boolean => {
  if (limit === "cancelled" || reason === "tooLarge") return true;
  if (limit !== "total") return false;
  return clock.now() >= step.deadlineMs || share.options.totalTimeoutMs < tellingMs;
};

/** The host is unreachable or not trusted: every deployment at this origin would fail alike, and is skipped. */
const neverReached =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|PROXY_)|TLS|CERT|SIGNED|UNABLE_TO/;

/** Divides the time left among the candidates, so that a slow one leaves time for the next. */
export const withShare = (step: Step, candidatesLeft: number): Step => {
  if (candidatesLeft <= 1) return step;
  const nowMs = clock.now();
  const totalTimeoutMs = Math.max(1, Math.floor((step.deadlineMs - nowMs) / candidatesLeft));
  const timeoutMs = Math.min(step.options.timeoutMs, totalTimeoutMs);
  return {
    ...step,
    deadlineMs: nowMs + totalTimeoutMs,
    options: { ...step.options, timeoutMs, totalTimeoutMs },
  };
};

/** One call's way through the candidates: which failed, and which were skipped. */
class Round {
  readonly failures = new Map<Candidate, string>();
  private readonly unreachable = new Set<string>();
  /** The error of the first deployment that was asked. */
  private firstFailure: OwnError | undefined;

  constructor(readonly candidates: readonly Candidate[]) {}

  /** The order of asking: deployments in a cool-down come last. */
  order(): Candidate[] {
    const isCool = (candidate: Candidate): boolean => coolDownReason(keyOf(candidate)) !== undefined;
    return [
      ...this.candidates.filter((candidate) => !isCool(candidate)),
      ...this.candidates.filter((candidate) => isCool(candidate)),
    ];
  }

  isUnreachable({ step }: Candidate): boolean {
    return this.unreachable.has(step.endpoint.origin);
  }

  fail(candidate: Candidate, share: Step, error: OwnError): void {
    this.firstFailure ??= error;
    this.failures.set(candidate, error.message);
    if (!isOwnEnd(error, candidate.step, share)) startCoolDown(keyOf(candidate), error, error.message);
    if (error.kind === "network" && neverReached.test(error.code ?? ""))
      this.unreachable.add(candidate.step.endpoint.origin);
  }

  /** All deployments that failed, and those before the answering one that were skipped. */
  passedOver(answered?: Candidate): FallbackReport["passedOver"] {
    const place = answered ? this.candidates.indexOf(answered) : this.candidates.length;
    return this.candidates.flatMap((candidate, index) => {
      const reason =
        this.failures.get(candidate) ??
        (index < place
          ? (coolDownReason(keyOf(candidate)) ??
            `Not tried: ${candidate.step.endpoint.origin} could not be reached.`)
          : undefined);
      return reason === undefined ? [] : [{ ...referenceTo(candidate), reason }];
    });
  }

  /** The first error, with a note on the other deployments. */
  error(): unknown {
    const { firstFailure } = this;
    if (!firstFailure) return new Error("No deployment was asked.");
    const [first] = this.failures.keys();
    const others = this.passedOver().filter((_entry, index) => this.candidates[index] !== first);
    if (others.length > 0) {
      const reasons = others.map(({ deployment, reason }) => `${shownName(deployment)}: ${reason}`);
      addNote(firstFailure, `Fallbacks: ${reasons.join(" ")}`);
    }
    return firstFailure;
  }
}

/**
 * Asks one deployment after another until one answers. Deployments in a cool-down are asked last.
 * @throws the first error when none answers; at once an error that another deployment would have as well.
 */
export const callWithFallback = async <Result>(
  candidates: readonly Candidate[],
  call: (openai: OpenAI, model: string) => PromiseLike<Result>,
): Promise<ModelAnswer<Result>> => {
  const round = new Round(candidates);
  const order = round.order();
  for (const [index, candidate] of order.entries()) {
    const { step, model } = candidate;
    if (round.isUnreachable(candidate)) continue;
    const share = withShare(step, order.length - index);
    try {
      const answer = await callSdk(share, model, (openai) => call(openai, model));
      endCoolDown(keyOf(candidate));
      return {
        ...pricedAnswer(step, model, answer),
        fallback: { answeredBy: referenceTo(candidate), passedOver: round.passedOver(candidate) },
      };
    } catch (error) {
      if (!isOwnError(error) || !mayPass(error)) throw error;
      round.fail(candidate, share, error);
      if (error.limit === "cancelled") break;
      if (order.slice(index + 1).some((next) => !round.isUnreachable(next)))
        step.logger.info(`${step.action}: ${model} did not answer; asking the next fallback.`);
    }
  }
  throw round.error();
};
