/** What an `@azure/identity` error tells, without importing the library before it is needed. */
interface IdentityError extends Error {
  statusCode?: number;
  errorResponse?: { error?: string; errorDescription?: string; errorCodes?: number[] };
}

/** The mend for each AADSTS code that a service principal meets, in the words of the form. */
const mends: Readonly<Record<string, string>> = {
  "7000215": "Client Secret is wrong: enter the secret's value, not its id.",
  "7000222":
    "Client Secret has expired: create a new one under Certificates & secrets of the app registration.",
  "700016":
    "Client ID is not an application of this tenant: check Client ID and Tenant ID against the app registration.",
  "90002": "Tenant ID is not a tenant of this cloud: check it against the app registration's overview.",
  "900023":
    "Tenant ID is neither a directory id nor a domain: check it against the app registration's overview.",
  "500011":
    "The audience is unknown to this tenant: choose the authority host of the cloud that the resource is in.",
  "65001": "Consent is missing: an administrator has to grant the app its permission.",
  "700027":
    "The certificate is not one of the app registration's: upload its public part under Certificates & secrets.",
  "70021": "No federated credential of the app registration matches the assertion's subject.",
  "700213": "No federated credential of the app registration matches the assertion's subject.",
  "50076": "The sign-in asks for a second factor: use a service principal, or exempt it from that policy.",
  "50079": "The sign-in asks for a second factor: use a service principal, or exempt it from that policy.",
  "53003": "A Conditional Access policy blocks the sign-in: allow the connector's network or exempt the app.",
};

/** Why a token could not be had, ready for an error message: Entra's code, what it means, and the mend. */
export interface TokenFailure {
  message: string;
  status?: number;
  code?: string;
  /** False when Entra could not be reached or was busy: the fields may be right. */
  isConfiguration: boolean;
}

const firstSentence = (description: string): string =>
  (description.split(/\r?\n| Trace ID:| Correlation ID:/)[0] ?? "").trim();

/** Reads an identity library's error; a code without an entry of its own keeps Entra's own sentence. */
export const readTokenFailure = (error: unknown): TokenFailure => {
  const { message, statusCode, errorResponse } = error as IdentityError;
  const description = errorResponse?.errorDescription ?? message ?? "";
  const code = /AADSTS(\d+)/.exec(description)?.[1] ?? errorResponse?.errorCodes?.[0]?.toString();
  if (code) {
    const mend = mends[code];
    const sentence = firstSentence(description);
    return {
      message: mend
        ? `${mend} (AADSTS${code})`
        : `${sentence.startsWith("AADSTS") ? sentence : `AADSTS${code}: ${sentence}`}`,
      code: `AADSTS${code}`,
      isConfiguration: true,
      ...(statusCode !== undefined && { status: statusCode }),
    };
  }
  const isRefused = statusCode !== undefined && statusCode >= 400 && statusCode < 500 && statusCode !== 429;
  return {
    message: firstSentence(description),
    isConfiguration: isRefused,
    ...(statusCode !== undefined && { status: statusCode }),
  };
};
