import type { Step } from "./call";
import { clock } from "./clock";
import { readTokenFailure } from "./entraErrors";
import { AzureOpenAIError, connectionError } from "./errors";
import { createRedactor } from "./redaction";

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
 * @throws ConnectionError when Entra refuses the connection's fields; AzureOpenAIError when it can't be reached.
 */
export const credentialHeaders = (step: Step): Record<string, string> | Promise<Record<string, string>> => {
  const headers = step.credential.headers();
  return headers instanceof Promise ? tokenHeaders(step, headers) : headers;
};

const tokenHeaders = async (
  step: Step,
  headers: Promise<Record<string, string>>,
): Promise<Record<string, string>> => {
  try {
    return await withinBudget(step, headers);
  } catch (error) {
    if (error instanceof AzureOpenAIError) throw error;
    const failure = readTokenFailure(error);
    const redact = createRedactor(step.credential.secrets());
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
