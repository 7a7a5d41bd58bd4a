import type { Agent } from "node:http";
import type { AccessToken, ClientSecretCredentialOptions, TokenCredential } from "@azure/identity";
import { clock } from "../clock";
import { agentFor, proxyFor, proxyRefusal } from "../network/agents";
import { serverWaitMs } from "../retry/retryTiming";

/** The proof of an app registration: its secret, or its certificate with private key and chain, as PEM text. */
export type AppProof = { type: "secret"; secret: string } | { type: "certificate"; pem: string };

/** A request for a token. */
export interface TokenRequest {
  tenantId: string;
  clientId: string;
  proof: AppProof;
  /** Origin of the Entra authority, such as https://login.microsoftonline.com. */
  authorityHost: string;
  scope: string;
  /** Whom the token is for, where the first version of the endpoint gives it out, which takes no scope. */
  resource?: string | undefined;
}

/** The authority's latest answer; empty when it was never asked. */
export interface AuthorityAnswer {
  status?: number;
  body?: string;
  /** The system's error code, where there was no answer. */
  networkCode?: string;
  /** Host and port of the proxy, where the request used one. */
  proxy?: string;
  /** Origin of the authority. */
  origin?: string;
  /** The wait that the authority asks for, where that is longer than the step can wait. */
  retryAfterMs?: number;
}

/** Longest wait for a token, in milliseconds. */
const longestWaitMs = 30_000;
/** Headers in which the identity library looks for a wait (`@azure/core-rest-pipeline`, throttling strategy). */
const libraryWaitHeaders = ["retry-after-ms", "x-ms-retry-after-ms", "retry-after"];

type PipelinePolicy = NonNullable<ClientSecretCredentialOptions["additionalPolicies"]>[number]["policy"];
type PipelineResponse = Awaited<ReturnType<PipelinePolicy["sendRequest"]>>;

/**
 * Lets @azure/identity wait only where the step has the time. The library accepts any number, and one too large for
 * Node's timers would end at once, again and again.
 * @throws for a longer wait, an Error that the library does not retry.
 */
const boundWait = ({ status, headers }: PipelineResponse, noted: AuthorityAnswer): void => {
  const waitMs = serverWaitMs(headers.toJSON(), clock.now());
  for (const name of libraryWaitHeaders) headers.delete(name);
  if (waitMs === undefined || (status !== 429 && status !== 503)) return;
  if (waitMs > longestWaitMs) {
    noted.retryAfterMs = waitMs;
    throw new Error("The authority asks for a longer wait than a step has.");
  }
  headers.set("retry-after-ms", String(Math.ceil(waitMs)));
};

const proxiedAgent = async (url: URL, noted: AuthorityAnswer): Promise<Agent> => {
  try {
    const proxy = proxyFor(url)?.host;
    if (proxy) noted.proxy = proxy;
    return await agentFor(url);
  } catch {
    noted.proxy = "HTTPS_PROXY";
    noted.networkCode = "PROXY_ADDRESS";
    throw Object.assign(new Error("HTTPS_PROXY is no address"), { code: noted.networkCode });
  }
};

type PipelineMessage = Parameters<PipelinePolicy["sendRequest"]>[0];

/** Turns a request for a token into one of the first version, which @azure/identity does not make. */
const askFirstVersion = (message: PipelineMessage, resource: string): void => {
  const path = "/oauth2/v2.0/token";
  if (!message.url.includes(path)) return;
  message.url = message.url.replace(path, "/oauth2/token");
  const form = new URLSearchParams(String(message.body));
  form.delete("scope");
  form.set("resource", resource);
  message.body = form.toString();
};

/** Notes the authority's answers, because the library's error does not say why it found no tenant. */
const noteAnswer = (
  { resource }: TokenRequest,
  noted: AuthorityAnswer,
  signal: AbortSignal,
): PipelinePolicy => ({
  name: "noteAuthorityAnswer",
  sendRequest: async (message, next) => {
    if (resource !== undefined) askFirstVersion(message, resource);
    const url = new URL(message.url);
    noted.origin = url.origin;
    message.abortSignal = signal;
    let response: PipelineResponse;
    try {
      // @azure/identity has its own rules for proxies; token requests have to go the same way as calls.
      const agent = await proxiedAgent(url, noted);
      message.agent = agent;
      response = await next(message);
      const refusal = proxyRefusal(agent);
      if (refusal !== undefined) throw Object.assign(new Error("the proxy refused"), { code: refusal });
      noted.status = response.status;
      noted.body = response.bodyAsText ?? "";
    } catch (error) {
      noted.networkCode = (error as NodeJS.ErrnoException).code ?? "ECONNRESET";
      // Wrapped, because @azure/identity would retry a proxy's refusal, or an address that can't be used.
      throw noted.proxy ? new Error(noted.networkCode, { cause: error }) : error;
    }
    boundWait(response, noted);
    return response;
  },
});

/** Loads the library on first use: most processes have an API key and never need it. */
const createCredential = async (
  request: TokenRequest,
  noted: AuthorityAnswer,
  signal: AbortSignal,
): Promise<TokenCredential> => {
  const { ClientSecretCredential, ClientCertificateCredential } = await import("@azure/identity");
  const proxy = proxyFor(new URL(request.authorityHost));
  const options: ClientSecretCredentialOptions = {
    authorityHost: request.authorityHost,
    // Without this setting, @azure/identity reads the proxy from the environment, and fails where it has no scheme.
    ...(proxy && {
      proxyOptions: { host: `${proxy.protocol}//${proxy.hostname}`, port: Number(proxy.port || 80) },
    }),
    // Discovery would ask the public cloud whether the authority exists, which fails in sovereign clouds.
    disableInstanceDiscovery: true,
    retryOptions: { maxRetries: 2 },
    additionalPolicies: [{ policy: noteAnswer(request, noted, signal), position: "perRetry" }],
  };
  const { tenantId, clientId, proof } = request;
  return proof.type === "secret"
    ? new ClientSecretCredential(tenantId, clientId, proof.secret, options)
    : new ClientCertificateCredential(
        tenantId,
        clientId,
        { certificate: proof.pem },
        { ...options, sendCertificateChain: true },
      );
};

/**
 * Acquires a token from the authority.
 * @param signal - aborts the request
 * @throws the identity library's error, which `readTokenFailure` explains.
 */
export const acquireToken = async (request: TokenRequest, signal: AbortSignal): Promise<AccessToken> => {
  const authorityAnswer: AuthorityAnswer = { origin: request.authorityHost };
  try {
    // Checked first, because @azure/identity reads the proxy from the environment too, and fails where it can't be
    // used.
    await proxiedAgent(new URL(request.authorityHost), authorityAnswer);
    const credential = await createCredential(request, authorityAnswer, signal);
    signal.throwIfAborted();
    const token = await credential.getToken(request.scope);
    if (token) return token;
  } catch (error) {
    throw Object.assign(error as Error, { authorityAnswer });
  }
  throw Object.assign(new Error("It answered without a token."), { authorityAnswer });
};
