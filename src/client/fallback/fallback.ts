import type OpenAI from "openai";
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

/** A deployment in an output: by which connection, where, and its name. */
interface DeploymentReference {
  connection: Candidate["connection"];
  endpoint: string;
  deployment: string;
}

/** Which deployment answered, and why those before it did not. */
export interface FallbackReport {
  answeredBy: DeploymentReference;
  passedOver: Array<DeploymentReference & { reason: string }>;
}

/** An answer, and how it was come by where there was more than one deployment to ask. */
export interface ModelAnswer<Result> {
  answer: Result;
  /** What its tokens cost by the connection that was asked, where that has a price. */
  price?: TokenPrice;
  fallback?: FallbackReport;
}

const keyOf = ({ step, model }: Candidate): string => quotaKey(step, model);

const referenceTo = ({ connection, step, model }: Candidate): DeploymentReference => ({
  connection,
  endpoint: step.endpoint.baseUrl,
  deployment: model,
});

/** What another deployment may do better: too many requests, an outage, no answer in time, or no such deployment. */
const passing = new Set<unknown>(["rateLimited", "service", "timeout", "network", "notFound"]);

/** Whether another deployment, or another account, may answer what this one refused. */
const mayPass = ({ kind, reason, status }: Partial<ErrorFacts>): boolean =>
  passing.has(kind) ||
  reason === "account" ||
  reason === "deployment" ||
  // The quota that a request never fits is the deployment's own.
  (reason === "tooLarge" && status === 429);

/** Less time than this for an answer says nothing of the deployment, in milliseconds. */
const tellingMs = 60_000;

/**
 * True where the failure tells of the step and not of the deployment: it was cancelled, it used up its own time,
 * or what it asked for is too much.
 */
const isOwnEnd = ({ limit, reason }: Partial<ErrorFacts>, step: Step, share: Step): boolean => {
  if (limit === "cancelled" || reason === "tooLarge") return true;
  if (limit !== "total") return false;
  return clock.now() >= step.deadlineMs || share.options.totalTimeoutMs < tellingMs;
};

/** The host is unreachable or not trusted: every deployment at this origin would fail alike, and is skipped. */
const neverReached =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|PROXY_)|TLS|CERT|SIGNED|UNABLE_TO/;

/** Some of the time left for each candidate, so that a slow one leaves the next its share. */
const withShare = (step: Step, candidatesLeft: number): Step => {
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

/** One round of asking: what failed, and what was left alone. */
class Round {
  readonly failures = new Map<Candidate, string>();
  private readonly unreachable = new Set<string>();
  /** What the first deployment asked failed with. */
  private firstFailure: OwnError | undefined;

  constructor(readonly candidates: readonly Candidate[]) {}

  /** Those that failed lately come last, in case no other answers. */
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

  /** Everything that failed, and what stood before the one that answered but was left alone. */
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

  /** The first error, with what came of the others behind it. */
  error(): unknown {
    const { firstFailure } = this;
    if (!firstFailure) return new Error("No deployment was asked.");
    const [first] = this.failures.keys();
    const others = this.passedOver().filter((_entry, index) => this.candidates[index] !== first);
    if (others.length > 0) {
      const reasons = others.map(({ deployment, reason }) => `${deployment}: ${reason}`);
      addNote(firstFailure, `Fallbacks: ${reasons.join(" ")}`);
    }
    return firstFailure;
  }
}

/**
 * Asks one deployment after another until one answers. Those that failed lately are asked last.
 * @throws the first error when none answers; at once an error that no other deployment would mend.
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
