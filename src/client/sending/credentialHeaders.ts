import { mapParts } from "../../text/errorParts";
import type { Step } from "../call";
import { clock } from "../clock";
import { connectionKind } from "../endpoint/connectionKind";
import { FieldError } from "../endpoint/FieldError";
import { tryAgainAt } from "../errors/adviceContext";
import { AzureOpenAIError, connectionError, type OwnError } from "../errors/errors";
import { networkAdvice } from "../errors/networkAdvice";
import type { AuthorityAnswer } from "../identity/acquireToken";
import { readTokenFailure } from "../identity/entraErrors";
import { redactorFor, withoutWebTokens } from "../secrets/redaction";

const tokenTimeoutMs = 60_000;

/**
 * The headers with the connection's credential. Where it is a token, one is acquired.
 * @throws ConnectionError when Entra refuses the connection's fields, or a token has expired; AzureOpenAIError when
 * Entra can't be reached or does not answer in the step's time, and when the step is cancelled.
 */
export const credentialHeaders = (step: Step): Record<string, string> | Promise<Record<string, string>> => {
  const wait = new AbortController();
  try {
    const headers = step.credential.headers(wait.signal);
    return headers instanceof Promise ? tokenHeaders(step, headers, wait) : headers;
  } catch (error) {
    throw error instanceof FieldError ? connectionError(step.connection, error) : error;
  }
};

const checkAuthority = "Check Authority Host, or run the step again.";

const unanswered = ({ action }: Step, timeoutMs: number): AzureOpenAIError =>
  new AzureOpenAIError(
    {
      what: `${action} got no token: Microsoft Entra did not answer in ${Math.round(timeoutMs / 1000)} s.`,
      mend: checkAuthority,
    },
    { kind: "timeout", attempts: 0 },
  );

const cancelled = ({ action }: Step): AzureOpenAIError =>
  new AzureOpenAIError({ what: `${action} was cancelled.` }, { kind: "timeout", attempts: 0 });

/** Waits no longer than the step's time, and until the step is cancelled. */
const withinBudget = async (
  step: Step,
  headers: Promise<Record<string, string>>,
  wait: AbortController,
): Promise<Record<string, string>> => {
  const timeoutMs = Math.max(1, Math.min(tokenTimeoutMs, step.deadlineMs - clock.now()));
  const stopTimer = clock.after(timeoutMs, () => wait.abort(unanswered(step, timeoutMs)));
  const cancel = (): void => wait.abort(cancelled(step));
  if (step.signal?.aborted) cancel();
  step.signal?.addEventListener("abort", cancel, { once: true });
  try {
    return await headers;
  } finally {
    stopTimer();
    step.signal?.removeEventListener("abort", cancel);
  }
};

/** The error of a token request that failed at a proxy, in the words of other calls' errors. */
const failureOfProxy = (step: Step, error: unknown): AzureOpenAIError | undefined => {
  const { authorityAnswer } = error as { authorityAnswer?: AuthorityAnswer };
  const { networkCode: code, proxy, origin } = authorityAnswer ?? {};
  if (!code || !proxy || !origin) return undefined;
  const facts = { kind: "network", code, attempts: 0 } as const;
  const mend = networkAdvice({
    outcome: { type: "network", code, phase: "connect", detail: "", proxy },
    facts,
    endpoint: { ...step.endpoint, origin },
    path: "",
    nowMs: clock.now(),
    connectionKey: connectionKind(step.connection.key),
    isRaw: step.isRaw,
    isGateway: false,
  });
  const what = `${step.action} got no token: it could not reach Microsoft Entra at ${origin} (code ${code}).`;
  return new AzureOpenAIError(mapParts({ what, mend }, redactorFor(step.credential)), facts);
};

/** The error of a failed token request. */
const tokenError = (step: Step, error: unknown): OwnError => {
  const { isConfiguration, reason, mend, ...told } = readTokenFailure(error);
  const redactSecrets = redactorFor(step.credential);
  const redact = (text: string): string => redactSecrets(withoutWebTokens(text));
  const facts = { ...told, attempts: 0 };
  if (isConfiguration) {
    const what = `${step.action} was refused a token by Microsoft Entra.`;
    const parts = mend ? { what, mend, note: `(${told.code})` } : { what, sentence: reason };
    return connectionError(step.connection, mapParts(parts, redact), { ...facts, kind: "rejected" });
  }
  const parts = {
    what: `${step.action} got no token from Microsoft Entra: ${reason}`,
    mend: told.retryAfterMs === undefined ? checkAuthority : `${tryAgainAt({ facts, nowMs: clock.now() })}.`,
  };
  return new AzureOpenAIError(mapParts(parts, redact), { ...facts, kind: "network" });
};

const tokenHeaders = async (
  step: Step,
  headers: Promise<Record<string, string>>,
  wait: AbortController,
): Promise<Record<string, string>> => {
  try {
    return await withinBudget(step, headers, wait);
  } catch (error) {
    if (error instanceof AzureOpenAIError) throw error;
    throw failureOfProxy(step, error) ?? tokenError(step, error);
  }
};
