import type { Outcome } from "../answer/outcome";
import { Call, type CallRequest, type Step } from "../call";
import { clock } from "../clock";
import { modelBaseUrl, operationUrl, routeAt } from "../endpoint/address";
import type { AdviceContext } from "../errors/adviceContext";
import { callError, contextOf } from "../errors/callError";
import { settle } from "../sending/http";
import { type Finding, findingIn } from "./check";

/** One request of a diagnosis. */
interface Question {
  /** Its name in findings. */
  name: string;
  /** The model or deployment to ask. */
  model?: string;
  request: CallRequest;
}

/** The result of one request. */
export interface Reply {
  call: Call;
  /** How it failed; undefined when it was answered as expected. */
  outcome: Outcome | undefined;
  durationMs: number;
}

const requestTo = (step: Step, method: string, base: string, path: string, body?: object): CallRequest => {
  const url = operationUrl(step.endpoint, method, path, base);
  const route = routeAt(step.endpoint, method, url);
  const headers = { accept: "application/json", ...(body && { "content-type": "application/json" }) };
  return { method, url, route, headers, expects: "json", ...(body && { body: JSON.stringify(body) }) };
};

/** Lists the models, which every credential with access may do. */
export const listQuestion = (step: Step): Question => ({
  name: "The call for the models",
  request: requestTo(step, "GET", step.endpoint.baseUrl, "/models"),
});

/** Asks a deployment for an answer of no tokens. It refuses that before it runs, so no tokens are spent. */
export const deploymentQuestion = (step: Step, model: string): Question => ({
  name: `The call of ${model}`,
  model,
  request: requestTo(step, "POST", modelBaseUrl(step.endpoint, model), "/chat/completions", {
    model,
    messages: [{ role: "user", content: "ping" }],
    max_completion_tokens: 0,
  }),
});

/** Makes one attempt, without retries or a renewed token. The headers of a refusal are returned as well. */
export const ask = async (step: Step, { name, model, request }: Question): Promise<Reply> => {
  const startMs = clock.now();
  const credential = { ...step.credential, renew: () => false };
  const call = new Call({ ...step, action: name, credential, model }, request);
  const outcome = await settle(call);
  return { call, outcome, durationMs: clock.now() - startMs };
};

/** Replaces the client's own advice. */
export type Mend = (context: AdviceContext) => string;

/** Describes a failed request as a step's error would, with other advice where that fits better. */
export const findingOf = ({ call }: Reply, outcome: Outcome, mend?: Mend): Finding => {
  const error = callError(call, outcome, { retry: false });
  const finding = findingIn(error);
  return mend ? { ...finding, mend: mend(contextOf(call, outcome, error)) } : finding;
};
