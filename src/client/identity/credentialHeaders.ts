import type { Step } from "../call";
import { clock } from "../clock";
import { AzureOpenAIError, connectionError } from "../errors";
import { networkAdvice } from "../networkAdvice";
import { createRedactor } from "../redaction";
import { CredentialError } from "./credential";
import { readTokenFailure } from "./entraErrors";
import type { AuthorityAnswer } from "./entraTokens";

const tokenTimeoutMs = 60_000;

/** Runs out with the step's budget: the identity library waits for its authority as long as that likes. */
const withinBudget = (step: Step, token: Promise<Record<string, string>>): Promise<Record<string, string>> =>
  new Promise((resolve, reject) => {
    const timeoutMs = Math.max(1, Math.min(tokenTimeoutMs, step.deadlineMs - clock.now()));
    const stop = clock.after(timeoutMs, () =>
      reject(
        new AzureOpenAIError(
          `${step.action} got no token: Microsoft Entra did not answer in ${Math.round(timeoutMs / 1000)} s. Check Authority Host, or run the step again.`,
          { kind: "timeout", attempts: 0 },
        ),
      ),
    );
    token.then(resolve, reject).finally(stop);
  });

/**
 * The headers that carry the connection's credential, a token acquired where one is needed.
 * @throws ConnectionError when Entra refuses the connection's fields, or a token's time is over; AzureOpenAIError
 * when Entra can't be reached.
 */
export const credentialHeaders = (step: Step): Record<string, string> | Promise<Record<string, string>> => {
  try {
    const headers = step.credential.headers();
    return headers instanceof Promise ? tokenHeaders(step, headers) : headers;
  } catch (error) {
    throw error instanceof CredentialError ? connectionError(step.connection, error.message) : error;
  }
};

/** An assertion or a token, should an answer of the authority repeat one. */
const webToken = /eyJ[\w-]+\.[\w-]+\.[\w-]*/g;

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
  const message = `${step.action} got no token: it could not reach Microsoft Entra at ${origin} (code ${code}). ${mend}`;
  return new AzureOpenAIError(message, { ...facts, mend });
};

const tokenHeaders = async (
  step: Step,
  headers: Promise<Record<string, string>>,
): Promise<Record<string, string>> => {
  try {
    return await withinBudget(step, headers);
  } catch (error) {
    if (error instanceof AzureOpenAIError) throw error;
    const proxyFailure = failureOfProxy(step, error);
    if (proxyFailure) throw proxyFailure;
    const failure = readTokenFailure(error);
    const redactSecrets = createRedactor(step.credential.secrets());
    const redact = (text: string): string => redactSecrets(text).replace(webToken, "[redacted]");
    const facts = {
      attempts: 0,
      ...(failure.status !== undefined && { status: failure.status }),
      ...(failure.code && { code: failure.code }),
    };
    if (failure.isConfiguration) {
      const message = redact(`${step.action} was refused a token by Microsoft Entra. ${failure.message}`);
      throw connectionError(step.connection, message, { ...facts, kind: "rejected" });
    }
    const message = redact(
      `${step.action} got no token from Microsoft Entra: ${failure.message} Check Authority Host, or run the step again.`,
    );
    throw new AzureOpenAIError(message, { ...facts, kind: "network" });
  }
};
