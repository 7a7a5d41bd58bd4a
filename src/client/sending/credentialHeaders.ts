import type { Step } from "../call";
import { clock } from "../clock";
import { tryAgainAt } from "../errors/adviceContext";
import { AzureOpenAIError, connectionError } from "../errors/errors";
import { networkAdvice } from "../errors/networkAdvice";
import type { AuthorityAnswer } from "../identity/acquireToken";
import { CredentialError } from "../identity/credential";
import { readTokenFailure } from "../identity/entraErrors";
import { redactorFor, withoutWebTokens } from "../secrets/redaction";

const tokenTimeoutMs = 60_000;

/**
 * The headers that carry the connection's credential, a token acquired where one is needed.
 * @throws ConnectionError when Entra refuses the connection's fields, or a token's time is over; AzureOpenAIError
 * when Entra can't be reached or does not answer in the step's time, and when the step is cancelled.
 */
export const credentialHeaders = (step: Step): Record<string, string> | Promise<Record<string, string>> => {
  const wait = new AbortController();
  try {
    const headers = step.credential.headers(wait.signal);
    return headers instanceof Promise ? tokenHeaders(step, headers, wait) : headers;
  } catch (error) {
    throw error instanceof CredentialError ? connectionError(step.connection, error.message) : error;
  }
};

const unanswered = ({ action }: Step, timeoutMs: number): AzureOpenAIError =>
  new AzureOpenAIError(
    `${action} got no token: Microsoft Entra did not answer in ${Math.round(timeoutMs / 1000)} s. Check Authority Host, or run the step again.`,
    { kind: "timeout", attempts: 0 },
  );

const cancelled = ({ action }: Step): AzureOpenAIError =>
  new AzureOpenAIError(`${action} was cancelled.`, { kind: "timeout", attempts: 0 });

/** Ends the wait with the step's budget, or when the step is cancelled. */
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

/** The error of a token request that a proxy stood in the way of, in the words of any other call. */
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
    connectionKey: step.connection.key,
    isRaw: step.isRaw,
    isGateway: false,
  });
  const redact = redactorFor(step.credential);
  const message = `${step.action} got no token: it could not reach Microsoft Entra at ${origin} (code ${code}). ${mend}`;
  return new AzureOpenAIError(redact(message), { ...facts, mend: redact(mend) });
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
    const proxyFailure = failureOfProxy(step, error);
    if (proxyFailure) throw proxyFailure;
    const failure = readTokenFailure(error);
    const redactSecrets = redactorFor(step.credential);
    const redact = (text: string): string => redactSecrets(withoutWebTokens(text));
    const facts = {
      attempts: 0,
      ...(failure.status !== undefined && { status: failure.status }),
      ...(failure.code && { code: failure.code }),
      ...(failure.retryAfterMs !== undefined && { retryAfterMs: failure.retryAfterMs }),
    };
    if (failure.isConfiguration) {
      const message = redact(`${step.action} was refused a token by Microsoft Entra. ${failure.message}`);
      throw connectionError(step.connection, message, { ...facts, kind: "rejected" });
    }
    const mend =
      failure.retryAfterMs === undefined
        ? "Check Authority Host, or run the step again"
        : tryAgainAt({ facts, nowMs: clock.now() });
    const message = redact(`${step.action} got no token from Microsoft Entra: ${failure.message} ${mend}.`);
    throw new AzureOpenAIError(message, { ...facts, kind: "network" });
  }
};
