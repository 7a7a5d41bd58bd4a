import { priceOfAnswer } from "../../text/tokenPrice";
import type { Outcome } from "../answer/outcome";
import type { Call } from "../call";
import { clock } from "../clock";
import type { AttemptEvent, StartEvent } from "../events";
import { redactorFor, urlForLog } from "../secrets/redaction";
import { logRetry } from "./callLog";

const codeOf = (outcome: Outcome): string | undefined => {
  if (outcome.type === "network") return outcome.code;
  return "problem" in outcome ? outcome.problem?.code : undefined;
};

const failureOf = (outcome: Outcome): Pick<AttemptEvent, "outcome" | "status" | "code"> => ({
  outcome: outcome.type === "timeout" && outcome.limit === "cancelled" ? "cancelled" : outcome.type,
  status: "status" in outcome ? outcome.status : undefined,
  code: codeOf(outcome),
});

/** What the events of an attempt's start and end have in common. */
const attemptOf = (
  { step: { action, item, model }, attempts: attempt, startedAtMs }: Call,
  redact: (text: string) => string,
): Omit<StartEvent, "type"> => ({ action, model: model && redact(model), item, attempt, startedAtMs });

/** Reports an attempt that starts to the step's observer. */
export const tellStart = (call: Call): void => {
  const { observer, credential } = call.step;
  observer?.tell({ type: "start", ...attemptOf(call, redactorFor(credential)) });
};

const eventOf = (call: Call, outcome: Outcome | undefined): AttemptEvent => {
  const { step, request, answer, decision } = call;
  const { model } = step;
  const redact = redactorFor(step.credential);
  const { code, ...ended } = outcome
    ? failureOf(outcome)
    : { outcome: "answered" as const, status: answer.status, code: undefined };
  return {
    type: "attempt",
    ...attemptOf(call, redact),
    method: request.method,
    url: redact(urlForLog(request.url)),
    durationMs: clock.now() - call.startedAtMs,
    ...ended,
    code: code && redact(code),
    waitMs: outcome && decision.retry ? decision.delayMs : undefined,
    // A call without a model uses nothing, though a batch that is read says what the batch used.
    spent:
      outcome || model === undefined
        ? undefined
        : step.observer?.add(
            answer.json?.value,
            step.price ?? priceOfAnswer(step.prices, model, answer.json?.value),
          ),
  };
};

/**
 * Reports an attempt that ended: to the step's observer, and to the step's log when the call is repeated.
 * @param outcome - how the attempt failed; undefined when it was answered
 */
export const tellAttempt = (call: Call, outcome?: Outcome): void => {
  const isRepeated = outcome !== undefined && call.decision.retry;
  const { observer } = call.step;
  if (!observer && !isRepeated) return;
  const event = eventOf(call, outcome);
  observer?.tell(event);
  if (isRepeated) logRetry(call, event);
};
