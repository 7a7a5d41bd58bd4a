import type { AuthorityAnswer } from "./acquireToken";

/**
 * The properties of an `@azure/identity` error that are read, declared here so that the library is not loaded for
 * them.
 */
interface IdentityError extends Error {
  statusCode?: number;
  /** The authority's latest answer, which `acquireToken` noted. */
  authorityAnswer?: AuthorityAnswer;
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
    "The audience is unknown to this tenant: check Audience and Cloud, and choose the authority host of the cloud that the resource is in.",
  "65001": "Consent is missing: an administrator has to grant the app its permission.",
  "700027":
    "The certificate is not one of the app registration's: upload its public part under Certificates & secrets.",
  "70021": "No federated credential of the app registration matches the assertion's subject.",
  "700213": "No federated credential of the app registration matches the assertion's subject.",
  "50076": "The sign-in asks for a second factor: use a service principal, or exempt it from that policy.",
  "50079": "The sign-in asks for a second factor: use a service principal, or exempt it from that policy.",
  "7000112": "The app registration is disabled: have it enabled, or enter another Client ID.",
  "7000229":
    "The app has no service principal in this tenant: check Tenant ID, or have an administrator add the app.",
  "700024":
    "The certificate's assertion was outside its time: check the clock of the machine that runs the step.",
  "90094": "Consent is missing: an administrator has to grant the app its permission.",
  "53003": "A Conditional Access policy blocks the sign-in: allow the connector's network or exempt the app.",
};

/** Codes of temporary failures of the authority (Microsoft's list of AADSTS codes): no field is wrong. */
const passingCodes: ReadonlySet<string> = new Set([
  "90006",
  "90012",
  "90020",
  "90024",
  "90033",
  "90055",
  "50196",
]);

/** Why no token was acquired. */
interface TokenFailure {
  /** A sentence, with Entra's code where there is one. */
  reason: string;
  /** What to do, where the code is known. */
  mend?: string;
  status?: number;
  code?: string;
  /** The wait that Entra asks for, where it is longer than a step waits for a token. */
  retryAfterMs?: number;
  /** False when Entra could not be reached or was busy: the fields may be right. */
  isConfiguration: boolean;
}

/** Entra's sentence without the ids and times around it, which say nothing to a builder. */
const sentenceOf = (description: string): string => {
  const line = /AADSTS\d+:([^\r\n]*)/.exec(description)?.[1] ?? description.split(/\r?\n/)[0] ?? "";
  const sentence = line.split(/Trace ID|Correlation ID|Timestamp/)[0]?.trim() ?? "";
  return sentence.endsWith(" -") ? sentence.slice(0, -2).trimEnd() : sentence;
};

/** Entra's error in the authority's latest answer, for errors in which the library leaves it out. */
const descriptionIn = (body: string | undefined): string | undefined => {
  try {
    const { error_description: description } = JSON.parse(body ?? "") as { error_description?: unknown };
    return typeof description === "string" ? description : undefined;
  } catch {
    return undefined;
  }
};

const unreachable = ({ status, networkCode }: AuthorityAnswer): string => {
  if (networkCode) return `the authority could not be reached (${networkCode}).`;
  return status === undefined
    ? "the authority gave no reason."
    : `the authority answered with status ${status} and no token.`;
};

/** Explains an error of the identity library. For a code that is not listed, Entra's own sentence is used. */
export const readTokenFailure = (error: unknown): TokenFailure => {
  const { message, statusCode, errorResponse, authorityAnswer } = error as IdentityError;
  const description =
    errorResponse?.errorDescription ?? descriptionIn(authorityAnswer?.body) ?? message ?? "";
  const status = statusCode ?? authorityAnswer?.status;
  const code = /AADSTS(\d+)/.exec(description)?.[1] ?? errorResponse?.errorCodes?.[0]?.toString();
  const { retryAfterMs } = authorityAnswer ?? {};
  const withStatus = {
    ...(status !== undefined && { status }),
    ...(retryAfterMs !== undefined && { retryAfterMs }),
  };
  if (code) {
    const mend = mends[code];
    return {
      reason: mend ? `${mend} (AADSTS${code})` : `AADSTS${code}: ${sentenceOf(description)}`,
      ...(mend && { mend }),
      code: `AADSTS${code}`,
      isConfiguration:
        !passingCodes.has(code) && !(status !== undefined && (status >= 500 || status === 429)),
      ...withStatus,
    };
  }
  const isRefused = statusCode !== undefined && statusCode >= 400 && statusCode < 500 && statusCode !== 429;
  return {
    reason: isRefused || !authorityAnswer ? sentenceOf(description) : unreachable(authorityAnswer),
    isConfiguration: isRefused,
    ...withStatus,
  };
};
