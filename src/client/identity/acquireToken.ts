import type { Agent } from "node:http";
import type { AccessToken, ClientSecretCredentialOptions, TokenCredential } from "@azure/identity";
import { clock } from "../clock";
import { agentFor, proxyFor, proxyRefusal } from "../network/agents";
import { serverWaitMs } from "../retry/retryTiming";

/** What an app proves itself with: its secret, or a certificate with its private key and its chain as PEM text. */
export type AppProof = { type: "secret"; secret: string } | { type: "certificate"; pem: string };

/** Who asks for a token, and for what. */
export interface TokenRequest {
  tenantId: string;
  clientId: string;
  proof: AppProof;
  /** Origin of the Entra authority, such as https://login.microsoftonline.com. */
  authorityHost: string;
  scope: string;
}

/** What the authority answered last; empty when it was never asked. */
export interface AuthorityAnswer {
  status?: number;
  body?: string;
  /** The system's code, when no answer came. */
  networkCode?: string;
  /** Host and port of the proxy on the way. */
  proxy?: string;
  /** Where the authority is. */
  origin?: string;
  /** The wait that it names, where that is too long to be kept. */
  retryAfterMs?: number;
}

/** Nobody waits longer for a token, in milliseconds. */
const longestWaitMs = 30_000;
/** Where the identity library looks for a wait (`@azure/core-rest-pipeline`, throttling strategy). */
const libraryWaitHeaders = ["retry-after-ms", "x-ms-retry-after-ms", "retry-after"];

type PipelinePolicy = NonNullable<ClientSecretCredentialOptions["additionalPolicies"]>[number]["policy"];
type PipelineResponse = Awaited<ReturnType<PipelinePolicy["sendRequest"]>>;

/**
 * Shows @azure/identity a wait only if it can be kept: it takes any number, and one that is too large for Node's
 * timers would be over at once, again and again.
 * @throws Error that the library does not retry, for a longer wait.
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

/** Notes what the authority answers, because the library keeps to itself why it could not find a tenant. */
const noteAnswer = (noted: AuthorityAnswer, signal: AbortSignal): PipelinePolicy => ({
  name: "noteAuthorityAnswer",
  sendRequest: async (message, next) => {
    const url = new URL(message.url);
    noted.origin = url.origin;
    message.abortSignal = signal;
    let response: PipelineResponse;
    try {
      // @azure/identity would choose a proxy by rules of its own; tokens are to go the way that data goes.
      const agent = await proxiedAgent(url, noted);
      message.agent = agent;
      response = await next(message);
      const refusal = proxyRefusal(agent);
      if (refusal !== undefined) throw Object.assign(new Error("the proxy refused"), { code: refusal });
      noted.status = response.status;
      noted.body = response.bodyAsText ?? "";
    } catch (error) {
      noted.networkCode = (error as NodeJS.ErrnoException).code ?? "ECONNRESET";
      // Wrapped, since @azure/identity would retry what a proxy refuses, or an address that can't be used.
      throw noted.proxy ? new Error(noted.networkCode, { cause: error }) : error;
    }
    boundWait(response, noted);
    return response;
  },
});

/** Evaluated on first use: most processes run on a key and never load the library. */
const createCredential = async (
  request: TokenRequest,
  noted: AuthorityAnswer,
  signal: AbortSignal,
): Promise<TokenCredential> => {
  const { ClientSecretCredential, ClientCertificateCredential } = await import("@azure/identity");
  const proxy = proxyFor(new URL(request.authorityHost));
  const options: ClientSecretCredentialOptions = {
    authorityHost: request.authorityHost,
    // Without it, @azure/identity reads the environment's by itself, and fails where that names no scheme.
    ...(proxy && {
      proxyOptions: { host: `${proxy.protocol}//${proxy.hostname}`, port: Number(proxy.port || 80) },
    }),
    // The form names the authority; asking the public cloud whether it exists would break sovereign clouds.
    disableInstanceDiscovery: true,
    retryOptions: { maxRetries: 2 },
    additionalPolicies: [{ policy: noteAnswer(noted, signal), position: "perRetry" }],
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
 * Asks the authority for a token.
 * @param signal - closes the connection on which the answer is waited for
 * @throws the identity library's error, which `readTokenFailure` explains.
 */
export const acquireToken = async (request: TokenRequest, signal: AbortSignal): Promise<AccessToken> => {
  const authorityAnswer: AuthorityAnswer = { origin: request.authorityHost };
  try {
    // @azure/identity reads the environment's proxy by itself, and fails where its address can't be used.
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
